"""A conversation with the actions themselves: NLU's findings are given, the rest is real."""

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from actions.base import PolicyAction

Value = str | tuple[str, str]


def entity(name: str, value: Value, text: str) -> dict[str, Any]:
    """An entity as bot.nlu reports it; ``value`` may be (value, role)."""
    plain, role = value if isinstance(value, tuple) else (value, None)
    start = max(text.find(plain), 0)
    return {"entity": name, "value": plain, "role": role, "start": start, "end": start + 1}


def clauses(reply: Mapping[str, Any]) -> list[str]:
    """What a reply cites: document id and clause path."""
    return [f"{c['document']} {c['clause']}" for c in reply["citations"]]


class Conversation:
    """Keeps the slots and what was said between turns, as Rasa's tracker does."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.slots: dict[str, Any] = {"request": None, "pending": None, "evidence": None}

    async def say(self, text: str, intent: str, **about: Any) -> dict[str, Any]:
        """The only reply: ``text`` and the card's fields in one dict. See ``hear``."""
        (reply,) = await self.hear(text, intent, **about)
        return reply

    async def hear(
        self,
        text: str,
        intent: str,
        *,
        questions: Sequence[tuple[str, int, int]] = (),
        at: Mapping[str, int] | None = None,
        action: PolicyAction | None = None,
        metadata: Mapping[str, Any] | None = None,
        info: Mapping[str, Mapping[str, object]] | None = None,
        **entities: Value | Sequence[Value],
    ) -> list[dict[str, Any]]:
        """The replies, one for each question.

        ``info``: additional_info of an entity, by its value; ``at``: where in the text it stands,
        if not under its value; ``questions``: intent, start and end of each.
        """
        found = [
            entity(name, value, text)
            for name, values in entities.items()
            for value in (values if isinstance(values, list) else [values])
        ]
        for each in found:
            each["additional_info"] = (info or {}).get(each["value"])
            each["start"] = (at or {}).get(each["value"], each["start"])
            each["end"] = each["start"] + 1
        message = {
            "text": text,
            "intent": {"name": intent, "confidence": 0.9},
            "entities": found,
            "metadata": metadata or {},
            "questions": [
                {"text": text[start:end], "start": start, "end": end, "intent": {"name": name}}
                for name, start, end in questions
            ],
        }
        self.events.append({"event": "user", "text": text})
        tracker = Tracker(
            "test", dict(self.slots), message, self.events, False, None, {}, "action_listen"
        )
        dispatcher = CollectingDispatcher()
        events = await (action or ActionAnswer()).run(dispatcher, tracker, {})
        self.slots.update({e["name"]: e["value"] for e in events})
        self.events += [
            {"event": "bot", "text": reply["text"], "data": {"custom": reply["custom"]}}
            for reply in dispatcher.messages
        ]
        return [{"text": reply["text"], **reply["custom"]} for reply in dispatcher.messages]
