"""A turn with a running bot: its messages one by one, each with its card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tests.guard.checks import Reply
from tests.rest_channel import RestChannel


class Bot(RestChannel):
    """Says one turn at a time. Safe to share by threads."""

    def reply(self, sender: str, text: str, as_of: date) -> tuple[list[Reply], float]:
        """The replies, and the seconds that they took. Raises BotError."""
        messages, seconds = self.say(sender, text, as_of)
        return list(_replies(messages)), seconds


def _replies(messages: Sequence[Mapping[str, Any]]) -> Iterator[Reply]:
    """The channel sends a text and, as a message of its own behind it, the text's card."""
    text: str | None = None
    for message in messages:
        if "text" in message:
            if text is not None:
                yield Reply(text)
            text = str(message["text"])
        if "custom" in message:
            yield Reply(text or "", message["custom"])
            text = None
    if text is not None:
        yield Reply(text)
