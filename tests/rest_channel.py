"""A running bot, by Rasa's REST channel."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import httpx

TIMEOUT_SECONDS = 60.0


class BotError(RuntimeError):
    """The bot could not be reached, or answered with something that is no reply."""


class RestChannel:
    """The channel at a base URL such as http://127.0.0.1:5005. Safe to share by threads."""

    def __init__(self, url: str) -> None:
        self._endpoint = f"{url.rstrip('/')}/webhooks/rest/webhook"
        # The bot is near: a proxy from the environment would only stand in the way.
        self._http = httpx.Client(timeout=TIMEOUT_SECONDS, trust_env=False)

    def __enter__(self) -> RestChannel:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def say(self, sender: str, text: str, as_of: date) -> tuple[list[dict[str, Any]], float]:
        """The messages of the turn, and the seconds that it took. Raises BotError."""
        message = {"sender": sender, "message": text, "metadata": {"as_of": as_of.isoformat()}}
        asked_at = time.perf_counter()
        try:
            response = self._http.post(self._endpoint, json=message)
            seconds = time.perf_counter() - asked_at
            response.raise_for_status()
            return _messages(response.json()), seconds
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise BotError(f"{self._endpoint}: {error or type(error).__name__}") from error


def _messages(turn: Any) -> list[dict[str, Any]]:
    if not isinstance(turn, list) or not all(isinstance(one, dict) for one in turn):
        raise ValueError(f"expected a list of messages, got {str(turn)[:200]}")
    return turn
