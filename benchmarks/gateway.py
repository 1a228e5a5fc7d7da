"""The gateway under load: nothing lost, nothing doubled, in order; how fast, in how much memory.

    .venv/bin/python -m benchmarks.gateway --seconds 300

Starts ``python -m bot.gateway`` with a database of its own before a scripted upstream that takes
about as long as the bot does (``--rasa`` names a running Rasa instead), opens 200 sockets, each a
session, and offers 20 questions a second for the time given, evenly, to the sockets in
turn. Every tenth question is sent twice with one id; after every tenth the socket is dropped and
opened again. Then it reads each session's history over HTTP and holds it against what was sent and
what was received.
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from websockets.asyncio.client import ClientConnection, connect

from bot.launch.layout import ROOT
from bot.launch.ports import Ports

_DELAY = (0.02, 0.12)
"""Seconds, the least and the most, that the scripted upstream takes for a turn."""
_EVERY = 10
_PATIENCE = 60.0


@dataclass
class Visitor:
    """One session at one socket: what it sent and what reached it, by the client's clock."""

    token: str
    sent: dict[str, float] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    answered: dict[str, float] = field(default_factory=dict)
    seqs: list[int] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    socket: ClientConnection | None = None
    reader: asyncio.Task[None] | None = None

    async def open(self, address: str) -> None:
        """Connect, and catch up with what was said since."""
        url = address.replace("http", "ws", 1) + "/api/v1/chat"
        self.socket = await connect(url, proxy=None, compression=None)
        last = self.seqs[-1] if self.seqs else 0
        await self._send(type="hello", token=self.token, after=last)
        self.reader = asyncio.create_task(self._read(self.socket))

    async def close(self) -> None:
        """Drop the connection."""
        assert self.socket is not None
        assert self.reader is not None
        await self.socket.close()
        await self.reader

    async def say(self, text: str, *, twice: bool) -> None:
        """Ask; perhaps once more with the same id, as an impatient client does."""
        id = str(uuid4())
        self.sent[id] = time.perf_counter()
        self.order.append(id)
        for _ in range(1 + twice):
            await self._send(type="say", id=id, text=text)

    async def _send(self, **frame: Any) -> None:
        assert self.socket is not None
        await self.socket.send(json.dumps(frame))

    async def _read(self, socket: ClientConnection) -> None:
        async for text in socket:
            frame = json.loads(text)
            if frame["type"] == "refused":
                self.refused[frame["code"]] += 1
            items = frame.get("items") or ([frame["item"]] if "item" in frame else [])
            for item in items:
                if self.seqs and item["seq"] <= self.seqs[-1]:
                    continue  # told again, because it was asked again
                self.seqs.append(item["seq"])
                if item["from"] == "bot":
                    self.answered.setdefault(item["reply_to"], time.perf_counter())


