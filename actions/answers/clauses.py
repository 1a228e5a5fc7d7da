"""What a policy says: the words of the clauses themselves, one document after another."""

import re
from collections.abc import Sequence

from actions.answers.cautions import cautions_of, denies, said_first
from actions.answers.context import Context
from actions.answers.coverage import WHAT_IS_ASKED, is_written_elsewhere, not_written, nothing_found
from actions.answers.in_question import FURTHER, MOST_SHOWN, chosen, in_question, verdicts_on
from actions.answers.relevant import by_topic
from actions.answers.yes_or_no import first_words
from actions.cards import Card, Figure
from actions.details import PHONE, details_in
from actions.replies import compose
from actions.subsidy.evaluate import Outcome
from actions.subsidy.measures import Measure
from actions.subsidy.printed import sums
from actions.subsidy.wording import describe
from policy_index.answerability import threshold
from policy_index.clauses import Clause
from policy_index.collection import PROVINCE
from policy_index.ranking import OTHER_CITY
from policy_index.text import normalize
from policy_index.tokens import words as content_words

_OF_SUMS = re.compile(
    "多少|几多|几[钱万成个]|[奖补贴钱费]|金额|额度|报销|减免|how much|subsid|award", re.IGNORECASE
)


def answer(context: Context) -> Card:
    """Quote the clauses that answer, or say that none does."""
    if measures := _of_several_matters(context):
        clauses = list(dict.fromkeys(map(context.clause, measures)))[:MOST_SHOWN]
        return _quotes(context, clauses, verdicts_on(context, measures), about=measures)
    verdicts = verdicts_on(context)
    of_topic = by_topic(context)
    on_topic = any(outcome.measure in of_topic for outcome in verdicts)
    if not on_topic and not is_answerable(context):
        return _not_found_by_search(context)
    if not verdicts and context.request.topics and _only_elsewhere(context):
        return unstated(context)
    return _quotes(context, [hit.clause for hit in chosen(context)], verdicts)


def settled(context: Context) -> Card | None:
    """A yes or no about the last answer (是一次给完吗), if what that stood on settles it."""
    message, request = context.message, context.request
    if message.values("topic") or message.values("city") or message.values("tier"):
        return None
    keys = set(context.evidence)
    of_evidence = [m for key in keys for m in context.knowledge.measures.of_clause(*key)]
    of_topic = by_topic(context) if request.topics else of_evidence
    judged = [context.evaluate(m, context.profile) for m in of_evidence if m in of_topic]
    fitting = [outcome for outcome in judged if outcome.status != "not_eligible"] or judged
    if not first_words(context, fitting):
        return None
    measures = [outcome.measure for outcome in fitting]
    clauses = list(dict.fromkeys(map(context.clause, measures)))
    return _quotes(context, clauses, verdicts_on(context, measures), about=measures)


def _not_found_by_search(context: Context) -> Card:
    """What pays for the matter, if nothing but the matter is named (江门贷款有没有贴息), or if what
    is asked is what it is not (电费打折吗); the clause of the last answer, if its own words come
    back (为什么是一次性); else nothing."""
    measures = by_topic(context)
    denying = [m for m in measures if any(denies(context, caution) for caution in m.cautions)]
    paying = measures if context.request.plain else denying
    if paying:
        return _quotes(context, list(dict.fromkeys(map(context.clause, paying)))[:MOST_SHOWN], [])
    if is_written_elsewhere(context):
        return not_written(context)
    repeated = [] if context.request.anew else _repeated_clauses(context)
    return _quotes(context, repeated, []) if repeated else nothing_found(context)


def _of_several_matters(context: Context) -> list[Measure]:
    """Of a place that is named: what there is for each of several topics, where what the search
    finds is about some of them alone (公租房和外地车分别怎么规定)."""
    topics, measures = set(context.request.topics), by_topic(context)
    found = [hit.clause for hit in chosen(context)]
    told = {topic for m in measures if context.clause(m) in found for topic in m.topics}
    there = {topic for measure in measures for topic in measure.topics}
    several = len(topics) > 1 and bool(context.request.cities) and topics <= there
    return measures if several and not topics <= told else []


def _repeated_clauses(context: Context) -> list[Clause]:
    """The clauses of the last answer that have a word of the question."""
    words = content_words(normalize(context.request.query))
    clauses = [context.knowledge.collection.clause(*key) for key in dict.fromkeys(context.evidence)]
    return [clause for clause in clauses if any(word in clause.text for word in words)]


def answer_from(context: Context, clauses: Sequence[Clause]) -> Card:
    """Quote clauses that the words point at."""
    return _quotes(context, clauses, verdicts_on(context))


