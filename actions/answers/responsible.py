"""Whom to ask: the units that the clause itself names."""

from actions.answers import procedure
from actions.answers.clauses import is_answerable
from actions.answers.context import Context
from actions.answers.coverage import nothing_found
from actions.answers.in_question import chosen
from actions.answers.notices import notice
from actions.answers.relevant import by_topic
from actions.cards import Card
from actions.replies import compose
from policy_index.clauses import Clause
from policy_index.text import normalize

_FIELD = "专精特新"


def answer(context: Context) -> Card:
    """The units of the clauses of the last answer, or of those that the question is about.

    Of the policy as a whole (专精特新的科室), whom its notice says to turn to.
    """
    request = context.request
    if not (context.evidence or request.anew or request.cities or request.topics):
        text, spoken = compose("nothing_said_yet")
        return Card("smalltalk", text, spoken=spoken)
    clauses = _clauses(context)
    if not clauses and request.cities and _FIELD in normalize(request.query):
        return procedure.answer(context)
    if not clauses:
        return nothing_found(context)
    found = [
        (clause, "") if clause.responsible else _instead(context, clause) for clause in clauses
    ]
    rows = [(context.document(clause), clause, words) for clause, words in found]
    citations = [context.cite(clause, words or _units_quote(clause)) for clause, words in found]
    text, spoken = compose("contact", rows=rows, as_of=context.as_of)
    return Card("contact", text, citations, quick_replies=("原文怎么说", "转人工"), spoken=spoken)


def _clauses(context: Context) -> list[Clause]:
    if procedure.points_back(context):
        keys = list(dict.fromkeys(context.evidence))
        return [context.knowledge.collection.clause(*key) for key in keys]
    if not is_answerable(context):
        return _of_the_matter(context)
    found = [hit.clause for hit in chosen(context)]
    if context.request.cities and not any(_speaks_of_a_topic(context, each) for each in found):
        found = _of_the_matter(context) or found  # 车的政策找谁 is about cars
    cities = {*context.request.cities} - {context.document(clause).city for clause in found}
    return found + [c for c in _of_the_matter(context) if context.document(c).city in cities]


def _speaks_of_a_topic(context: Context, clause: Clause) -> bool:
    paying = [context.clause(measure) for measure in by_topic(context)]
    return clause in paying or any(topic[:2] in clause.text for topic in context.request.topics)


def _of_the_matter(context: Context) -> list[Clause]:
    """The clause of each document that pays for a topic that was named."""
    first = {measure.document: measure for measure in reversed(by_topic(context))}
    return [context.clause(measure) for measure in first.values()]


def _instead(context: Context, clause: Clause) -> tuple[Clause, str]:
    """For a clause that names no unit: what it says of the matter that is asked about, else what
    the document's notice says."""
    if context.request.anew:
        searcher = context.knowledge.searcher
        return clause, searcher.answering_sentence(context.request.query, clause)
    return notice(context, context.document(clause)) or (clause, "")


def _units_quote(clause: Clause) -> str:
    return clause.text[clause.body_end :] or clause.text.splitlines()[0]
