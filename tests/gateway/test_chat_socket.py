"""The conversation over a WebSocket: in order, once each, the same in every tab."""

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed

from bot.gateway import chat_socket, sockets
from bot.gateway.limits import Limits
from bot.gateway.settings import BODY_LIMIT, TEXT_LIMIT
from tests.gateway.conftest import Visit
from tests.gateway.tabs import Tab, new_token, open_tab, raw_tab
from tests.gateway.upstream import Upstream


@pytest.fixture
def token(visitor: httpx.Client) -> str:
    return new_token(visitor)


def closing_code(tab: Tab) -> int:
    """The code that the gateway closes with, whatever it sends before."""
    with suppress(ConnectionClosed):
        while True:
            tab.connection.recv(timeout=30)
    assert tab.connection.close_code is not None
    return tab.connection.close_code


def test_a_question_is_accepted_and_each_message_of_the_answer_is_an_item(
    gateway_url: str, token: str, upstream: Upstream
) -> None:
    card = {"kind": "amount"}
    upstream.says([{"text": "一"}, {"custom": card}, {"text": "二"}])
    with open_tab(gateway_url, token) as tab:
        id = tab.say("广州奖多少")
        accepted = tab.next("accepted")
        first, second = tab.items(2)
    assert accepted["id"] == accepted["item"]["id"] == id
    assert accepted["item"]["from"] == "user"
    assert (first["from"], first["text"], first["card"]) == ("bot", "一", card)
    assert (second["text"], second["card"]) == ("二", None)
    assert first["reply_to"] == second["reply_to"] == id
    assert [accepted["item"]["seq"], first["seq"], second["seq"]] == [1, 2, 3]
    assert first["at"].endswith("+08:00")


def test_typing_is_told_while_a_question_is_answered(gateway_url: str, token: str) -> None:
    with open_tab(gateway_url, token) as tab:
        tab.say("广州奖多少")
        tab.next("accepted")
        told = [f.get("on", f["type"]) for f in tab.frames("item") + tab.frames("typing")]
    assert told == [True, "item", False]


def test_a_ping_is_answered(gateway_url: str, token: str) -> None:
    with open_tab(gateway_url, token) as tab:
        tab.send(type="ping")
        assert tab.next("pong") == {"type": "pong"}


def test_every_tab_of_a_session_gets_the_same_items(gateway_url: str, token: str) -> None:
    with open_tab(gateway_url, token) as one, open_tab(gateway_url, token) as other:
        one.say("广州奖多少")
        question = one.next("accepted")["item"]
        (answer,) = one.items(1)
        assert other.items(2) == [question, answer]


def test_what_is_asked_over_http_reaches_the_tabs_too(
    visitor: httpx.Client, gateway_url: str, token: str
) -> None:
    with open_tab(gateway_url, token) as tab:
        reply = visitor.post(
            "/api/v1/messages", json={"text": "你好"}, headers={"Authorization": f"Bearer {token}"}
        ).json()
        question, answer = tab.items(2)
    assert question == reply["user"]
    assert answer["id"] == reply["messages"][0]["id"]


def test_another_session_hears_nothing(visitor: httpx.Client, gateway_url: str, token: str) -> None:
    with open_tab(gateway_url, token) as one, raw_tab(gateway_url) as other:
        assert other.hello(new_token(visitor))["items"] == []
        one.say("你好")
        one.items(1)
        other.send(type="ping")
        assert [frame["type"] for frame in other.frames("pong")] == ["pong"]


def test_a_reply_that_comes_while_the_client_is_away_is_there_when_it_comes_back(
    visitor: httpx.Client, gateway_url: str, token: str, upstream: Upstream
) -> None:
    upstream.gate.clear()
    with open_tab(gateway_url, token) as tab:
        id = tab.say("广州奖多少")
        seen = tab.next("accepted")["item"]["seq"]
        upstream.arrived.acquire()
    upstream.gate.set()
    again = visitor.post(  # waits until the question is answered
        "/api/v1/messages",
        json={"id": id, "text": "广州奖多少"},
        headers={"Authorization": f"Bearer {token}"},
    ).json()
    with raw_tab(gateway_url) as tab:
        welcome = tab.hello(token, after=seen)
    assert [item["id"] for item in welcome["items"]] == [again["messages"][0]["id"]]
    assert welcome["more"] is False
    assert len(upstream.received) == 1