def unpaid(context: Context) -> Card:
    """Of a matter that nothing pays for: that no sum is written, if one is asked for."""
    asks_for_sum = _OF_SUMS.search(normalize(context.request.query)) is not None
    return unstated(context, silent=asks_for_sum or bool(context.request.sums))


def unstated(context: Context, *, silent: bool = True) -> Card:
    """What is asked is not in the text: say so, then what it does say of the matter. Of a sum that
    is taken for an award, what it is."""
    if printing := [m for m in by_topic(context) if _prints_a_sum_of(context, m)]:
        return answer_from(context, list(dict.fromkeys(map(context.clause, printing))))
    # What it says of the matter, whatever figure was asked for.
    topics = " ".join(context.request.topics)
    matter = context.about(query=topics) if topics else context
    if not is_answerable(matter):
        matter = context
    if not is_answerable(matter):
        named = context.request.topics and context.request.cities
        return not_written(context) if named and not by_topic(context) else nothing_found(context)
    clauses = [hit.clause for hit in chosen(matter)[:2]]
    of_it = any(topic[:2] in clause.text for topic in context.request.topics for clause in clauses)
    if context.request.topics and context.request.cities and not of_it and not by_topic(context):
        return not_written(context)
    return _quotes(context, clauses, verdicts_on(context), silent=silent)


def _prints_a_sum_of(context: Context, measure: Measure) -> bool:
    return bool(set(context.request.sums) & {f"{p.value:f}" for p in sums(measure.evidence)})


def is_answerable(context: Context, *, least: float | None = None) -> bool:
    """Whether the index thinks, with probability ``least``, that some clause answers; by default
    with the one that was measured to part questions with an answer from those without."""
    probability = context.knowledge.searcher.answerability(context.request.query, context.hits)
    return probability >= (threshold() if least is None else least)


def _only_elsewhere(context: Context) -> bool:
    """Whether another city's document says what is asked, and those in question do not."""
    if not context.hits or not context.request.cities:
        return False
    here = {document.id for document in context.documents}
    request = context.request
    everywhere = context.knowledge.searcher.search(request.query, cities=request.cities)
    elsewhere = [
        hit.score + OTHER_CITY
        for hit in everywhere
        if hit.clause.document not in here and context.document(hit.clause).city != PROVINCE
    ]
    return max(elsewhere, default=0.0) > context.hits[0].score + FURTHER


def _quotes(
    context: Context,
    clauses: Sequence[Clause],
    verdicts: Sequence[Outcome],
    *,
    about: Sequence[Measure] = (),
    silent: bool = False,
) -> Card:
    """Verdicts first, then the clauses; what a verdict stands on is always among them. ``about``:
    the measures in question, where they are known beforehand."""
    stood_on = [context.clause(outcome.measure) for outcome in verdicts]
    shown = list(dict.fromkeys([*stood_on, *clauses]))[: max(MOST_SHOWN, len(stood_on))]
    # Where little is quoted, a second sentence of each clause tells more.
    most = 2 if len(shown) <= 2 else 1
    search, query = context.knowledge.searcher, context.request.query
    quotes = [search.answering_sentences(query, clause, most=most) for clause in shown]
    judged = [context.evaluate(m, context.profile) for m in about or in_question(context)]
    cautions = cautions_of(context, shown, [best for best, *_ in quotes])
    first, cautions = said_first(context, cautions, verdicts, judged)
    asks_phone = PHONE in details_in(context.message.normalised)
    text, spoken = compose(
        "clauses",
        blocks=[
            {"clause": clause, "quotes": sentences, "document": context.document(clause)}
            for clause, sentences in zip(shown, quotes, strict=True)
        ],
        first=first,
        verdicts=[describe(outcome, context.profile) for outcome in verdicts],
        heard=context.heard if verdicts else "",
        cautions=cautions,
        silent=silent,
        absent=_absent(context, shown),
        asks_phone=asks_phone,
        as_of=context.as_of,
    )
    return Card(
        "clauses",
        text,
        [context.cite(clause, best) for clause, (best, *_) in zip(shown, quotes, strict=True)],
        [
            Figure.of(verdict, shown.index(clause), context.profile)
            for verdict, clause in zip(verdicts, stood_on, strict=True)
        ],
        quick_replies=("原文怎么说", "找哪个部门", "现在还有效吗"),
        spoken=spoken,
        not_stated=((WHAT_IS_ASKED,) if silent else ()) + ((PHONE,) if asks_phone else ()),
    )


def _absent(context: Context, clauses: Sequence[Clause]) -> list[str]:
    """Of several places in question those of which nothing is shown."""
    cities = context.request.cities
    shown = {context.document(clause).city for clause in clauses}
    return [city for city in cities if city not in shown] if len(cities) > 1 else []
