"""The conversation over a WebSocket: ``/api/v1/chat``."""

import asyncio
import logging

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from bot.gateway.conversations import Conversations
from bot.gateway.database import DatabaseError
from bot.gateway.faults import Refused, error_number
from bot.gateway.frames import Hello, Ping, Say, read_frame
from bot.gateway.incoming import question
from bot.gateway.limits import Places, address_of
from bot.gateway.metrics import Metrics
from bot.gateway.sockets import Closed, Code, Tab, accepted, open_tab
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
        address = address_of(socket.client and (socket.client.host, socket.client.port))
        async with accepted(socket, metrics):
            if not visitors.origins.allow(socket):
                raise Closed(Code.BAD_ORIGIN)
            with places.of(address) as free:
                if not free:
                    raise Closed(Code.TOO_MANY)
                with metrics.sockets.track_inprogress():
                    await talk(socket, address)

    async def talk(socket: WebSocket, address: str) -> None:
        session, after = await hello(socket)
        if conversations.tabs(session) >= visitors.limits.session_sockets:
            raise Closed(Code.TOO_MANY)
        async with open_tab(socket) as tab:
            try:
                await conversations.join(session, after, tab)
                await listen(socket, session, address, tab)
            finally:
                conversations.leave(session, tab)

    async def hello(socket: WebSocket) -> tuple[str, int]:
        try:
            frame = await asyncio.wait_for(_receive(socket), HELLO_WITHIN)
        except TimeoutError:
            raise Closed(Code.NO_HELLO) from None
        if not isinstance(frame, Hello):
            raise Closed(Code.NO_HELLO)
        session = visitors.sessions.read(frame.token)
        if session is None:
            raise Closed(Code.BAD_TOKEN)
        return session, frame.after

    async def listen(socket: WebSocket, session: str, address: str, tab: Tab) -> None:
        while True:
            frame = await _receive(socket)
            tab.count()
            match frame:
                case Ping():
                    tab.put({"type": "pong"})
                case Say():
                    await say(frame, session, address, tab)
                case Hello():
                    raise Closed(Code.MALFORMED)

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
        raise Closed(Code.MALFORMED) from None
