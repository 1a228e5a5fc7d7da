"""A question goes to Rasa clean, and always comes back with words."""

import socket
from collections.abc import Callable
from uuid import uuid4

import httpx
import pytest

from bot.gateway.settings import BODY_LIMIT, TEXT_LIMIT
from tests.gateway.conftest import Visit
from tests.gateway.upstream import Upstream


def ask(visitor: httpx.Client, text: str) -> httpx.Response:
    return visitor.post("/api/v1/messages", json={"text": text})


def said(response: httpx.Response) -> list[tuple[str, object]]:
    """Text and card of each message of the reply."""
    assert response.json()["error"] is None
    return [(message["text"], message["card"]) for message in response.json()["messages"]]


def test_what_rasa_split_is_one_message_with_its_card(
    visitor: httpx.Client, upstream: Upstream
) -> None:
    card = {"kind": "amount", "quick_replies": ["那湛江呢"]}
    upstream.says([{"text": "第一行"}, {"text": "第二行"}, {"custom": card}])
    assert said(ask(visitor, "广州奖多少")) == [("第一行\n第二行", card)]
    assert upstream.texts == ["广州奖多少"]


def test_several_answers_are_several_messages_in_order(
    visitor: httpx.Client, upstream: Upstream
) -> None:
    one, two = {"kind": "amount"}, {"kind": "ask"}
    upstream.says(
        [{"text": "一"}, {"custom": one}, {"text": "二"}, {"custom": two}, {"text": "三"}]
    )
    response = ask(visitor, "奖多少？补多少？")
    assert said(response) == [("一", one), ("二", two), ("三", None)]
    first, second, third = (message["seq"] for message in response.json()["messages"])
    assert (second, third) == (first + 1, first + 2)
    assert response.json()["user"]["seq"] == first - 1


def test_a_card_without_words_is_left_out(visitor: httpx.Client, upstream: Upstream) -> None:
    upstream.says([{"custom": {"kind": "ask"}}, {"text": "好的"}])
    assert said(ask(visitor, "你好")) == [("好的", None)]


def test_an_answer_without_a_card_is_text_alone(visitor: httpx.Client) -> None:
    assert said(ask(visitor, "你好")) == [("好的", None)]


@pytest.mark.parametrize("status", [200, 500])
def test_the_same_id_again_is_the_same_answer_and_no_second_question(
    visitor: httpx.Client, upstream: Upstream, status: int
) -> None:
    upstream.status = status
    question = {"id": str(uuid4()), "text": "广州奖多少"}
    first, again = (visitor.post("/api/v1/messages", json=question) for _ in range(2))
    assert again.status_code == first.status_code
    assert again.json() == first.json()
    assert len(upstream.received) == 1


def test_the_same_id_of_another_session_is_another_question(
    visit: Visit, gateway_url: str, upstream: Upstream
) -> None:
    question = {"id": str(uuid4()), "text": "广州奖多少"}
    for _ in range(2):
        visit(gateway_url).post("/api/v1/messages", json=question)
    assert len(upstream.received) == 2


@pytest.mark.parametrize(
    ("typed", "passed_on"),
    [
        ("/restart", "restart"),
        ('/ask_amount{"city": "广州"}', 'ask_amount{"city": "广州"}'),
        (" \u3000//\n / restart", "restart"),
        ("\u200b\ufeff/restart", "restart"),
        ("\x1c/restart", "restart"),
        ("研发/技改都算吗", "研发/技改都算吗"),
        ("花了\x00500\x1b万\u202e", "花了500万"),
        ("第一行\r\n第二行\t完 ", "第一行\n第二行 完"),
        ("Ａ公司 👍", "Ａ公司 👍"),
    ],
)
def test_commands_and_control_characters_do_not_reach_rasa(
    visitor: httpx.Client, upstream: Upstream, typed: str, passed_on: str
) -> None:
    assert ask(visitor, typed).status_code == 200
    assert upstream.texts == [passed_on]


def test_half_of_a_character_is_dropped(visitor: httpx.Client, upstream: Upstream) -> None:
    body, headers = rb'{"text": "\ud83d\u4f60\u597d"}', {"Content-Type": "application/json"}
    assert visitor.post("/api/v1/messages", content=body, headers=headers).status_code == 200
    assert upstream.texts == ["你好"]


@pytest.mark.parametrize("typed", ["", "  \n ", "/", "\x00\u200b"])
def test_a_message_without_words_is_refused_kindly(
    visitor: httpx.Client, upstream: Upstream, typed: str
) -> None:
    response = ask(visitor, typed)
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "empty"
    assert "还没有输入" in response.json()["messages"][0]["text"]
    assert upstream.received == []


