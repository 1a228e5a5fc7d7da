"""The live feed of the desk: ``/api/v1/desk/live``."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import TypeAdapter, ValidationError

from bot.gateway.database import DatabaseError
from bot.gateway.desk.access import own_origin
from bot.gateway.desk.live import Live
from bot.gateway.desk.members import Member
from bot.gateway.desk.office import Office
from bot.gateway.desk.presence import Presence
from bot.gateway.frames import Ping
from bot.gateway.metrics import Metrics
from bot.gateway.sockets import Closed, Code, Tab, accepted, open_tab

logger = logging.getLogger(__name__)

CHECKED_EVERY = 15.0
"""Seconds after which it is looked whether who reads is still signed in."""
_PING = TypeAdapter(Ping)


def live_socket(office: Office, live: Live, presence: Presence, metrics: Metrics) -> APIRouter:
    """The route of the socket."""
    router = APIRouter()

    @router.websocket("/api/v1/desk/live")
    async def feed(socket: WebSocket) -> None:
        async with accepted(socket, metrics):
            if not own_origin(socket):
                raise Closed(Code.BAD_ORIGIN)
            async with open_tab(socket) as tab:
                member = await signed_in(socket)
                if member is None:
                    raise Closed(Code.BAD_TOKEN)
                await office.audit.note(member, "queue.watch")
                with live.shown(tab), presence.of(member.name):
                    async with checked(socket, tab):
                        await _listen(socket, tab)

    async def signed_in(socket: WebSocket) -> Member | None:
        member = await office.access.of_socket(socket)
        return None if member is None or member.role == "officer" else member

    @asynccontextmanager
    async def checked(socket: WebSocket, tab: Tab) -> AsyncIterator[None]:
        """Who has signed out is told nothing more."""

        async def check() -> None:
            while True:
                await asyncio.sleep(CHECKED_EVERY)
                try:
                    if await signed_in(socket) is None:
                        tab.end(Code.BAD_TOKEN)
                except DatabaseError as error:
                    logger.error("a screen of the desk could not be checked: %s", error)

        checking = asyncio.create_task(check())
        try:
            yield
        finally:
            checking.cancel()

    return router


async def _listen(socket: WebSocket, tab: Tab) -> None:
    """Answer pings, which is all that a screen sends."""
    while True:
        frame = await socket.receive()
        if frame["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(frame.get("code", 1006))
        tab.count()
        try:
            _PING.validate_json(frame.get("text") or "")
        except ValidationError:
            raise Closed(Code.MALFORMED) from None
        tab.put({"type": "pong"})