def test_a_new_tab_gets_the_end_of_a_long_conversation(
    visitor: httpx.Client, gateway_url: str, token: str
) -> None:
    mine = {"Authorization": f"Bearer {token}"}
    for number in range(12):
        visitor.post("/api/v1/messages", json={"text": f"第{number}问"}, headers=mine)
    with raw_tab(gateway_url) as tab:
        welcome = tab.hello(token)
    assert [item["seq"] for item in welcome["items"]] == list(range(5, 25))
    assert welcome["more"] is True


def test_a_question_that_is_sent_again_is_answered_again_and_not_asked_twice(
    gateway_url: str, token: str, upstream: Upstream
) -> None:
    with open_tab(gateway_url, token) as tab:
        id = tab.say("广州奖多少")
        first = tab.items(1)
        tab.say("广州奖多少", id)
        assert tab.next("accepted")["item"]["id"] == id
        assert tab.items(1) == first
    assert len(upstream.received) == 1


def test_questions_sent_in_parallel_are_each_asked_once_in_one_order(
    gateway_url: str, token: str, upstream: Upstream
) -> None:
    texts = [[f"{sender}之{number}" for number in range(8)] for sender in "甲乙丙丁"]

    def send(mine: list[str]) -> None:
        with open_tab(gateway_url, token) as tab:
            for text in mine:
                id = tab.say(text)
                tab.say(text, id)  # an impatient client
            for _ in mine:
                tab.next("accepted")

    senders = [threading.Thread(target=send, args=(mine,)) for mine in texts]
    with open_tab(gateway_url, token) as watcher:
        for sender in senders:
            sender.start()
        items = watcher.items(2 * 32)
        for sender in senders:
            sender.join()
    assert [item["seq"] for item in items] == list(range(1, 65))
    questions = [item["text"] for item in items if item["from"] == "user"]
    assert upstream.texts == questions  # one at a time, as they stand in the transcript
    assert sorted(questions) == sorted(text for mine in texts for text in mine)
    for mine in texts:
        assert [text for text in questions if text in mine] == mine


def test_a_reset_is_told_in_every_tab_and_the_bot_forgets(
    visitor: httpx.Client, gateway_url: str, token: str, upstream: Upstream
) -> None:
    mine = {"Authorization": f"Bearer {token}"}
    with open_tab(gateway_url, token) as tab:
        tab.say("你好")
        tab.items(1)
        assert visitor.post("/api/v1/reset", headers=mine).status_code == 204
        (note,) = tab.items(1)
        assert (note["from"], note["text"], note["seq"]) == ("note", "会话已重新开始", 3)
        tab.say("你好")
        tab.items(1)
    before, after = upstream.senders
    assert before != after
    history = visitor.get("/api/v1/messages", headers=mine).json()["items"]
    assert [item["seq"] for item in history] == [3, 4, 5]


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty"), (" /\u200b", "empty"), ("策" * (TEXT_LIMIT + 1), "too_long")],
)
def test_a_message_that_cannot_be_asked_is_refused_in_words(
    gateway_url: str, token: str, upstream: Upstream, text: str, code: str
) -> None:
    with open_tab(gateway_url, token) as tab:
        id = tab.say(text)
        refused = tab.next("refused")
        tab.say("你好")
        tab.items(1)  # the conversation goes on
    assert (refused["id"], refused["code"], refused["retry_after"]) == (id, code, None)
    assert refused["text"]
    assert upstream.texts == ["你好"]


