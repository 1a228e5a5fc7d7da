"""What every action of ours shares: it always says something, and never an unsupported figure."""

import asyncio
import logging
import uuid
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import number_guard
from actions.answers.context import Context
from actions.cards import Card
from actions.evidence import evidence_of
from actions.knowledge import Knowledge, knowledge
from actions.messages import Message
from actions.replies import compose, heard
from actions.request import Pending, Request, sums_said, with_period, without_claims
from actions.subsidy.ids import answer_id
from actions.subsidy.profile import ProfileError
from policy_index.text import normalize
from policy_index.today import today

Slots = list[EventType]
Reply = tuple[str, dict[str, Any]]
"""Its text, and the same as data."""
_LOG = logging.getLogger(__name__)
_SECONDS = 20


class PolicyAction(Action, ABC):  # type: ignore[misc]
    """Subclasses build a ``Turn``; this class sends it, apologises for what fails, keeps slots."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[EventType]:
        try:
            turn = Turn(tracker)
            # The model and the search are synchronous: other users must not wait for them.
            events = await asyncio.wait_for(asyncio.to_thread(self.take, turn), _SECONDS)
            for text, custom in turn.replies:
                dispatcher.utter_message(text=text, json_message=custom)
            return events
        except Exception:  # whatever fails, the user gets an answer
            number = uuid.uuid4().hex[:6]
            _LOG.exception("%s failed, apology %s", self.name(), number)
            text, spoken = compose("apology", number=number)
            custom = Card("refusal", text).custom(today(), number)
            custom["evidence"] = {"spoken": spoken}
            dispatcher.utter_message(text=text, json_message=custom)
            return []

    @abstractmethod
    def take(self, turn: "Turn") -> list[EventType]:
        """Answer the turn by ``turn.say`` and return the slots to set."""


class Turn:
    """One message of one conversation, and the replies to it: one for each question."""

    def __init__(self, tracker: Tracker) -> None:
        self.message = Message.from_tracker(tracker.latest_message)
        self.previous = _read(Request.from_slot, tracker.get_slot("request"))
        self.pending = _read(lambda slot: Pending(**slot), tracker.get_slot("pending"))
        self.evidence = [tuple(key) for key in tracker.get_slot("evidence") or []]
        self.as_of: date = self.message.as_of or today()
        self.words = _said(self.message, tracker.events)
        self.said_last = _said_last(tracker.events)
        self.replies: list[Reply] = []

    @property
    def knowledge(self) -> Knowledge:
        return knowledge()

    def context(self, request: Request, message: Message | None = None) -> Context:
        """``message``: the part of this turn's that makes the request, if it is not the whole."""
        message = message or self.message
        return Context(request, self.knowledge, self.as_of, message, self.evidence)

    def forget(self) -> None:
        """What was said before counts no more."""
        self.previous, self.pending, self.evidence = None, None, []

    def say(self, card: Card, context: Context | None) -> None:
        """Let the card out, if every figure in it is supported."""
        known = self.knowledge
        request = context.request if context else None
        said, sums = self.words, list[Decimal]()
        if request is not None:
            said = [*said, *understood(request, self.as_of)]
            sums = sums_said(request)
        card = number_guard.checked(card, known.collection, self.as_of, said=said, sums=sums)
        versions = (known.collection.digest, known.measures.digest)
        inputs = request.to_slot() if request else {"text": self.message.text}
        custom = card.custom(self.as_of, answer_id(versions, self.as_of, inputs))
        custom["evidence"] = evidence_of(card, context, self.message, known)
        self.replies.append((card.text, custom))

    def stand_on(self, card: Card) -> None:
        """What is asked next may point at what this card cites; an ask-back or a refusal leaves
        the evidence as it is."""
        if card.citations and card.kind not in ("ask", "refusal"):
            keys = dict.fromkeys((each.document, each.clause) for each in card.citations)
            self.evidence = list(keys)

    def remember(self, request: Request, pending: Pending | None) -> Slots:
        """The slots that the next turn needs."""
        return [
            SlotSet("request", without_claims(request).to_slot()),
            SlotSet("pending", None if pending is None else asdict(pending)),
            SlotSet("evidence", [list(key) for key in self.evidence]),
        ]


def impossible(request: Request, error: ProfileError) -> Card:
    """A sum or a fact that no firm can have: say which, and ask for it again."""
    _LOG.info("refused input: %s", error)
    text, spoken = compose("impossible", heard=_heard(request.profile))
    return Card("ask", text, spoken=spoken)


def understood(request: Request, as_of: date) -> list[str]:
    """The facts that were taken from the user's words: 上个月 is a day by now, 三厘一 a rate."""
    period = with_period(request, as_of)
    facts = (_heard(request.profile, request.high), _heard(request.supposed))
    return [*facts, *(day.isoformat() for day in period)]


def _heard(profile: Mapping[str, Any], high: Mapping[str, str] | None = None) -> str:
    """The facts in words; nothing of those that no firm can have."""
    try:
        return heard(profile, high)
    except (ValueError, ArithmeticError, KeyError):
        return ""


def _said(message: Message, events: Iterable[Mapping[str, Any]]) -> list[str]:
    """The user's words in the whole conversation, as written and as normalised."""
    earlier = (str(e.get("text") or "") for e in events if e.get("event") == "user")
    texts = dict.fromkeys((*earlier, message.text))
    return [spelling for text in texts for spelling in (text, _normalised(text))]


_normalised = lru_cache(maxsize=1024)(normalize)


def _said_last(events: Sequence[Mapping[str, Any]]) -> list[Reply]:
    """The replies to the message before this one."""
    turns = [place for place, event in enumerate(events) if event.get("event") == "user"]
    since = events[turns[-2] : turns[-1]] if len(turns) > 1 else []
    said = [event for event in since if event.get("event") == "bot"]
    return [(str(e.get("text") or ""), (e.get("data") or {}).get("custom") or {}) for e in said]


def _read(build: Any, slot: Any) -> Any:
    """A slot, or nothing if it does not hold what we put there."""
    try:
        return None if slot is None else build(slot)
    except (TypeError, KeyError, ValueError):
        _LOG.warning("a slot of another form was left aside")
        return None
