"""The live feed of the desk: ``/api/v1/desk/live``."""

import asyncio
import logging
from contextlib import suppress

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import TypeAdapter, ValidationError

from bot.gateway.database import DatabaseError
from bot.gateway.desk.access import own_origin
from bot.gateway.desk.live import Live
from bot.gateway.desk.members import Member
from bot.gateway.desk.office import Office
from bot.gateway.faults import error_number
from bot.gateway.frames import Ping
from bot.gateway.limits import Rate
from bot.gateway.metrics import Metrics
from bot.gateway.sockets import (
    BAD_ORIGIN,
    BAD_TOKEN,
    FRAMES_A_MINUTE,
    FRAMES_AT_ONCE,
    MALFORMED,
    TOO_MANY,
    TOO_SLOW,
    UNAVAILABLE,
    Closed,
    Tab,
)

logger = logging.getLogger(__name__)

_PING = TypeAdapter(Ping)


def live_socket(office: Office, live: Live, metrics: Metrics) -> APIRouter:
    """The route of the socket."""
    router = APIRouter()

    @router.websocket("/api/v1/desk/live")
    async def feed(socket: WebSocket) -> None:
        await socket.accept()  # a browser sees a close code only of an accepted socket
        try:
            await show(socket)
        except WebSocketDisconnect:
            pass
        except Closed as closed:
            metrics.refused(f"socket_{closed.code}")
            with suppress(WebSocketDisconnect, RuntimeError):
                await socket.close(closed.code)

    async def show(socket: WebSocket) -> None:
        tab = Tab(socket)
        sender = asyncio.create_task(tab.send_all())
        try:
            await office.audit.note(await let_in(socket), "queue.watch")
            with live.shown(tab):
                await listen(socket, tab)
        except DatabaseError as error:
            logger.error("%s unavailable: %s", error_number(), error)
            raise Closed(UNAVAILABLE) from error
        except asyncio.CancelledError:
            if not tab.too_slow:
                raise
            raise Closed(TOO_SLOW) from None
        finally:
            sender.cancel()

    async def let_in(socket: WebSocket) -> Member:
        if not own_origin(socket):
            raise Closed(BAD_ORIGIN)
        member = await office.access.of_socket(socket)
        if member is None or member.role == "officer":
            raise Closed(BAD_TOKEN)
        return member

    async def listen(socket: WebSocket, tab: Tab) -> None:
        rate = Rate(FRAMES_A_MINUTE, FRAMES_AT_ONCE)
        while True:
            frame = await socket.receive()
            if frame["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(frame.get("code", 1006))
            if rate.wait(""):
                raise Closed(TOO_MANY)
            rate.count("")
            try:
                _PING.validate_json(frame.get("text") or "")
            except ValidationError:
                raise Closed(MALFORMED) from None
            await let_in(socket)  # who has signed out is told nothing more
            tab.put({"type": "pong"})

    return router