def test_a_message_at_the_limit_is_answered(visitor: httpx.Client, upstream: Upstream) -> None:
    assert ask(visitor, "策" * TEXT_LIMIT).status_code == 200
    assert upstream.texts == ["策" * TEXT_LIMIT]


def test_a_message_over_the_limit_is_told_its_length(
    visitor: httpx.Client, upstream: Upstream
) -> None:
    response = ask(visitor, "策" * (2 * TEXT_LIMIT))
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "too_long"
    assert "2,000" in response.json()["messages"][0]["text"]
    assert "1,000" in response.json()["messages"][0]["text"]
    assert upstream.received == []


def test_an_oversized_body_is_refused_before_it_is_read_to_the_end(
    visitor: httpx.Client, upstream: Upstream
) -> None:
    body = b'{"text": "' + b"x" * BODY_LIMIT + b'"}'
    declared = visitor.post(
        "/api/v1/messages", content=body, headers={"Content-Type": "application/json"}
    )
    chunked = visitor.post(
        "/api/v1/messages", content=iter([body]), headers={"Content-Type": "application/json"}
    )
    for response in (declared, chunked):
        assert response.status_code == 413
        assert "太大" in response.json()["messages"][0]["text"]
    assert upstream.received == []


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("not json", "application/json"),
        ("[]", "application/json"),
        ('{"text": 5}', "application/json"),
        ('{"text": null}', "application/json"),
        ('{"text": "你好", "sender": "someone-else"}', "application/json"),
        ('{"text": "你好", "id": "1"}', "application/json"),
        ('{"text": "你好"}', "text/plain"),
    ],
)
def test_a_malformed_request_is_refused_in_words(
    visitor: httpx.Client, upstream: Upstream, body: str, content_type: str
) -> None:
    headers = {"Content-Type": content_type}
    response = visitor.post("/api/v1/messages", content=body.encode(), headers=headers)
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "bad_request"
    assert response.json()["messages"][0]["text"]
    assert upstream.received == []


@pytest.fixture
def rasa_that_is_down() -> str:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    return f"http://127.0.0.1:{port}"


def assert_apology(
    response: httpx.Response, caplog: pytest.LogCaptureFixture, status: int, code: str
) -> None:
    reply = response.json()
    assert response.status_code == status
    assert reply["error"]["code"] == code
    assert "抱歉" in reply["messages"][0]["text"]
    assert reply["error"]["number"] in reply["messages"][0]["text"]
    assert reply["error"]["number"] in caplog.text


def test_rasa_down_is_an_apology_with_the_number_of_the_log(
    serve: Callable[..., str],
    visit: Visit,
    rasa_that_is_down: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    response = ask(visit(serve(rasa_that_is_down)), "你好")
    assert_apology(response, caplog, 503, "unavailable")


def test_rasa_too_slow_is_an_apology(
    serve: Callable[..., str],
    visit: Visit,
    upstream: Upstream,
    caplog: pytest.LogCaptureFixture,
) -> None:
    upstream.gate.clear()
    response = ask(visit(serve(upstream.url, reply_timeout=0.2)), "你好")
    assert_apology(response, caplog, 503, "timeout")


@pytest.mark.parametrize("items", [[], [{"recipient_id": "x"}], [{"text": "  "}], [{"text": None}]])
def test_an_empty_reply_is_an_apology(
    visitor: httpx.Client, upstream: Upstream, caplog: pytest.LogCaptureFixture, items: object
) -> None:
    upstream.says(items)
    assert_apology(ask(visitor, "你好"), caplog, 200, "no_reply")


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, "<html>error</html>"), (200, "<html>error</html>"), (200, '{"a": 1}'), (200, "[1]")],
)
def test_what_is_no_reply_of_rasa_is_an_apology(
    visitor: httpx.Client,
    upstream: Upstream,
    caplog: pytest.LogCaptureFixture,
    status: int,
    body: str,
) -> None:
    upstream.status, upstream.body = status, body
    assert_apology(ask(visitor, "你好"), caplog, 503, "unavailable")


def test_the_users_words_are_not_logged(
    visitor: httpx.Client, upstream: Upstream, caplog: pytest.LogCaptureFixture
) -> None:
    upstream.says([])
    ask(visitor, "我的电话是13800000000")
    assert "no_reply" in caplog.text
    assert "13800000000" not in caplog.text
