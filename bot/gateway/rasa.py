"""Rasa's REST channel: one question in, the messages of the turn out."""

import asyncio
import logging
from datetime import date
from typing import Any

import httpx

from bot.gateway.transcript import Answer

logger = logging.getLogger(__name__)

AT_ONCE = 8
"""Questions that Rasa is given at one time: with more, all of them would be late."""
_RETRY = 0.5


class NoAnswerError(Exception):
    """Rasa gave no usable reply; ``code`` names the words for it, the message is for the log."""

    code = "unavailable"


class TooSlowError(NoAnswerError):
    """No reply within the time allowed."""

    code = "timeout"


class SilentError(NoAnswerError):
    """Rasa answered, but said nothing: an action failed or its server is down."""

    code = "no_reply"


class Rasa:
    """A conversation partner at ``url``; every question gets its answer within ``timeout``.

    The time that a question waits for its place counts: Rasa never hears what nobody waits for.
    """

    def __init__(self, client: httpx.AsyncClient, url: str, timeout: float) -> None:
        self._client = client
        self._webhook = f"{url}/webhooks/rest/webhook"
        self._timeout = timeout
        self._places = asyncio.Semaphore(AT_ONCE)

    async def ask(
        self, conversation: str, text: str, *, as_of: date | None = None, patience: float = 0
    ) -> list[Answer]:
        """The messages that answer ``text``; at least one. Raises ``NoAnswerError``.

        ``as_of``: the day that they are to hold for, if it is not today.

        For ``patience`` seconds it tries again where nobody listens yet: then Rasa has not heard
        the question, and it is not asked twice.
        """
        message: dict[str, Any] = {"sender": conversation, "message": text}
        if as_of is not None:
            message["metadata"] = {"as_of": as_of.isoformat()}
        deadline = asyncio.get_running_loop().time() + patience
        while True:
            try:
                return await self._ask(message)
            except httpx.ConnectError as error:
                if asyncio.get_running_loop().time() >= deadline:
                    raise self._unreached(error) from error
                await asyncio.sleep(_RETRY)
            except httpx.HTTPError as error:
                raise self._unreached(error) from error

    async def _ask(self, message: dict[str, Any]) -> list[Answer]:
        try:
            async with asyncio.timeout(self._timeout), self._places:
                response = await self._client.post(self._webhook, json=message)
        except TimeoutError as error:
            raise TooSlowError(f"no reply within {self._timeout:g} s") from error
        if response.status_code != httpx.codes.OK:
            raise NoAnswerError(f"{self._webhook} answered HTTP {response.status_code}")
        try:
            return answers(response.json())
        except ValueError as error:
            raise NoAnswerError(f"{self._webhook} did not answer in JSON") from error

    def _unreached(self, error: httpx.HTTPError) -> NoAnswerError:
        return NoAnswerError(f"{self._webhook}: {type(error).__name__}: {error}")


def answers(turn: Any) -> list[Answer]:
    """The messages in the list of ``{text}`` and ``{custom}`` pieces that is a turn in Rasa.

    Rasa splits a message at blank lines and sends its card after its text: a card closes a message.
    What the card was made from is taken out of it.
    Raises ``NoAnswerError`` if it is no such list, ``SilentError`` if there is no text in it.
    """
    if not isinstance(turn, list) or not all(isinstance(piece, dict) for piece in turn):
        raise NoAnswerError("the reply is not a list of messages")
    found: list[Answer] = []
    texts: list[str] = []
    for piece in turn:
        if isinstance(piece.get("text"), str) and piece["text"].strip():
            texts.append(piece["text"].strip())
        if isinstance(piece.get("custom"), dict):
            if texts:
                card = dict(piece["custom"])
                evidence = card.pop("evidence", None)
                found.append(Answer("\n".join(texts), card, evidence))
            else:
                logger.error("a card without words was left out")
            texts = []
    if texts:
        found.append(Answer("\n".join(texts)))
    if not found:
        raise SilentError("the reply holds no text")
    return found
