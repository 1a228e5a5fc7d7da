"""What the WebSockets share: how a client is sent frames, and the codes that a socket ends with."""

import asyncio
from contextlib import suppress
from typing import Any

from fastapi import WebSocket, WebSocketDisconnect
from pydantic_core import to_json

MALFORMED, TOO_SLOW, UNAVAILABLE = 1008, 1013, 1011
BAD_TOKEN, BAD_ORIGIN, NO_HELLO, TOO_MANY = 4401, 4403, 4408, 4429
FRAMES_A_MINUTE, FRAMES_AT_ONCE = 600, 60
_UNSENT = 500
"""Frames kept for a client that does not read; after that it may come back and catch up."""


class Closed(Exception):
    """The connection is to end with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Tab:
    """One client's socket: frames are taken at once and sent as fast as it reads.

    Made in the task that reads the socket, which is cancelled if the client is ``too_slow``.
    """

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._frames: asyncio.Queue[dict[str, Any]] = asyncio.Queue(_UNSENT)
        self._reader = asyncio.current_task()
        self.too_slow = False

    def put(self, frame: dict[str, Any]) -> None:
        """Take a frame to send; does not wait."""
        try:
            self._frames.put_nowait(frame)
        except asyncio.QueueFull:
            if not self.too_slow and self._reader is not None:
                self.too_slow = True
                self._reader.cancel()

    async def send_all(self) -> None:
        """Send until cancelled or the client is gone."""
        with suppress(WebSocketDisconnect, RuntimeError):
            while True:
                frame = await self._frames.get()
                await self._socket.send_text(to_json(frame).decode())
