"""action_answer: every question about the policies."""

from dataclasses import replace

from rasa_sdk.events import EventType

from actions.answers.context import Context
from actions.answers.coverage import uncovered
from actions.base import PolicyAction, Turn, impossible
from actions.cards import Card
from actions.dialogue import acknowledgement, ask_back, respond, resumed
from actions.follow_ups import answers, carries_on_from, does_not_know, leaves
from actions.messages import Message
from actions.request import Pending, Request, understand
from actions.subsidy.profile import ProfileError, possible

_ASK_NOTHING = ("affirm", "deny", "chitchat", "repeat")


class ActionAnswer(PolicyAction):
    """Understands the message in its conversation, answers, and keeps what the next turn needs."""

    def name(self) -> str:
        return "action_answer"

    def take(self, turn: Turn) -> list[EventType]:
        message, pending = turn.message, turn.pending
        not_known = pending is not None and does_not_know(message)
        if not_known or not _asks_nothing(message):
            return _Answers(turn).give()
        if message.intent == "repeat" and turn.said_last:
            # Word by word: it was checked when it was first said.
            turn.replies.extend(turn.said_last)
        else:
            turn.say(acknowledgement(message.intent, pending), None)
        return []


def _asks_nothing(message: Message) -> bool:
    """A yes, a sigh: unless it names a thing. 今年生意难做 names a year, but only sighs."""
    named = {str(entity["entity"]) for entity in message.entities}
    if message.intent == "chitchat":
        named.discard("date")
    return message.intent in _ASK_NOTHING and not named


class _Answers:
    """The answers of one turn: one for each question of the message, or for each request that
    waited for what the message tells."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        self.previous, self.open = turn.previous, turn.pending
        self.given: list[tuple[Card, Context]] = []
        self.asked: list[tuple[Card, Context]] = []
        self.given_up = False  # what was asked back is not known to the user either

    def give(self) -> list[EventType]:
        """Say them; the slots to set."""
        for message in self.turn.message.parts():
            for request in self._requests(message):
                self._answer(self.turn.context(self._with_facts_of_all(request), message))
        pending = self._settle_what_is_open()
        for card, context in self.given:
            self.turn.say(card, context)
        latest = self.previous
        assert latest is not None
        return self.turn.remember(latest, pending)

    def _requests(self, message: Message) -> list[Request]:
        """What is asked: anew, or once more with what was missing."""
        if message.of_another_firm:
            return [understand(message, None, None)]
        if (
            self.open is not None
            and does_not_know(message)
            and not answers(message, self.open.field)
        ):
            waiting: list[Request] = self.open.requests(self.previous)
            self.open, self.given_up = None, True
            return waiting
        pending = self.open
        if pending is None:
            return [understand(message, self.previous, None)]
        if not carries_on_from(message, pending.field):
            request = understand(message, self.previous, None)
            if leaves(message):
                self.open = None
            if self.open is None or not answers(message, pending.field):
                return [request]
            # Its own question, that in passing tells what another waited for.
            self.open = None
            return [request, *pending.requests(request)]
        # Asked once more, with what the message tells or takes back: what then is still missing is
        # asked back anew, and what is answered is no longer open.
        self.open = None
        requests = pending.requests(self.previous) or [self.previous]
        return [understand(message, each, pending) for each in requests]

    def _with_facts_of_all(self, request: Request) -> Request:
        """The one place and the one tier of a message are those of each of its questions."""
        whole = self.turn.message
        if len(whole.parts()) < 2 or whole.parts()[0].of_another_firm:
            return request
        places, tiers = whole.places(), whole.values("tier")
        if not request.cities and len(places) == 1:
            request = replace(request, cities=places)
        if "tier" not in request.profile and len(tiers) == 1:
            request = replace(request, profile={**request.profile, "tier": list(tiers)})
        return request

    def _answer(self, context: Context) -> None:
        request = context.request
        try:
            card = respond(context)
        except ProfileError as error:
            self._give(impossible(request, error), context)
            self.previous = replace(request, profile=possible(request.profile), high={})
            return
        if card.ask:
            self.asked.append((card, context))
        else:
            self._give(card, context)
        if places := uncovered(context):  # the next question is not about a place that was refused
            covered = tuple(city for city in request.cities if city not in places)
            earlier = self.previous.cities if self.previous else ()
            request = replace(request, cities=covered or earlier)
        self.previous = request

    def _give(self, card: Card, context: Context) -> None:
        """Two questions may have one answer; it is said once."""
        if not any(_says_as_much(said, card) for said, _ in self.given):
            self.given.append((card, context))
            self.turn.stand_on(card)

    def _settle_what_is_open(self) -> Pending | None:
        """Ask back for what is missing; after a question that came between, ask again."""
        if self.asked:
            waiting = [(card, context.request) for card, context in self.asked]
            card, pending = ask_back(waiting, self.turn.pending, again=not self.given_up)
            self.given.append((card, self.asked[0][1]))
            return pending
        if self.open is None or not self.given:
            return None
        card, context = self.given[-1]
        card, pending = resumed(card, self.open)
        self.given[-1] = (card, context)
        return pending


def _says_as_much(said: Card, card: Card) -> bool:
    """Whether the one leaves nothing to the other: the same words, or all that it quotes."""
    if said.text == card.text:
        return True
    quoting = said.kind == card.kind == "clauses" and not (card.figures or card.not_stated)
    return quoting and all(citation.quote in said.text for citation in card.citations)
