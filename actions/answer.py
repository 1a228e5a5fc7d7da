"""action_answer: every question about the policies."""

from dataclasses import replace

from rasa_sdk.events import EventType

from actions.answers.coverage import uncovered
from actions.base import PolicyAction, Turn, impossible
from actions.cards import Card
from actions.dialogue import bounded, respond
from actions.replies import render
from actions.request import understand
from actions.subsidy.profile import ProfileError


class ActionAnswer(PolicyAction):
    """Understands the message in its conversation, answers, and keeps what the next turn needs."""

    def name(self) -> str:
        return "action_answer"

    def take(self, turn: Turn) -> list[EventType]:
        if turn.message.intent in ("affirm", "deny") and not turn.message.entities:
            turn.say(Card("smalltalk", render("acknowledge")), None)
            return []
        request = understand(turn.message, turn.previous, turn.pending)
        try:
            context = turn.context(request)
            card, pending = bounded(respond(context), request, turn.pending)
        except ProfileError as error:
            card, pending = impossible(request, error), turn.pending
            turn.say(card, request)
            return turn.remember(turn.previous or replace(request, profile={}), card, pending)
        turn.say(card, request)
        if uncovered(context):  # the next question is not about a place that was refused
            request = replace(request, cities=turn.previous.cities if turn.previous else ())
        return turn.remember(request, card, pending)
