"""A turn with a running bot through Rasa's REST channel: its messages one by one, and its time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import httpx

from tests.guard.checks import Reply

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

    def say(self, sender: str, text: str, as_of: date) -> tuple[list[Reply], float]:
        """The replies, and the seconds that they took. Raises BotError."""
        message = {"sender": sender, "message": text, "metadata": {"as_of": as_of.isoformat()}}
        begin = time.perf_counter()
        try:
            response = self._http.post(self._endpoint, json=message)
            seconds = time.perf_counter() - begin
            response.raise_for_status()
            return list(_replies(response.json())), seconds
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise BotError(f"{self._endpoint}: {error or type(error).__name__}") from error


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
