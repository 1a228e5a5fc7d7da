"""What is not in the collection: say what is, name what is nearest, offer a person."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from actions.answers.context import Context
from actions.answers.pointed import by_name
from actions.answers.relevant import by_topic
from actions.cards import Card
from actions.replies import compose
from policy_index.clauses import Clause
from policy_index.documents import Document
from policy_index.text import normalize

Why = Literal["place", "field", "nothing_found"]
HUMAN = "转人工"
WHAT_IS_ASKED = "所问的这一点"
_MOST_NEAR = 2
_MOST_KINDRED = 3
_EXAMPLES = ("广州认定奖励多少", "数字化改造能补多少", HUMAN)


def uncovered(context: Context) -> tuple[str, ...]:
    """The places in the question that no document is about."""
    covered = context.knowledge.collection.cities
    return tuple(city for city in context.request.cities if city not in covered)


def other_place(context: Context, places: tuple[str, ...]) -> Card:
    return _refusal(context, "place", places)


def only_of(card: Card, covered: tuple[str, ...], places: tuple[str, ...]) -> Card:
    """The answer for the covered places of a question that names others beside them."""
    text, spoken = compose(
        "only_of", answer=card.text, spoken=card.spoken, covered=covered, places=places
    )
    return replace(card, text=text, spoken=spoken)


def other_field(context: Context) -> Card:
    return _refusal(context, "field", ())


def nothing_found(context: Context) -> Card:
    return _refusal(context, "nothing_found", ())


def is_written_elsewhere(context: Context) -> bool:
    """Whether only the documents of other places than those named have what is asked for: a
    measure, and if no award is asked for, the words of the matter too."""
    request = context.request
    if not (request.cities and request.topics) or by_topic(context):
        return False
    return bool(by_topic(context.about(cities=()))) and (
        _asks_for_an_award(context) or not _names_the_matter(context)
    )


def _asks_for_an_award(context: Context) -> bool:
    return re.search("[奖补]", normalize(context.request.query)) is not None


def _names_the_matter(context: Context) -> bool:
    ids = {document.id for document in context.documents}
    texts = [c.text for c in context.knowledge.collection.clauses if c.document in ids]
    return any(topic[:2] in text for topic in context.request.topics for text in texts)


def not_written(context: Context) -> Card:
    """The documents of a place that do not have what is asked for, and the places that have it."""
    request = context.request
    anywhere = by_topic(context.about(cities=()))
    elsewhere = dict.fromkeys(context.document_of(measure).city for measure in anywhere)
    text, spoken = compose(
        "not_written",
        cities=request.cities,
        topics=request.topics,
        award=_asks_for_an_award(context),
        documents=context.documents,
        elsewhere=[city for city in elsewhere if city not in request.cities],
        as_of=context.as_of,
    )
    return Card("amount", text, quick_replies=(HUMAN,), spoken=spoken, not_stated=(WHAT_IS_ASKED,))


def nearest(context: Context) -> list[Clause]:
    """The clauses that alone have a name in the question, or those of its matter in its place."""
    if named := [clause for clause in by_name(context) if clause.responsible]:
        return named
    if not context.request.topics and "奖" in normalize(context.request.query):
        context = context.about(topics=("认定",))  # an award is the one for the title
    if not (context.request.topics and context.request.cities):
        return []
    clauses = dict.fromkeys(context.clause(measure) for measure in by_topic(context))
    return [clause for clause in clauses if clause.responsible][:_MOST_NEAR]


def kindred(context: Context) -> dict[str, list[str]]:
    """The topics of the question, each with the places whose documents have it: those that the
    question names, if it names any that is covered."""
    covered = context.knowledge.collection.cities
    here = tuple(city for city in context.request.cities if city in covered)
    found = {
        topic: context.documents_of(by_topic(context.about(topics=(topic,), cities=here)))
        for topic in context.request.topics[:_MOST_KINDRED]
    }
    return {
        topic: list(dict.fromkeys(document.city for document in documents))
        for topic, documents in found.items()
        if documents
    }


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
        near=[(context.document(clause), clause) for clause in near],
        kindred=kindred(context),
        named=[city for city in context.request.cities if city in covered],
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
