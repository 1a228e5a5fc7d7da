"""What is not in the collection: say what is, name what is nearest, offer a person."""

from typing import Literal

from actions.answers.context import Context
from actions.cards import Card
from actions.replies import render

Why = Literal["place", "field", "nothing_found"]
HUMAN = "转人工"
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


def _refusal(context: Context, why: Why, places: tuple[str, ...]) -> Card:
    text = render(
        "refusal",
        why=why,
        places=places,
        documents=context.knowledge.collection.documents.values(),
        cities=context.knowledge.collection.cities,
        named=[city for city in context.request.cities if city not in places],
    )
    return Card("refusal", text, quick_replies=_EXAMPLES)
