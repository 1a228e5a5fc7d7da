"""The conversation over HTTP: ``/api/v1/…``."""

import asyncio
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Depends, Query, Request, Response, status

from bot.gateway.conversations import Conversations
from bot.gateway.faults import STATUS, Refused
from bot.gateway.incoming import clean, question
from bot.gateway.items import Feedback, NewSession, Page, Question, Reply, Said, Trouble
from bot.gateway.limits import address_of
from bot.gateway.masking import mask
from bot.gateway.settings import TEXT_LIMIT
from bot.gateway.transcript import PAGE, Transcript
from bot.gateway.visitors import Visitors
from bot.gateway.words import Words

_SEQ = 2**31 - 1


def refusals(*codes: int) -> dict[int | str, dict[str, Any]]:
    """For the API's description: the statuses that carry a ``Reply`` with an error."""
    return {code: {"model": Reply} for code in codes}


def api(
    words: Words, visitors: Visitors, conversations: Conversations, transcript: Transcript
) -> APIRouter:
    """The routes of the conversation."""
    sessions = visitors.sessions

    def own_page(request: Request) -> None:
        if not visitors.origins.allow(request):
            raise Refused("origin")

    router = APIRouter(
        prefix="/api/v1",
        tags=["conversation"],
        dependencies=[Depends(own_page)],
        responses=refusals(403, 503),
    )

    def count(session: str | None, request: Request) -> None:
        visitors.count(session, address_of(request.client))

    @router.post("/sessions", status_code=status.HTTP_201_CREATED, responses=refusals(429))
    async def start(request: Request) -> NewSession:
        """Start a session. Its token is good for 30 days: Authorization: Bearer (token)."""
        count(None, request)
        _, token = sessions.issue()
        return NewSession(token=token, limits={"text": TEXT_LIMIT})

    @router.post("/messages", responses=refusals(401, 409, 413, 422, 429))
    async def say(asked: Question, request: Request, response: Response) -> Reply:
        """Ask, and wait for the answer: one or more messages, each with its card.

        Without a token the session is that of the cookie; without one, a new session starts.
        """
        text = question(asked.text)
        session = sessions.continue_or_start(request, response)
        count(session, request)
        turn = await conversations.say(session, str(asked.id or uuid4()), text)
        answered = await asyncio.shield(turn)  # others may wait for it too
        if answered.state == "dropped":
            raise Refused("dropped")
        if answered.state == "held":  # a person answers, in their own time
            held = Said(text=words.notes["held"])
            return Reply(messages=[held], user=answered.asked.item)
        messages = [Said.model_validate(item, from_attributes=True) for item in answered.replies]
        reply = Reply(messages=messages, user=answered.asked.item)
        if answered.state != "answered":
            reply.error = Trouble(code=answered.state, number=answered.number)
            response.status_code = STATUS[answered.state]
        return reply

    @router.get("/messages", responses=refusals(401, 422, 429))
    async def read(
        request: Request,
        before: Annotated[int | None, Query(ge=0, le=_SEQ, description="Only below it.")] = None,
        after: Annotated[int | None, Query(ge=0, le=_SEQ, description="Only above it.")] = None,
        limit: Annotated[int, Query(ge=1, le=100)] = PAGE,
    ) -> Page:
        """The present conversation: its end, or what is next to a seq."""
        session = sessions.of(request)
        if session is None:
            return Page(items=[], more=False)
        if before is not None:
            return await transcript.earlier(session, before, limit)
        if after is not None:
            return await transcript.later(session, after, limit)
        return await transcript.latest(session, limit=limit)

    @router.post(
        "/feedback",
        status_code=status.HTTP_204_NO_CONTENT,
        responses=refusals(401, 404, 413, 422, 429),
    )
    async def judge(verdict: Feedback, request: Request) -> None:
        """Say of one message of the bot whether it was useful."""
        session = sessions.of(request)
        count(session, request)
        said = None if verdict.words is None else mask(clean(verdict.words))
        if session is None or not await transcript.judge(session, verdict, said):
            raise Refused("not_found")

    @router.post(
        "/reset", status_code=status.HTTP_204_NO_CONTENT, responses=refusals(401, 413, 429)
    )
    async def reset(request: Request, response: Response) -> None:
        """Start a new conversation; the bot remembers nothing of the one before."""
        session = sessions.continue_or_start(request, response)
        count(session, request)
        await conversations.restart(session)

    return router
