"""A customer of the chat, and the live feed of a screen of the desk."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import httpx
from websockets.sync.client import ClientConnection, connect

from tests.gateway.tabs import new_token
from tests.gateway.upstream import Upstream

Data = dict[str, Any]
ALWAYS = "Mon-Sun 00:00-24:00"
_PATIENCE = 30.0


class Customer:
    """One session over HTTP."""

    def __init__(self, visitor: httpx.Client) -> None:
        self.visitor, self.token = visitor, new_token(visitor)
        self.mine = {"Authorization": f"Bearer {self.token}"}

    def say(self, text: str, id: str | None = None) -> Data:
        body = {"id": id or str(uuid4()), "text": text}
        response = self.visitor.post("/api/v1/messages", json=body, headers=self.mine)
        assert response.status_code == 200, response.text
        reply: Data = response.json()
        return reply

    def read(self) -> list[Data]:
        page = self.visitor.get("/api/v1/messages?limit=100", headers=self.mine).json()
        items: list[Data] = page["items"]
        return items

    def lines(self) -> list[tuple[str, str]]:
        """Who said what."""
        return [(item["from"], item["text"]) for item in self.read()]

    def notes(self) -> list[str]:
        return [text for sender, text in self.lines() if sender == "note"]

    def reset(self) -> None:
        response = self.visitor.post("/api/v1/reset", headers=self.mine)
        assert response.status_code == 204

    def wants_a_person(self, upstream: Upstream) -> None:
        """The bot offers one."""
        upstream.says(HANDOFF)
        self.say("转人工")
        upstream.says(ANSWER)


ANSWER = [{"text": "好的"}, {"custom": {"kind": "amount"}}]
REFUSAL = [{"text": "文件没有写明"}, {"custom": {"kind": "refusal"}}]
HANDOFF = [{"text": "为您转人工"}, {"custom": {"kind": "handoff"}}]


class Screen:
    """An open feed; frames are read one by one."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def ping(self) -> None:
        self.connection.send(json.dumps({"type": "ping"}))

    def next(self, kind: str) -> Data:
        """The next frame of this type; what stands before it is left aside."""
        while True:
            frame: Data = json.loads(self.connection.recv(timeout=_PATIENCE))
            if frame["type"] == kind:
                return frame

    def queue(self, *states: str) -> list[Data]:
        """The queue as soon as its tickets are in these states."""
        while True:
            tickets: list[Data] = self.next("queue")["tickets"]
            if [ticket["state"] for ticket in tickets] == list(states):
                return tickets


@contextmanager
def raw_screen(agent: httpx.Client, **headers: str) -> Iterator[Screen]:
    """A feed that may not be let in; ``headers`` instead of those of the agent's page."""
    url = str(agent.base_url).rstrip("/")
    cookies = "; ".join(f"{name}={value}" for name, value in agent.cookies.items())
    sent = {"Origin": url, "Cookie": cookies} | headers
    address = url.replace("http", "ws", 1) + "/api/v1/desk/live"
    origin = sent.pop("Origin") or None
    with connect(
        address, origin=origin, additional_headers=sent, proxy=None, compression=None
    ) as connection:
        yield Screen(connection)


@contextmanager
def open_screen(agent: httpx.Client) -> Iterator[Screen]:
    """A feed that has told the queue as it is now."""
    with raw_screen(agent) as screen:
        screen.next("queue")
        yield screen


def do(agent: httpx.Client, number: str, what: str, **body: Any) -> httpx.Response:
    """Take, say, hand back or close."""
    if what == "say":
        body.setdefault("id", str(uuid4()))
    return agent.post(f"/api/v1/desk/tickets/{number}/{what}", json=body)


def queue(agent: httpx.Client) -> list[Data]:
    """The open tickets."""
    tickets: list[Data] = agent.get("/api/v1/desk/tickets").json()["tickets"]
    return tickets


def only_ticket(agent: httpx.Client) -> str:
    """The number of the one that is open."""
    (ticket,) = queue(agent)
    return str(ticket["number"])


def error(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["error"]["code"]