def main() -> int:
    """Print the figures; exit code 1 if anything was lost, doubled or out of order."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gateway", description=__doc__)
    parser.add_argument("--seconds", type=int, default=300, help="(%(default)s)")
    parser.add_argument("--sockets", type=int, default=200, help="(%(default)s)")
    parser.add_argument("--rate", type=float, default=20, help="questions a second (%(default)s)")
    parser.add_argument("--rasa", help="address of a running Rasa; else a scripted upstream")
    options = parser.parse_args()
    return asyncio.run(_measure(options))


async def _measure(options: argparse.Namespace) -> int:
    asked: Counter[str] = Counter()
    async with (
        _upstream(options.rasa, asked) as rasa,
        _gateway(rasa) as (address, pid),
        httpx.AsyncClient(base_url=address, trust_env=False, timeout=60) as client,
    ):
        visitors = [Visitor(await _token(client)) for _ in range(options.sockets)]
        before = _memory(pid)
        await asyncio.gather(*(visitor.open(address) for visitor in visitors))
        opened = _memory(pid)
        await _offer(visitors, address, options)
        after = _memory(pid)
        faults = [fault for each in visitors for fault in await _faults(each, client)]
        await asyncio.gather(*(visitor.close() for visitor in visitors))
    if not options.rasa:
        faults += [f"asked {count} times" for count in asked.values() if count > 1]
    _print(visitors, options)
    print(f"memory: {before:.0f} MB idle, {opened:.0f} MB with the sockets, {after:.0f} MB after")
    for fault, count in Counter(faults).most_common(10):
        print(f"FAULT: {fault} ({count} times)")
    return 1 if faults else 0


async def _offer(visitors: list[Visitor], address: str, options: argparse.Namespace) -> None:
    """Questions at their times, whether or not those before are answered."""
    start, count = time.perf_counter(), int(options.seconds * options.rate)
    turns = zip(range(count), itertools.cycle(visitors), strict=False)
    for number, visitor in turns:
        await asyncio.sleep(max(0.0, start + number / options.rate - time.perf_counter()))
        await visitor.say(
            f"第{number}问：广州上市花了{number}万元能补多少", twice=not number % _EVERY
        )
        if number % _EVERY == _EVERY // 2:
            await visitor.close()  # while its answer is being made
            await visitor.open(address)
    deadline = time.perf_counter() + _PATIENCE
    while any(len(v.answered) < len(v.sent) for v in visitors) and time.perf_counter() < deadline:
        await asyncio.sleep(0.1)


async def _faults(visitor: Visitor, client: httpx.AsyncClient) -> list[str]:
    """What is wrong in what one session sent, received and finds in its history."""
    faults = [f"refused: {code}" for code in visitor.refused.elements()]
    faults += ["no answer" for id in visitor.sent if id not in visitor.answered]
    if visitor.seqs != list(range(1, len(visitor.seqs) + 1)):
        faults.append("an item was missed or out of order")
    history = await _history(visitor, client)
    if [item["id"] for item in history if item["from"] == "user"] != visitor.order:
        faults.append("the questions in the history are not those sent, in their order")
    # Both the bot and the script answer with a card; the gateway's own apologies have none.
    faults += ["an apology" for item in history if item["from"] == "bot" and not item["card"]]
    answers = [item["reply_to"] for item in history if item["from"] == "bot"]
    if list(dict.fromkeys(answers)) != visitor.order:
        faults.append("the answers in the history are not in the order of the questions")
    if len(history) != len(visitor.seqs):
        faults.append("the history is not what the socket was told")
    return faults


async def _history(visitor: Visitor, client: httpx.AsyncClient) -> list[dict[str, Any]]:
    headers = {"Authorization": f"Bearer {visitor.token}"}
    items: list[dict[str, Any]] = []
    while True:
        after = items[-1]["seq"] if items else 0
        path = f"/api/v1/messages?limit=100&after={after}"
        page = (await client.get(path, headers=headers)).json()
        items += page["items"]
        if not page["more"]:
            return items


async def _token(client: httpx.AsyncClient) -> str:
    token: str = (await client.post("/api/v1/sessions")).json()["token"]
    return token


@asynccontextmanager
async def _gateway(rasa: str) -> AsyncIterator[tuple[str, int]]:
    port = Ports.free().gateway
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "POLICY_BOT_SECRET": "a secret of the benchmark",
            "GATEWAY_DATABASE": f"sqlite:///{folder}/gateway.db",
            "GATEWAY_ADDRESS_RATE": "1000000",  # here one address is everybody
            "GATEWAY_READ_RATE": "1000000",
            "GATEWAY_SESSION_READ_RATE": "1000000",
            "GATEWAY_SESSION_RATE": "1000",
            "GATEWAY_ADDRESS_SOCKETS": "100000",
            "RASA_URL": rasa,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.gateway", "--port", str(port)],
            cwd=ROOT,
            env=os.environ | environment,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            patient = httpx.AsyncHTTPTransport(retries=9)  # until it listens
            async with httpx.AsyncClient(transport=patient, trust_env=False) as client:
                await client.get(f"{address}/openapi.json")
            yield address, process.pid
        finally:
            process.terminate()
            process.wait()


@asynccontextmanager
async def _upstream(running: str | None, asked: Counter[str]) -> AsyncIterator[str]:
    """Rasa's REST channel, scripted: text and card after a time like the bot's."""
    if running:
        yield running
        return
    chance = random.Random(1)

    async def answer(request: Request) -> JSONResponse:
        message = (await request.json())["message"]
        asked[message] += 1
        await asyncio.sleep(chance.uniform(*_DELAY))
        card = {"kind": "amount", "figures": [], "citations": [], "quick_replies": []}
        return JSONResponse([{"text": f"答：{message}"}, {"custom": card}])

    routes = [Route("/webhooks/rest/webhook", answer, methods=["POST"])]
    config = uvicorn.Config(Starlette(routes=routes), log_config=None, log_level="error")
    server, listener = uvicorn.Server(config), socket.create_server(("127.0.0.1", 0))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await serving


def _print(visitors: list[Visitor], options: argparse.Namespace) -> None:
    took = sorted(
        visitor.answered[id] - begun
        for visitor in visitors
        for id, begun in visitor.sent.items()
        if id in visitor.answered
    )
    cuts = statistics.quantiles(took, n=100, method="inclusive")
    upstream = options.rasa or f"scripted upstream, {_DELAY[0]:g}-{_DELAY[1]:g} s a turn"
    print(
        f"{options.sockets} sockets, {options.rate:g} questions/s, {options.seconds} s: {upstream}"
    )
    print(f"asked {sum(len(v.sent) for v in visitors)}, answered {len(took)}")
    print(f"to the answer: p50 {cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms")


def _memory(pid: int) -> float:
    """Resident memory of a process in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main())
