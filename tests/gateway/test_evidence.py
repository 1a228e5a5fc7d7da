"""What an answer was made from is kept for staff, and shown to nobody else."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi.routing import iter_route_contexts

from bot.gateway.app import create_app
from bot.gateway.settings import Settings
from policy_index.collection import Collection
from tests.gateway.conftest import Visit, default_today
from tests.gateway.tabs import Tab, new_token, raw_tab
from tests.gateway.upstream import Upstream

MARK = "seen by staff alone"
ANSWER = [
    {"text": "20万元"},
    {"custom": {"kind": "amount", "evidence": {"spoken": MARK, "trace": [MARK]}}},
]
VALUES = {"document": "guangzhou-2022", "path": "三、（三）", "document_id": "guangzhou-2022"}


@pytest.fixture
def answering(upstream: Upstream) -> Upstream:
    upstream.says(ANSWER)
    return upstream


def routes(collection: Collection, folder: Path) -> Iterator[tuple[str, str]]:
    """Every method and address of the gateway, with something in the place of each parameter."""
    nowhere = "http://127.0.0.1:9"
    settings = Settings(nowhere, nowhere, secret="x" * 16, database=f"sqlite:///{folder / 'x.db'}")
    app = create_app(settings, collection, default_today)
    for route in iter_route_contexts(app.routes):
        path = re.sub(r"{(\w+)(:\w+)?}", lambda name: VALUES.get(name[1], "1"), route.path or "")
        yield from ((method, path) for method in route.methods or ())


def test_no_address_of_the_gateway_shows_it(
    answering: Upstream,
    serve: Callable[..., str],
    visit: Visit,
    collection: Collection,
    tmp_path: Path,
) -> None:
    visitor = visit(serve(answering.url))
    question = {"id": str(uuid4()), "text": "奖多少"}
    first = visitor.post("/api/v1/messages", json=question)
    (message,) = first.json()["messages"]
    assert message["card"] == {"kind": "amount"}
    bodies: dict[str, Any] = {
        "/api/v1/messages": question,
        "/api/v1/feedback": {"id": message["id"], "value": "useful"},
    }
    tried = list(routes(collection, tmp_path / "other"))
    assert ("GET", "/api/v1/messages") in tried
    for method, path in tried:
        response = visitor.request(
            method, path, json=bodies.get(path) if method == "POST" else None
        )
        assert MARK not in response.text, f"{method} {path}"


@pytest.mark.usefixtures("answering")
def test_no_frame_of_the_socket_shows_it(gateway_url: str, visitor: httpx.Client) -> None:
    token = new_token(visitor)
    with raw_tab(gateway_url) as tab, raw_tab(gateway_url) as other:
        frames = [tab.hello(token), other.hello(token)]
        tab.say("奖多少")
        frames += [*_answer_on(tab), *_answer_on(other)]
    with raw_tab(gateway_url) as late:
        frames.append(late.hello(token))
    assert {frame["type"] for frame in frames} >= {"welcome", "item"}
    assert MARK not in str(frames)
    assert "evidence" not in str(frames)


def _answer_on(tab: Tab) -> list[dict[str, Any]]:
    frames: list[dict[str, Any]] = []
    while not any(frame.get("item", {}).get("from") == "bot" for frame in frames):
        frames += tab.frames("item")
    return frames
