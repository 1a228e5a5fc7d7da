"""What the WebSockets share: how one is let in, sent frames and ended."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from enum import IntEnum
from typing import Any

from fastapi import WebSocket, WebSocketDisconnect
from pydantic_core import to_json

from bot.gateway.database import DatabaseError
from bot.gateway.faults import error_number
from bot.gateway.limits import Rate
from bot.gateway.metrics import Metrics

logger = logging.getLogger(__name__)

_FRAMES_A_MINUTE, _FRAMES_AT_ONCE = 600, 60
_UNSENT = 500
"""Frames kept for a client that does not read; after that it may come back and catch up."""


class Code(IntEnum):
    """Why a socket was closed; a page and the log read it."""

    MALFORMED = 1008
    UNAVAILABLE = 1011
    TOO_SLOW = 1013
    BAD_TOKEN = 4401
    BAD_ORIGIN = 4403
    NO_HELLO = 4408
    TOO_MANY = 4429


class Closed(Exception):
    """The connection is to end with this code."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code


class Tab:
    """One client's socket: frames are taken at once and sent as fast as it reads.

    Made in the task that reads the socket, which is cancelled when the tab is to ``end``.
    """

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._frames: asyncio.Queue[dict[str, Any]] = asyncio.Queue(_UNSENT)
        self._reader = asyncio.current_task()
        self._rate = Rate(_FRAMES_A_MINUTE, _FRAMES_AT_ONCE)
        self.code: Code | None = None

    def put(self, frame: dict[str, Any]) -> None:
        """Take a frame to send; does not wait."""
        try:
            self._frames.put_nowait(frame)
        except asyncio.QueueFull:
            self.end(Code.TOO_SLOW)

    def end(self, code: Code) -> None:
        """Close the socket with this code, unless it ends already."""
        if self.code is None and self._reader is not None:
            self.code = code
            self._reader.cancel()

    def count(self) -> None:
        """The client has sent a frame. Raises ``Closed`` if it sends too many."""
        if self._rate.wait(""):
            raise Closed(Code.TOO_MANY)
        self._rate.count("")

    async def send_all(self) -> None:
        """Send until cancelled or the client is gone."""
        with suppress(WebSocketDisconnect, RuntimeError):
            while True:
                frame = await self._frames.get()
                await self._socket.send_text(to_json(frame).decode())


@asynccontextmanager
async def accepted(socket: WebSocket, metrics: Metrics) -> AsyncIterator[None]:
    """The socket is open, and is closed with its code when ``Closed`` is raised."""
    await socket.accept()  # a browser sees a close code only of an accepted socket
    try:
        yield
    except WebSocketDisconnect:
        pass
    except Closed as closed:
        metrics.refused(f"socket_{closed.code}")
        with suppress(WebSocketDisconnect, RuntimeError):
            await socket.close(closed.code)


@asynccontextmanager
async def open_tab(socket: WebSocket) -> AsyncIterator[Tab]:
    """The client is sent what is put into its tab. Raises ``Closed`` if that cannot go on."""
    tab = Tab(socket)
    sender = asyncio.create_task(tab.send_all())
    try:
        yield tab
    except DatabaseError as error:
        logger.error("%s unavailable: %s", error_number(), error)
        raise Closed(Code.UNAVAILABLE) from error
    except asyncio.CancelledError:
        if tab.code is None:
            raise
        raise Closed(tab.code) from None
    finally:
        sender.cancel()
