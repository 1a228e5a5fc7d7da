"""The conversation over a WebSocket: ``/api/v1/chat``."""

import asyncio
import logging
from contextlib import suppress

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from bot.gateway.conversations import Conversations
from bot.gateway.database import DatabaseError
from bot.gateway.faults import Refused, error_number
from bot.gateway.frames import Hello, Ping, Say, read_frame
from bot.gateway.incoming import question
from bot.gateway.limits import Places, Rate, address_of
from bot.gateway.metrics import Metrics
from bot.gateway.sockets import (
    BAD_ORIGIN,
    BAD_TOKEN,
    FRAMES_A_MINUTE,
    FRAMES_AT_ONCE,
    MALFORMED,
    NO_HELLO,
    TOO_MANY,
    TOO_SLOW,
    UNAVAILABLE,
    Closed,
    Tab,
)
from bot.gateway.visitors import Visitors
from bot.gateway.words import Words

logger = logging.getLogger(__name__)

HELLO_WITHIN = 5.0


def chat_socket(
    words: Words, visitors: Visitors, conversations: Conversations, metrics: Metrics
) -> APIRouter:
    """The route of the socket."""
    router = APIRouter()
    places = Places(visitors.limits)

    @router.websocket("/api/v1/chat")
    async def chat(socket: WebSocket) -> None:
        await socket.accept()  # a browser sees a close code only of an accepted socket
        address = address_of(socket.client and (socket.client.host, socket.client.port))
        try:
            if not visitors.origins.allow(socket):
                raise Closed(BAD_ORIGIN)
            with places.of(address) as free:
                if not free:
                    raise Closed(TOO_MANY)
                with metrics.sockets.track_inprogress():
                    await talk(socket, address)
        except WebSocketDisconnect:
            pass
        except Closed as closed:
            metrics.refused(f"socket_{closed.code}")
            with suppress(WebSocketDisconnect, RuntimeError):
                await socket.close(closed.code)

    async def talk(socket: WebSocket, address: str) -> None:
        session, after = await hello(socket)
        if conversations.tabs(session) >= visitors.limits.session_sockets:
            raise Closed(TOO_MANY)
        tab = Tab(socket)
        sender = asyncio.create_task(tab.send_all())
        try:
            await conversations.join(session, after, tab)
            await listen(socket, session, address, tab)
        except DatabaseError as error:
            logger.error("%s unavailable: %s", error_number(), error)
            raise Closed(UNAVAILABLE) from error
        except asyncio.CancelledError:
            if not tab.too_slow:
                raise
            raise Closed(TOO_SLOW) from None
        finally:
            conversations.leave(session, tab)
            sender.cancel()

    async def hello(socket: WebSocket) -> tuple[str, int]:
        try:
            frame = await asyncio.wait_for(_receive(socket), HELLO_WITHIN)
        except TimeoutError:
            raise Closed(NO_HELLO) from None
        if not isinstance(frame, Hello):
            raise Closed(NO_HELLO)
        session = visitors.sessions.read(frame.token)
        if session is None:
            raise Closed(BAD_TOKEN)
        return session, frame.after

    async def listen(socket: WebSocket, session: str, address: str, tab: Tab) -> None:
        rate = Rate(FRAMES_A_MINUTE, FRAMES_AT_ONCE)
        while True:
            frame = await _receive(socket)
            if rate.wait(""):
                raise Closed(TOO_MANY)
            rate.count("")
            match frame:
                case Ping():
                    tab.put({"type": "pong"})
                case Say():
                    await say(frame, session, address, tab)
                case Hello():
                    raise Closed(MALFORMED)

    async def say(frame: Say, session: str, address: str, tab: Tab) -> None:
        id = str(frame.id)
        try:
            text = question(frame.text)
            visitors.count(session, address)
            turn = await conversations.say(session, id, text, by=tab)
        except DatabaseError as error:
            number = error_number()
            logger.error("%s unavailable: %s", number, error)
            metrics.error("unavailable")
            tab.put(Refused("unavailable", number=number).frame(words, id))
        except Refused as refused:
            metrics.refused(refused.code)
            tab.put(refused.frame(words, id))
        else:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                for item in turn.result().replies:  # asked before: what it was answered
                    tab.put({"type": "item", "item": item})

    return router


async def _receive(socket: WebSocket) -> Hello | Say | Ping:
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1006))
    try:
        return read_frame(message.get("text") or "")
    except ValueError:
        raise Closed(MALFORMED) from None
