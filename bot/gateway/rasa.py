"""Rasa's REST channel: one question in, one joined reply out."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx


class NoAnswerError(Exception):
    """Rasa gave no usable reply; ``code`` names the words for it, the message is for the log."""

    code = "unavailable"


class TooSlowError(NoAnswerError):
    """No reply within the time allowed."""

    code = "timeout"


class SilentError(NoAnswerError):
    """Rasa answered, but said nothing: an action failed or its server is down."""

    code = "no_reply"


@dataclass(frozen=True)
class Answer:
    """The reply to one message: its text, and the answer card if there is one."""

    text: str
    card: dict[str, Any] | None


class Rasa:
    """A conversation partner at ``url``; every question gets its answer within ``timeout``."""

    def __init__(self, client: httpx.AsyncClient, url: str, timeout: float) -> None:
        self._client = client
        self._webhook = f"{url}/webhooks/rest/webhook"
        self._timeout = timeout

    async def ask(self, session: str, text: str) -> Answer:
        """The reply to ``text`` in the conversation ``session``. Raises ``NoAnswerError``."""
        try:
            response = await asyncio.wait_for(
                self._client.post(self._webhook, json={"sender": session, "message": text}),
                self._timeout,
            )
        except TimeoutError as error:
            raise TooSlowError(f"no reply within {self._timeout:g} s") from error
        except httpx.HTTPError as error:
            raise NoAnswerError(f"{self._webhook}: {type(error).__name__}: {error}") from error
        if response.status_code != httpx.codes.OK:
            raise NoAnswerError(f"{self._webhook} answered HTTP {response.status_code}")
        try:
            items = response.json()
        except ValueError as error:
            raise NoAnswerError(f"{self._webhook} did not answer in JSON") from error
        return joined(items)


def joined(items: Any) -> Answer:
    """One answer from the list of ``{text}`` and ``{custom}`` items that is a turn in Rasa.

    Raises ``NoAnswerError`` if it is no such list, ``SilentError`` if there is no text in it.
    """
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise NoAnswerError("the reply is not a list of messages")
    texts = [item["text"] for item in items if isinstance(item.get("text"), str)]
    cards = [item["custom"] for item in items if isinstance(item.get("custom"), dict)]
    text = "\n".join(texts).strip()
    if not text:
        raise SilentError("the reply holds no text")
    return Answer(text, _merged(cards) if cards else None)


def _merged(cards: list[dict[str, Any]]) -> dict[str, Any]:
    """One card of several answers: what the last one asks, with the evidence of all."""
    if len(cards) == 1:
        return cards[0]
    citations: list[Any] = []
    figures: list[Any] = []
    for card in cards:
        own = card.get("figures") or []
        figures += [{**figure, "citation": figure["citation"] + len(citations)} for figure in own]
        citations += card.get("citations") or []
    return cards[-1] | {"citations": citations, "figures": figures}
