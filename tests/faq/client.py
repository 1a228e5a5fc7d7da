"""A conversation with a running bot, each turn as one reply."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from tests.faq.checks import Reply
from tests.rest_channel import RestChannel


class Bot(RestChannel):
    """Says whole conversations. Safe to share by threads."""

    def converse(self, turns: Sequence[str], as_of: date) -> list[Reply]:
        """Says the turns as one new person, on that day; one reply for each. Raises BotError."""
        sender = f"faq-{uuid.uuid4()}"
        return [self._reply(sender, turn, as_of) for turn in turns]

    def _reply(self, sender: str, text: str, as_of: date) -> Reply:
        messages, seconds = self.say(sender, text, as_of)
        texts = [message["text"] for message in messages if message.get("text")]
        cards = tuple(message["custom"] for message in messages if message.get("custom"))
        return Reply("\n".join(texts), cards, seconds)
