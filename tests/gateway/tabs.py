"""A tab of the chat: the client's side of the WebSocket."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import httpx
from websockets.sync.client import ClientConnection, connect

Frame = dict[str, Any]
_PATIENCE = 30.0


class Tab:
    """An open socket; frames are read one by one."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def send(self, **frame: Any) -> None:
        self.connection.send(json.dumps(frame))

    def hello(self, token: str, after: int = 0) -> Frame:
        self.send(type="hello", token=token, after=after)
        return self.next("welcome")

    def say(self, text: str, id: str | None = None) -> str:
        id = id or str(uuid4())
        self.send(type="say", id=id, text=text)
        return id

    def next(self, kind: str) -> Frame:
        """The next frame of this type; what stands before it is left aside."""
        while True:
            frame: Frame = json.loads(self.connection.recv(timeout=_PATIENCE))
            if frame["type"] == kind:
                return frame

    def frames(self, until: str) -> list[Frame]:
        """All frames up to the first of this type."""
        read: list[Frame] = []
        while not read or read[-1]["type"] != until:
            read.append(json.loads(self.connection.recv(timeout=_PATIENCE)))
        return read

    def items(self, count: int) -> list[Frame]:
        """The next items."""
        return [self.next("item")["item"] for _ in range(count)]


@contextmanager
def raw_tab(url: str, **options: Any) -> Iterator[Tab]:
    """A socket on which nothing was said yet."""
    address = url.replace("http", "ws", 1) + "/api/v1/chat"
    with connect(address, proxy=None, compression=None, **options) as connection:
        yield Tab(connection)


@contextmanager
def open_tab(url: str, token: str, after: int = 0) -> Iterator[Tab]:
    """A socket that was welcomed."""
    with raw_tab(url) as tab:
        tab.hello(token, after)
        yield tab


def new_token(visitor: httpx.Client) -> str:
    """A session of one's own."""
    token: str = visitor.post("/api/v1/sessions").json()["token"]
    return token
