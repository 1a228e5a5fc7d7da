"""Who speaks is what the server signed; one conversation is answered in order."""

import json
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from bot.gateway import sessions
from bot.gateway.limits import Limits
from bot.gateway.sessions import COOKIE
from bot.gateway.settings import TEXT_LIMIT, SettingsError, session_secret
from tests.gateway.conftest import Visit
from tests.gateway.tabs import new_token
from tests.gateway.upstream import Upstream


def ask(visitor: httpx.Client, text: str = "你好") -> httpx.Response:
    return visitor.post("/api/v1/messages", json={"text": text})


def test_a_first_message_starts_a_conversation_in_a_cookie_that_scripts_cannot_read(
    visitor: httpx.Client,
) -> None:
    assert "set-cookie" not in visitor.get("/").headers
    header = ask(visitor).headers["set-cookie"].lower()
    assert header.startswith(f"{COOKIE}=")
    assert "httponly" in header
    assert "samesite=strict" in header
    assert "set-cookie" not in ask(visitor).headers


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
    ask(one)
    upstream.arrived.acquire()
    upstream.gate.clear()
    upstream.passes = {"三"}
    with closing(send(one, "一")) as first:
        upstream.arrived.acquire()
        with closing(send(one, "二")) as second:
            # Another conversation does not wait; its turns give the second every chance.
            for _ in range(5):
                assert ask(other, "三").status_code == 200
            assert upstream.texts == ["你好", "一"] + ["三"] * 5
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


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_token_is_a_session_of_its_own(visitor: httpx.Client, upstream: Upstream) -> None:
    response = visitor.post("/api/v1/sessions")
    assert response.status_code == 201
    assert response.json()["limits"] == {"text": TEXT_LIMIT}
    assert "set-cookie" not in response.headers
    mine = bearer(response.json()["token"])
    for headers in (mine, mine, bearer(new_token(visitor))):
        visitor.post("/api/v1/messages", json={"text": "你好"}, headers=headers)
    one, again, other = upstream.senders
    assert one == again != other
    assert len(visitor.get("/api/v1/messages", headers=mine).json()["items"]) == 4


CALLS = [
    ("POST", "/api/v1/messages", {"text": "你好"}),
    ("GET", "/api/v1/messages", None),
    ("POST", "/api/v1/reset", None),
    ("POST", "/api/v1/feedback", {"id": str(uuid4()), "value": "useful"}),
]


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
@pytest.mark.parametrize("wrong", ["", "Bearer", "Bearer mine", "Bearer {token}x", "Basic {token}"])
def test_a_wrong_token_is_refused(
    visitor: httpx.Client, upstream: Upstream, method: str, path: str, body: object, wrong: str
) -> None:
    headers = {"Authorization": wrong.format(token=new_token(visitor))}
    response = visitor.request(method, path, json=body, headers=headers)
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "session"
    assert "重新开始" in response.json()["messages"][0]["text"]
    assert upstream.received == []


def test_an_old_token_is_refused(visitor: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    token = new_token(visitor)
    monkeypatch.setattr(sessions, "MAX_AGE", -1)
    assert visitor.get("/api/v1/messages", headers=bearer(token)).status_code == 401


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_a_page_of_another_site_is_refused(
    visitor: httpx.Client, method: str, path: str, body: object, origin: str
) -> None:
    response = visitor.request(method, path, json=body, headers={"Origin": origin})
    assert response.status_code == 403
    assert response.json()["error"]["code"] == "origin"
    assert "access-control-allow-origin" not in response.headers


def test_a_site_that_is_named_in_the_configuration_may_ask(
    serve: Callable[..., str], visit: Visit, upstream: Upstream
) -> None:
    friend = "https://friend.example"
    visitor = visit(serve(upstream.url, origins=(friend,)))
    asked = {"Access-Control-Request-Method": "POST", "Origin": friend}
    asked["Access-Control-Request-Headers"] = "authorization,content-type"
    allowed = visitor.options("/api/v1/messages", headers=asked)
    assert allowed.status_code == 200
    answer = visitor.post("/api/v1/sessions", headers={"Origin": friend})
    assert answer.status_code == 201
    for response in (allowed, answer):
        assert response.headers["access-control-allow-origin"] == friend
        assert "access-control-allow-credentials" not in response.headers
    other = visitor.options("/api/v1/messages", headers=asked | {"Origin": friend + ".evil"})
    assert "access-control-allow-origin" not in other.headers


def test_the_own_page_may_ask(visitor: httpx.Client) -> None:
    own = str(visitor.base_url).rstrip("/")
    assert visitor.post("/api/v1/sessions", headers={"Origin": own}).status_code == 201


@pytest.mark.parametrize(
    ("limits", "whose"), [(Limits(session_rate=4), "session"), (Limits(address_rate=4), "address")]
)
def test_too_many_messages_wait(
    serve: Callable[..., str], visit: Visit, upstream: Upstream, limits: Limits, whose: str
) -> None:
    url = serve(upstream.url, limits=limits)
    visitor, other = visit(url), visit(url)
    assert ask(visitor).status_code == 200
    response = ask(visitor)
    assert response.status_code == 429
    seconds = response.json()["error"]["retry_after"]
    assert response.headers["retry-after"] == str(seconds)
    assert str(seconds) in response.json()["messages"][0]["text"]
    assert 0 < seconds <= 16
    assert ask(other).status_code == (200 if whose == "session" else 429)


def test_personal_numbers_are_masked_before_they_go_anywhere(
    visitor: httpx.Client, upstream: Upstream, caplog: pytest.LogCaptureFixture
) -> None:
    upstream.status = 500  # this is logged
    reply = visitor.post("/api/v1/messages", json={"text": "我是13800138000，能拿多少"}).json()
    assert upstream.texts == ["我是[电话号码]，能拿多少"]
    assert reply["user"]["text"] == upstream.texts[0]
    assert "13800138000" not in caplog.text


def test_a_verdict_is_shown_with_its_answer_and_its_words_are_masked(
    serve: Callable[..., str], visit: Visit, upstream: Upstream, tmp_path: Path
) -> None:
    visitor = visit(serve(upstream.url))
    id = ask(visitor).json()["messages"][0]["id"]
    verdict = {"id": id, "value": "useless", "reason": "amount", "words": "打13800138000\x00"}
    assert visitor.post("/api/v1/feedback", json=verdict).status_code == 204
    item = visitor.get("/api/v1/messages").json()["items"][-1]
    assert item["feedback"] == {"value": "useless", "reason": "amount"}
    with closing(sqlite3.connect(tmp_path / "gateway.db")) as database:
        assert database.execute("SELECT words FROM feedback").fetchall() == [("打[电话号码]",)]


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        ({"id": str(uuid4()), "value": "useful"}, 404),
        ({"id": "1", "value": "useful"}, 422),
        ({"id": str(uuid4()), "value": "good"}, 422),
        ({"id": str(uuid4()), "value": "useless", "reason": "because"}, 422),
        ({"id": str(uuid4()), "value": "useless", "words": "长" * 1001}, 422),
    ],
)
def test_a_verdict_on_nothing_or_of_another_form_is_refused(
    visitor: httpx.Client, verdict: dict[str, str], status: int
) -> None:
    ask(visitor)
    assert visitor.post("/api/v1/feedback", json=verdict).status_code == status
