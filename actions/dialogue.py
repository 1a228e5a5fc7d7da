"""From a request to a card: coverage first, then the answer for what is asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from actions.answers import (
    amount,
    change,
    clauses,
    compare,
    coverage,
    gap,
    matches,
    number,
    procedure,
    responsible,
    sheet,
    source,
    validity,
)
from actions.answers.context import Context
from actions.answers.pointed import by_interpreter, by_path, by_quote
from actions.asks import Ask
from actions.cards import Ask as AskBack
from actions.cards import Card
from actions.replies import choices, compose, question
from actions.request import Pending, Request
from policy_index.document_facts import asked_facts

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
_SETTLED_BY_THE_LAST: tuple[Ask, ...] = ("amount", "policy", "procedure", "match")
_MOST_TIMES_ASKED = 2


def respond(context: Context) -> Card:
    """Refuse a place that is not covered; answer for those that are."""
    request = context.request
    if places := coverage.uncovered(context):
        covered = tuple(city for city in request.cities if city not in places)
        if not covered:
            return coverage.other_place(context, places)
        # Of a comparison one place alone is left to tell of.
        ask = "amount" if request.ask == "compare" and len(covered) == 1 else request.ask
        card = respond(context.about(cities=covered, ask=ask))
        if card.ask is not None and request.ask == "compare":
            return coverage.other_place(context, places)  # nothing is asked for half an answer
        return coverage.only_of(card, covered, places)
    if pointed := by_path(context):
        return source.whole(context, pointed)
    if interpreting := by_interpreter(context):
        return clauses.answer_from(context, interpreting)
    if (request.ask == "validity" or not request.topics) and (quoted := by_quote(context)):
        return clauses.answer_from(context, quoted)
    if asked_facts(context.message.normalised) == ("number",):
        return number.answer(context)
    settled = clauses.settled(context) if request.ask in _SETTLED_BY_THE_LAST else None
    if settled:
        return settled
    return _ANSWERS[request.ask](context)


def ask_back(
    asked: Sequence[tuple[Card, Request]], pending: Pending | None, *, again: bool = True
) -> tuple[Card, Pending | None]:
    """The first thing that is missing, while all requests wait: at most twice, and not ``again`` if
    the user does not know it; then explain and offer a person."""
    card, request = asked[0]
    assert card.ask is not None
    field = card.ask.field
    same = pending is not None and pending.field == field and not request.anew
    times = pending.times + 1 if pending and same else 1
    if times > _MOST_TIMES_ASKED or not again:
        text, spoken = compose("ask_no_more", question=card.text)
        tired = replace(card, kind="refusal", text=text, spoken=spoken, ask=None)
        return replace(tired, quick_replies=(coverage.HUMAN,)), None
    return card, Pending(field, times, [one.to_slot() for _, one in asked])


def acknowledgement(intent: str, pending: Pending | None) -> Card:
    """To what asks for nothing; after a yes or a sigh the question that is open is put again."""
    field = pending.field if pending is not None and intent != "deny" else None
    offered = choices(field) if field else []
    text, spoken = compose(
        "acknowledge",
        chitchat=intent in ("chitchat", "repeat"),
        question=question(field) if field else "",
        choices=offered,
    )
    if field is None:
        return Card("smalltalk", text, spoken=spoken)
    ask = AskBack(field, tuple(offered))
    return Card("ask", text, ask=ask, quick_replies=tuple(offered), spoken=spoken)


def resumed(card: Card, pending: Pending) -> tuple[Card, Pending | None]:
    """An answer to a question that came between, and once more the question that was open.

    After a refusal it stays open, but is not put again.
    """
    if card.kind == "refusal":
        return card, pending
    if pending.times >= _MOST_TIMES_ASKED:
        return card, None
    offered = choices(pending.field)
    text, spoken = compose(
        "resume",
        answer=card.text,
        spoken=card.spoken,
        question=question(pending.field),
        choices=offered,
    )
    ask = AskBack(pending.field, tuple(offered))
    again = replace(pending, times=pending.times + 1)
    card = replace(card, text=text, spoken=spoken, ask=ask, quick_replies=tuple(offered))
    return card, again
