"""Who speaks is what the server signed; one conversation is answered in order."""

import json
import stat
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest

from bot.gateway.sessions import COOKIE
from bot.gateway.settings import SettingsError, session_secret
from tests.gateway.conftest import Visit
from tests.gateway.upstream import Upstream


def ask(visitor: httpx.Client, text: str = "你好") -> httpx.Response:
    return visitor.post("/api/v1/messages", json={"text": text})


def test_the_page_starts_a_conversation_in_a_cookie_that_scripts_cannot_read(
    visitor: httpx.Client,
) -> None:
    header = visitor.get("/").headers["set-cookie"].lower()
    assert header.startswith(f"{COOKIE}=")
    assert "httponly" in header
    assert "samesite=strict" in header
    assert "set-cookie" not in visitor.get("/").headers


def test_a_conversation_keeps_its_id_and_visitors_have_different_ones(
    visit: Visit, gateway_url: str, upstream: Upstream
) -> None:
    first, second = visit(gateway_url), visit(gateway_url)
    for visitor in (first, first, second):
        ask(visitor)
    one, again, other = upstream.senders
    assert one == again != other
    assert len(other) >= 32


def test_a_reset_starts_a_new_conversation(visitor: httpx.Client, upstream: Upstream) -> None:
    ask(visitor)
    assert visitor.post("/api/v1/reset").status_code == 204
    ask(visitor)
    before, after = upstream.senders
    assert before != after


@pytest.mark.parametrize("forged", ["mine", "mine{cookie}", "{cookie}-"])
def test_a_forged_cookie_gets_a_conversation_of_its_own(
    visit: Visit, gateway_url: str, upstream: Upstream, forged: str
) -> None:
    victim, thief = visit(gateway_url), visit(gateway_url)
    ask(victim)
    thief.cookies.set(COOKIE, forged.format(cookie=victim.cookies[COOKIE]))
    ask(thief)
    assert upstream.senders[0] != upstream.senders[1]
    assert not upstream.senders[1].startswith("mine")


def test_a_cookie_signed_with_another_secret_is_not_believed(
    serve: Callable[..., str], visit: Visit, upstream: Upstream
) -> None:
    here = visit(serve(upstream.url))
    there = visit(serve(upstream.url, secret="another secret of the tests"))
    ask(here)
    there.cookies.set(COOKIE, here.cookies[COOKIE])
    ask(there)
    assert upstream.senders[0] != upstream.senders[1]


def test_a_conversation_survives_a_restart_of_the_gateway(
    serve: Callable[..., str], visit: Visit, upstream: Upstream
) -> None:
    before, after = visit(serve(upstream.url)), visit(serve(upstream.url))
    ask(before)
    after.cookies.set(COOKIE, before.cookies[COOKIE])
    ask(after)
    assert upstream.senders[0] == upstream.senders[1]


def send(visitor: httpx.Client, text: str) -> HTTPConnection:
    """Send a question without waiting for its answer."""
    connection = HTTPConnection(visitor.base_url.netloc.decode())
    headers = {"Content-Type": "application/json", "Cookie": f"{COOKIE}={visitor.cookies[COOKIE]}"}
    connection.request("POST", "/api/v1/messages", json.dumps({"text": text}), headers)
    return connection


def test_messages_of_one_conversation_are_passed_on_one_at_a_time(
    visit: Visit, gateway_url: str, upstream: Upstream
) -> None:
    one, other = visit(gateway_url), visit(gateway_url)
    one.get("/")
    upstream.gate.clear()
    upstream.passes = {"三"}
    with closing(send(one, "一")) as first:
        upstream.arrived.acquire()
        with closing(send(one, "二")) as second:
            # Another conversation does not wait; its turns give the second every chance.
            for _ in range(5):
                assert ask(other, "三").status_code == 200
            assert upstream.texts == ["一"] + ["三"] * 5
            upstream.gate.set()
            assert first.getresponse().status == 200
            assert second.getresponse().status == 200
    assert upstream.texts[-1] == "二"


def test_a_failed_message_does_not_block_the_next(
    serve: Callable[..., str], visit: Visit, upstream: Upstream
) -> None:
    visitor = visit(serve(upstream.url, reply_timeout=0.2))
    upstream.gate.clear()
    assert ask(visitor).status_code == 503
    upstream.gate.set()
    assert ask(visitor).status_code == 200


def test_the_secret_is_made_once_and_kept_for_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POLICY_BOT_SECRET", raising=False)
    state = tmp_path / "state"
    secret = session_secret(state)
    assert session_secret(state) == secret
    (file,) = state.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_given_secret_is_used_and_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICY_BOT_SECRET", "given by the operator")
    assert session_secret(tmp_path / "state") == "given by the operator"
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("secret", ["short", "fifteen letters"])
def test_a_short_secret_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    monkeypatch.setenv("POLICY_BOT_SECRET", secret)
    with pytest.raises(SettingsError, match="at least 16"):
        session_secret(tmp_path)


def test_a_damaged_secret_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICY_BOT_SECRET", raising=False)
    (tmp_path / "session-secret").write_bytes(b"")
    with pytest.raises(SettingsError, match="session-secret"):
        session_secret(tmp_path)