def test_too_many_messages_are_refused_with_the_seconds_to_wait(
    serve: Callable[..., str], visit: Visit, upstream: Upstream
) -> None:
    url = serve(upstream.url, limits=Limits(session_rate=4))
    with open_tab(url, new_token(visit(url))) as tab:
        tab.say("一")
        tab.next("accepted")
        tab.say("二")
        refused = tab.next("refused")
    assert refused["code"] == "too_many"
    assert 0 < refused["retry_after"] <= 16
    assert str(refused["retry_after"]) in refused["text"]


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ({"type": "hello", "token": "mine"}, 4401),
        ({"type": "hello", "token": ""}, 4401),
        ({"type": "ping"}, 4408),
        ({"type": "say", "id": str(uuid4()), "text": "你好"}, 4408),
        ({"type": "hello"}, 1008),
        ({"type": "hello", "token": "mine", "session": "mine"}, 1008),
    ],
)
def test_who_does_not_begin_with_a_good_hello_is_let_go(
    gateway_url: str, upstream: Upstream, first: dict[str, object], code: int
) -> None:
    with raw_tab(gateway_url) as tab:
        tab.send(**first)
        assert closing_code(tab) == code
    assert upstream.received == []


def test_who_says_nothing_is_let_go(gateway_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_socket, "HELLO_WITHIN", 0.1)
    with raw_tab(gateway_url) as tab:
        assert closing_code(tab) == 4408


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1:1"])
def test_a_page_of_another_site_is_let_go(gateway_url: str, origin: str) -> None:
    with raw_tab(gateway_url, origin=origin) as tab:
        assert closing_code(tab) == 4403


def test_a_site_that_is_named_in_the_configuration_may_talk(
    serve: Callable[..., str], visit: Visit, upstream: Upstream
) -> None:
    friend = "https://friend.example"
    url = serve(upstream.url, origins=(friend,))
    with raw_tab(url, origin=friend) as tab:
        assert tab.hello(new_token(visit(url)))["items"] == []


def test_a_frame_that_is_too_big_ends_the_connection(gateway_url: str, token: str) -> None:
    with open_tab(gateway_url, token) as tab:
        tab.say("x" * BODY_LIMIT)
        assert closing_code(tab) == 1009


def test_a_flood_of_frames_ends_the_connection(gateway_url: str, token: str) -> None:
    with open_tab(gateway_url, token) as tab:
        with suppress(ConnectionClosed):  # before all are sent
            for _ in range(200):
                tab.send(type="ping")
        assert closing_code(tab) == 4429


def test_a_client_that_does_not_read_is_let_go(
    gateway_url: str, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "_UNSENT", 2)
    with open_tab(gateway_url, token) as tab:
        with suppress(ConnectionClosed):
            for _ in range(50):
                tab.send(type="ping")
        assert closing_code(tab) == 1013


@pytest.mark.parametrize(
    "limits", [Limits(session_sockets=2), Limits(address_sockets=2), Limits(sockets=2)]
)
def test_more_sockets_than_allowed_are_let_go_until_one_closes(
    serve: Callable[..., str], visit: Visit, upstream: Upstream, limits: Limits
) -> None:
    url = serve(upstream.url, limits=limits)
    token = new_token(visit(url))
    with open_tab(url, token):
        with open_tab(url, token), raw_tab(url) as third:
            with suppress(ConnectionClosed):  # it may be closed before it says hello
                third.send(type="hello", token=token)
            assert closing_code(third) == 4429
        with open_tab(url, token) as again:
            again.send(type="ping")
            again.next("pong")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
_ODD_FRAMES = (
    st.text()
    | st.binary()
    | _JSON.map(json.dumps)
    | st.fixed_dictionaries(
        {"type": st.sampled_from(["hello", "say", "ping", "item", ""])},
        optional={"token": _JSON, "after": _JSON, "id": _JSON, "text": _JSON},
    ).map(json.dumps)
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(frame=_ODD_FRAMES, welcomed=st.booleans())
def test_no_frame_breaks_the_gateway(
    gateway_url: str, token: str, upstream: Upstream, frame: str | bytes, welcomed: bool
) -> None:
    with raw_tab(gateway_url) as tab:
        if welcomed:
            tab.hello(token)
        tab.connection.send(frame)
        with suppress(ConnectionClosed):
            tab.send(type="ping")
            tab.next("pong")
        assert tab.connection.close_code in {None, 1008, 4401, 4408}
    assert upstream.received == []
