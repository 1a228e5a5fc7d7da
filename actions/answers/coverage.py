"""What is not in the collection: say what is, name what is nearest, offer a person."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from actions.answers.context import Context
from actions.answers.pointed import by_name
from actions.answers.relevant import by_topic
from actions.cards import Card
from actions.replies import compose
from policy_index.clauses import Clause
from policy_index.documents import Document

Why = Literal["place", "field", "nothing_found"]
HUMAN = "转人工"
WHAT_IS_ASKED = "所问的这一点"
_MOST_NEAR = 2
_EXAMPLES = ("广州认定奖励多少", "数字化改造能补多少", HUMAN)


def uncovered(context: Context) -> tuple[str, ...]:
    """The places in the question that no document is about."""
    covered = context.knowledge.collection.cities
    return tuple(city for city in context.request.cities if city not in covered)


def other_place(context: Context, places: tuple[str, ...]) -> Card:
    return _refusal(context, "place", places)


def other_field(context: Context) -> Card:
    return _refusal(context, "field", ())


def nothing_found(context: Context) -> Card:
    return _refusal(context, "nothing_found", ())


def not_written(context: Context) -> Card:
    """The documents of a place that do not have what is asked for, and the places that have it."""
    request = context.request
    anywhere = by_topic(context.about(cities=()))
    elsewhere = dict.fromkeys(context.document_of(measure).city for measure in anywhere)
    text, spoken = compose(
        "not_written",
        cities=request.cities,
        topics=request.topics,
        documents=context.documents,
        elsewhere=[city for city in elsewhere if city not in request.cities],
        as_of=context.as_of,
    )
    return Card("amount", text, quick_replies=(HUMAN,), spoken=spoken, not_stated=(WHAT_IS_ASKED,))


def nearest(context: Context) -> list[Clause]:
    """The clauses that alone have a name in the question, or those of its matter in its place."""
    if named := [clause for clause in by_name(context) if clause.responsible]:
        return named
    if not (context.request.topics and context.request.cities):
        return []
    clauses = dict.fromkeys(context.clause(measure) for measure in by_topic(context))
    return [clause for clause in clauses if clause.responsible][:_MOST_NEAR]


def lead_units(context: Context) -> list[tuple[Document, str]]:
    """Of each document of the places that were named the unit that most of its clauses name."""
    found = []
    for document in context.documents if context.request.cities else ():
        clauses = (c for c in context.knowledge.collection.clauses if c.document == document.id)
        units = Counter(clause.responsible[0] for clause in clauses if clause.responsible)
        if units:
            found.append((document, units.most_common(1)[0][0]))
    return found


def turn_to(leads: Sequence[tuple[Document, str]]) -> list[tuple[str, str]]:
    """The city and the unit of each lead, once."""
    return list(dict.fromkeys((document.city, unit) for document, unit in leads))


def _refusal(context: Context, why: Why, places: tuple[str, ...]) -> Card:
    covered = context.knowledge.collection.cities
    near = nearest(context) if why == "nothing_found" else []
    leads = lead_units(context) if why == "nothing_found" and not near else []
    text, spoken = compose(
        "refusal",
        why=why,
        places=places,
        documents=context.knowledge.collection.documents.values(),
        cities=covered,
        named=[city for city in context.request.cities if city in covered],
        near=[(context.document(clause), clause) for clause in near],
        leads=leads,
        turn_to=turn_to(leads),
        as_of=context.as_of,
    )
    citations = [context.cite(clause, clause.heading or clause.path) for clause in near]
    return Card(
        "refusal",
        text,
        citations,
        quick_replies=_EXAMPLES,
        spoken=spoken,
        not_stated=(WHAT_IS_ASKED,) if why == "nothing_found" else (),
        leads=turn_to(leads),
    )
