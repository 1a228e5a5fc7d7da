"""The gateway is killed, stopped, or cannot write: nothing accepted is lost or asked for twice."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import httpx
import pytest

from bot.gateway import conversations, database, rasa
from bot.gateway.conversations import Conversations
from bot.gateway.rasa import AT_ONCE
from bot.launch.ports import Ports
from tests.gateway.conftest import Visit
from tests.gateway.postgresql import Cluster
from tests.gateway.tabs import new_token, open_tab, raw_tab
from tests.gateway.upstream import Upstream


@contextmanager
def gateway_process(port: int, upstream: Upstream, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """``python -m bot.gateway`` as it is started for real; it answers."""
    environment = {
        "POLICY_BOT_SECRET": "a secret of the tests",
        "GATEWAY_DATABASE": f"sqlite:///{folder / 'gateway.db'}",
        "RASA_URL": upstream.url,
        "ACTION_HEALTH_URL": upstream.url,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.gateway", "--port", str(port)],
        env=os.environ | environment,
        text=True,
    )
    try:
        patient = httpx.HTTPTransport(retries=9)  # until it listens
        with httpx.Client(transport=patient, trust_env=False) as client:
            client.get(f"http://127.0.0.1:{port}/openapi.json")
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_what_was_accepted_before_the_gateway_ended_is_answered_by_the_next(
    visit: Visit, upstream: Upstream, tmp_path: Path, how: signal.Signals
) -> None:
    port = Ports.free().gateway
    assert port is not None
    url = f"http://127.0.0.1:{port}"
    upstream.gate.clear()
    with gateway_process(port, upstream, tmp_path) as process:
        token = new_token(visit(url))
        with raw_tab(url) as tab:
            tab.hello(token)
            ids = [tab.say("一"), tab.say("二")]
            seen = [tab.next("accepted")["item"]["seq"] for _ in ids][-1]
            upstream.arrived.acquire()
            process.send_signal(how)
            process.wait()
    upstream.gate.set()
    with gateway_process(port, upstream, tmp_path), raw_tab(url) as tab:
        missed = tab.hello(token, after=seen)["items"]
        answers = missed + tab.items(2 - len(missed))
        assert [tab.say("一", ids[0]), tab.say("二", ids[1])] == ids
        again = [tab.next("item")["item"] for _ in ids]
    assert [item["reply_to"] for item in answers] == ids
    assert [item["seq"] for item in answers] == [seen + 1, seen + 2]
    assert again == answers
    assert upstream.texts == ["一", "一", "二"]  # the first was cut off, the second never begun


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], sqlite3.Connection]:
    """Takes the database's lock, as a backup or another process would, until it is closed."""
    monkeypatch.setattr(database, "LOCKED_AFTER", 0.1)
    monkeypatch.setattr(conversations, "_KEEP_TRIES", 1)

    def lock() -> sqlite3.Connection:
        connection = sqlite3.connect(tmp_path / "gateway.db", isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        return connection

    return lock


def test_a_question_that_cannot_be_kept_is_not_asked(
    serve: Callable[..., str],
    visit: Visit,
    upstream: Upstream,
    locked: Callable[[], sqlite3.Connection],
    caplog: pytest.LogCaptureFixture,
) -> None:
    url = serve(upstream.url)
    visitor = visit(url)
    with open_tab(url, new_token(visitor)) as tab:
        with closing(locked()):
            response = visitor.post("/api/v1/messages", json={"text": "你好"})
            assert response.status_code == 503
            assert response.json()["error"]["number"] in caplog.text
            assert "你好" not in caplog.text
            id = tab.say("你好")
            assert tab.next("refused")["code"] == "unavailable"
            assert upstream.received == []
            assert visitor.get("/api/v1/messages").status_code == 200  # reading needs no lock
        tab.say("你好", id)
        assert tab.items(1)[0]["reply_to"] == id


def test_an_answer_that_cannot_be_kept_is_told_and_can_be_asked_for_again(
    serve: Callable[..., str],
    visit: Visit,
    upstream: Upstream,
    locked: Callable[[], sqlite3.Connection],
) -> None:
    url = serve(upstream.url)
    with open_tab(url, new_token(visit(url))) as tab:
        upstream.gate.clear()
        id = tab.say("你好")
        tab.next("accepted")
        upstream.arrived.acquire()
        with closing(locked()):
            upstream.gate.set()
            refused = tab.next("refused")
        assert (refused["id"], refused["code"]) == (id, "unavailable")
        tab.say("你好", id)
        (answer,) = tab.items(1)
    assert (answer["seq"], answer["reply_to"]) == (2, id)


def test_rasa_is_given_no_more_than_it_can_answer_and_the_rest_waits(
    gateway_url: str, visitor: httpx.Client, upstream: Upstream
) -> None:
    upstream.gate.clear()
    with ExitStack() as stack:
        tabs = [
            stack.enter_context(open_tab(gateway_url, new_token(visitor)))
            for _ in range(2 * AT_ONCE)
        ]
        for tab in tabs:
            tab.say("你好")
            tab.next("accepted")
        for _ in range(AT_ONCE):
            upstream.arrived.acquire()
        assert len(upstream.received) == AT_ONCE
        upstream.gate.set()
        assert [tab.items(1)[0]["text"] for tab in tabs] == ["好的"] * len(tabs)


def test_who_waits_too_long_for_a_place_is_told_so(
    serve: Callable[..., str], visit: Visit, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rasa, "AT_ONCE", 1)
    url = serve(upstream.url, reply_timeout=0.5)
    upstream.gate.clear()
    with ExitStack() as stack:
        tabs = [stack.enter_context(open_tab(url, new_token(visit(url)))) for _ in range(3)]
        for tab in tabs:
            tab.say("你好")
        assert all("等待时间过长" in tab.items(1)[0]["text"] for tab in tabs)


def test_a_postgresql_that_fails_is_told_and_found_again(
    serve: Callable[..., str],
    visit: Visit,
    upstream: Upstream,
    cluster: Cluster,
    caplog: pytest.LogCaptureFixture,
) -> None:
    url = serve(upstream.url, database=cluster.new_database())
    visitor = visit(url)
    with open_tab(url, new_token(visitor)) as tab:
        tab.say("一")
        first = tab.items(1)[0]
        cluster.stop()
        try:
            id = tab.say("二")
            assert tab.next("refused")["code"] == "unavailable"
            assert visitor.get("/health").json()["down"] == ["database"]
        finally:
            cluster.start()
        tab.say("二", id)
        second = tab.items(1)[0]
    assert (first["seq"], second["seq"], second["reply_to"]) == (2, 4, id)
    assert upstream.texts == ["一", "二"]
    assert "二" not in caplog.text


def test_a_fault_in_one_turn_does_not_stop_the_next(
    serve: Callable[..., str],
    visit: Visit,
    upstream: Upstream,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    url = serve(upstream.url)
    with open_tab(url, new_token(visit(url))) as tab:
        with monkeypatch.context() as patch:
            patch.delattr(Conversations, "_ask")
            tab.say("一")
            assert tab.next("refused")["code"] == "unavailable"
        tab.say("二")
        assert tab.items(1)[0]["text"] == "好的"
    assert "unavailable" in caplog.text


def test_what_is_under_way_when_the_conversation_is_reset_is_told_so(
    visitor: httpx.Client, gateway_url: str, upstream: Upstream, visit: Visit
) -> None:
    token = new_token(visitor)
    mine = {"Authorization": f"Bearer {token}"}
    upstream.gate.clear()
    with open_tab(gateway_url, token) as tab:
        id = tab.say("你好")
        upstream.arrived.acquire()
        assert visitor.post("/api/v1/reset", headers=mine).status_code == 204
        assert tab.items(1)[0]["from"] == "note"
        upstream.passes = {"再问"}
        tab.say("再问")  # the new conversation does not wait for the old one
        question, answer = tab.next("accepted")["item"], tab.items(1)[0]
        upstream.gate.set()
        late = visit(gateway_url).post(
            "/api/v1/messages", json={"id": id, "text": "你好"}, headers=mine
        )
    assert (question["seq"], answer["seq"]) == (3, 4)
    assert late.status_code == 409
    assert late.json()["error"]["code"] == "dropped"
