"""The conversation over HTTP: ``/api/v1/…``."""

import logging
import secrets
from typing import Any

from fastapi import APIRouter, Request, Response, status
from pydantic import BaseModel, ConfigDict

from bot.gateway.incoming import clean
from bot.gateway.rasa import NoAnswerError, Rasa, SilentError
from bot.gateway.sessions import Sessions, Turns
from bot.gateway.settings import TEXT_LIMIT
from bot.gateway.words import Words

logger = logging.getLogger(__name__)


class Question(BaseModel):
    """What a user sends. Who is asking is known from the cookie alone."""

    model_config = ConfigDict(extra="forbid")

    text: str


class Said(BaseModel):
    """One message of the bot; ``card`` is the same answer as data."""

    text: str
    card: dict[str, Any] | None = None


class Trouble(BaseModel):
    """Why there is no answer; ``number`` is the one that the log has too."""

    code: str
    number: str | None = None


class Reply(BaseModel):
    """``messages`` always holds words to show; ``error`` is null if they are the answer."""

    messages: list[Said]
    error: Trouble | None = None


def error_number() -> str:
    """A short random number by which a user's report and a log line find each other."""
    return f"E{secrets.token_hex(4).upper()}"


def trouble(words: Words, code: str, *, number: str | None = None, **values: str) -> Reply:
    """The reply that says in words what went wrong."""
    text = words.errors[code].format(number=number, **values)
    return Reply(messages=[Said(text=text)], error=Trouble(code=code, number=number))


def api(words: Words, sessions: Sessions, turns: Turns, rasa: Rasa) -> APIRouter:
    """The routes of the conversation."""
    router = APIRouter(prefix="/api/v1", tags=["conversation"])

    @router.post(
        "/messages",
        responses={422: {"model": Reply}, 413: {"model": Reply}, 503: {"model": Reply}},
    )
    async def messages(question: Question, request: Request, response: Response) -> Reply:
        """Ask in the conversation of the cookie; without one, a new conversation starts."""
        text = clean(question.text)
        if not text:
            response.status_code = status.HTTP_422_UNPROCESSABLE_CONTENT
            return trouble(words, "empty")
        if len(text) > TEXT_LIMIT:
            response.status_code = status.HTTP_422_UNPROCESSABLE_CONTENT
            count, limit = f"{len(text):,}", f"{TEXT_LIMIT:,}"
            return trouble(words, "too_long", count=count, limit=limit)

        session = sessions.continue_or_start(request, response)
        try:
            async with turns.of(session):
                answer = await rasa.ask(session, text)
        except NoAnswerError as error:
            number = error_number()
            logger.error("%s %s: %s", number, error.code, error)
            if not isinstance(error, SilentError):
                response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
            return trouble(words, error.code, number=number)
        return Reply(messages=[Said(text=answer.text, card=answer.card)])

    @router.post("/reset", status_code=status.HTTP_204_NO_CONTENT)
    async def reset(request: Request, response: Response) -> None:
        """Start a new conversation; the bot remembers nothing of the one before."""
        sessions.start(request, response)

    return router
