"""A conversation with a running bot through Rasa's REST channel."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

import httpx

from tests.faq.checks import Reply

TIMEOUT_SECONDS = 60.0


class BotError(RuntimeError):
    """The bot could not be reached, or answered with something that is no reply."""


class Bot:
    """A running bot at a base URL such as http://127.0.0.1:5005. Safe to share by threads."""

    def __init__(self, url: str) -> None:
        self._endpoint = f"{url.rstrip('/')}/webhooks/rest/webhook"
        # The bot is near: a proxy from the environment would only stand in the way.
        self._http = httpx.Client(timeout=TIMEOUT_SECONDS, trust_env=False)

    def __enter__(self) -> Bot:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def converse(self, turns: Sequence[str], as_of: date) -> list[Reply]:
        """Says the turns as one new person, on that day; one reply for each. Raises BotError."""
        sender = f"faq-{uuid.uuid4()}"
        return [self._say(sender, turn, as_of) for turn in turns]

    def _say(self, sender: str, text: str, as_of: date) -> Reply:
        message = {"sender": sender, "message": text, "metadata": {"as_of": as_of.isoformat()}}
        asked_at = time.perf_counter()
        try:
            response = self._http.post(self._endpoint, json=message)
            response.raise_for_status()
            return _reply(response.json(), time.perf_counter() - asked_at)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise BotError(f"{self._endpoint}: {error or type(error).__name__}") from error


def _reply(messages: Any, seconds: float) -> Reply:
    if not isinstance(messages, list) or not all(isinstance(one, dict) for one in messages):
        raise ValueError(f"expected a list of messages, got {str(messages)[:200]}")
    texts = [message["text"] for message in messages if message.get("text")]
    cards = tuple(message["custom"] for message in messages if message.get("custom"))
    return Reply("\n".join(texts), cards, seconds)
