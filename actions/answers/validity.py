"""Is it still in force: each document's status on the day, with the words that justify it."""

import re
from collections.abc import Sequence
from datetime import date

from actions.answers.amount import measures_paying
from actions.answers.context import Context
from actions.answers.relevant import presuming_tier
from actions.answers.yes_or_no import OF_WHEN
from actions.cards import Card, Citation
from actions.replies import compose
from actions.request import with_period
from actions.subsidy.evaluate import Outcome
from actions.subsidy.wording import describe
from policy_index.clauses import CLOSING, PREAMBLE, Clause
from policy_index.document_facts import asked_facts
from policy_index.documents import Document
from policy_index.text import normalize

_WHICH_COUNTS = re.compile(
    "(哪|边).{0,6}(算数|为准|作数|管用|有效)|以哪|听(谁|哪)|按哪|打架|不一致|冲突|矛盾|(取代|废止|替代)了?"
)
_MOST_BENEFITS = 3
_IN_TIME = re.compile("来得及|赶得上|还能?(申请|申报|报)|截止|过了时间|in time", re.IGNORECASE)


def answer(context: Context) -> Card:
    """The documents of the places named; without a place, those of the last answer, or all."""
    beside = _WHICH_COUNTS.search(normalize(context.request.query)) is not None
    if beside:  # the years in the question name documents, and no day
        context = context.about(year=None, period=None)
    documents = documents_asked_about(context)
    benefits = [] if beside else _benefits(context)
    first, last = with_period(context.request, context.as_of)
    text, spoken = compose(
        "validity",
        rows=[(d, _clause(context, d)) for d in documents],
        overview=_overview(documents, first) if first == last else {},
        first=first,
        last=last,
        asks_date="issued" in asked_facts(normalize(context.request.query)),
        asked_about=context.request.period is not None,
        in_time=_IN_TIME.search(normalize(context.request.query)) is not None,
        undated=_undated(context, documents),
        beside=beside and len(documents) > 1,
        benefits=[
            (describe(each, context.profile), each.measure, context.quote(each.measure))
            for each in benefits
        ],
    )
    citations = [_cite(context, document) for document in documents]
    citations += [context.cite_measure(each.measure) for each in benefits]
    return Card("validity", text, citations, quick_replies=("原文怎么说", "转人工"), spoken=spoken)


def _benefits(context: Context) -> list[Outcome]:
    """What the question names and asks of whether it is still given: 小巨人那100万过期没."""
    message = context.message
    named = message.values("topic") or message.values("tier") or "奖" in message.text
    if not named or len(context.request.cities) != 1:
        return []
    judged = [context.evaluate(m, context.profile) for m in measures_paying(context)]
    had = [presuming_tier(context, o) for o in judged if o.status != "not_eligible"]
    return had if len(had) <= _MOST_BENEFITS else []


def _undated(context: Context, documents: Sequence[Document]) -> bool:
    """Whether the day of a title is told, and a document does not say from when to when titles
    count."""
    if not context.message.with_role("date", "recognised_on"):
        return False
    measures = context.knowledge.measures
    return any(OF_WHEN in m.not_stated for d in documents for m in measures.of_document(d.id))


def _overview(documents: Sequence[Document], day: date) -> dict[str, list[Document]]:
    """The status codes that several documents have between them, each with those of that code."""
    by_code: dict[str, list[Document]] = {}
    for document in documents:
        by_code.setdefault(document.status(day).code, []).append(document)
    return by_code if len(by_code) > 1 else {}


def documents_asked_about(context: Context) -> tuple[Document, ...]:
    """Those of the places named; without a place, those of the last answer, or all."""
    if not context.request.cities and context.evidence:
        ids = dict.fromkeys(document for document, _ in context.evidence)
        return tuple(context.knowledge.collection.document(i) for i in ids)
    return context.documents


def _clause(context: Context, document: Document) -> Clause:
    """Where the words stand that settle it; else the preamble, which prints the title."""
    words = document.term.words if document.term else ()
    clauses = [c for c in context.knowledge.collection.clauses if c.document == document.id]
    settling = (c for c in clauses if any(w in c.text for w in words) and c.path != PREAMBLE)
    return next(settling, None) or next(c for c in clauses if c.path in (PREAMBLE, CLOSING))


def _cite(context: Context, document: Document) -> Citation:
    clause = _clause(context, document)
    words = document.term.words[0] if document.term else document.title
    return context.cite(clause, words if words in clause.text else clause.text.splitlines()[0])
