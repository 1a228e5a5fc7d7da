"""From a request to a card: coverage first, then the answer for what is asked."""

from collections.abc import Callable, Mapping

from actions.answers import (
    amount,
    change,
    clauses,
    compare,
    coverage,
    gap,
    matches,
    procedure,
    responsible,
    sheet,
    source,
    validity,
)
from actions.answers.context import Context
from actions.answers.pointed import by_path, by_quote
from actions.cards import Card
from actions.replies import render
from actions.request import Ask, Pending, Request

_ANSWERS: Mapping[Ask, Callable[[Context], Card]] = {
    "amount": amount.answer,
    "match": matches.answer,
    "change": change.answer,
    "gap": gap.answer,
    "policy": clauses.answer,
    "validity": validity.answer,
    "responsible": responsible.answer,
    "source": source.answer,
    "procedure": procedure.answer,
    "compare": compare.answer,
    "sheet": sheet.answer,
}
_MOST_TIMES_ASKED = 2


def respond(context: Context) -> Card:
    """Refuse a place that is not covered; else answer."""
    if places := coverage.uncovered(context):
        return coverage.other_place(context, places)
    request = context.request
    if pointed := by_path(context):
        return source.whole(context, pointed)
    if (request.ask == "validity" or not request.topics) and (quoted := by_quote(context)):
        return clauses.answer_from(context, quoted)
    return _ANSWERS[request.ask](context)


def bounded(card: Card, request: Request, pending: Pending | None) -> tuple[Card, Pending | None]:
    """Ask for the same thing at most twice; then explain and offer a person."""
    if card.ask is None:
        return card, None
    again = pending is not None and pending.field == card.ask.field and not request.anew
    times = pending.times + 1 if pending and again else 1
    if times <= _MOST_TIMES_ASKED:
        return card, Pending(card.ask.field, times)
    text = render("ask_no_more", question=card.text)
    return Card("refusal", text, quick_replies=(coverage.HUMAN,)), None
