"""A call is a ticket of its agent's: the same assistant answers, and no caller sees it."""

import threading
from uuid import uuid4

import httpx
import pytest

from tests.gateway.desk.chats import (
    ANSWER,
    HANDOFF,
    REFUSAL,
    Data,
    do,
    error,
    only_ticket,
    open_screen,
    queue,
)
from tests.gateway.desk.conftest import Join
from tests.gateway.upstream import Upstream

CALLS = "/api/v1/desk/calls"


@pytest.fixture
def agent(join: Join) -> httpx.Client:
    return join("agent")


@pytest.fixture
def number(agent: httpx.Client) -> str:
    """A call that goes on."""
    return str(agent.post(CALLS).json()["number"])


def ask(agent: httpx.Client, number: str, text: str, **more: str) -> httpx.Response:
    body = {"id": str(uuid4()), "text": text} | more
    return agent.post(f"{CALLS}/{number}/say", json=body)


def items(agent: httpx.Client, number: str) -> list[Data]:
    found: list[Data] = agent.get(f"/api/v1/desk/tickets/{number}").json()["items"]
    return found


def test_a_call_begins_as_its_agents(agent: httpx.Client) -> None:
    begun = agent.post(CALLS)
    assert begun.status_code == 201
    call = begun.json()
    assert (call["channel"], call["reason"], call["state"]) == ("phone", "phone", "owned")
    assert call["owner"] == {"name": "agent", "shown": "小李"}
    assert call["last"] is None
    assert only_ticket(agent) == call["number"]


def test_the_same_id_is_the_same_call(agent: httpx.Client, join: Join) -> None:
    id = {"id": str(uuid4())}
    assert (
        agent.post(CALLS, json=id).json()["number"] == agent.post(CALLS, json=id).json()["number"]
    )
    assert len(queue(agent)) == 1
    assert error(join("agent", "xiaowang").post(CALLS, json=id)) == (409, "not_owner")


def test_the_assistant_answers(agent: httpx.Client, number: str, upstream: Upstream) -> None:
    upstream.says([{"text": "一"}, {"custom": {"kind": "amount"}}, {"text": "二"}])
    answer = ask(agent, number, "湛江，省级专精特新：奖多少，电话13800138000").json()
    assert answer["error"] is None
    assert answer["user"]["text"] == "湛江，省级专精特新：奖多少，电话[电话号码]"
    assert [(item["from"], item["text"]) for item in answer["items"]] == [
        ("bot", "一"),
        ("bot", "二"),
    ]
    assert answer["items"][0]["card"] == {"kind": "amount"}
    assert upstream.received[-1].keys() == {"sender", "message"}


def test_another_day_may_be_asked_for(agent: httpx.Client, number: str, upstream: Upstream) -> None:
    ask(agent, number, "还有效吗", as_of="2024-06-01")
    assert upstream.received[-1]["metadata"] == {"as_of": "2024-06-01"}
    ask(agent, number, "现在呢")
    assert "metadata" not in upstream.received[-1]
    assert error(ask(agent, number, "呢", as_of="2024-06")) == (422, "bad_request")


def test_the_same_id_is_the_same_question(
    agent: httpx.Client, number: str, upstream: Upstream
) -> None:
    id = str(uuid4())
    first = ask(agent, number, "奖多少", id=id).json()
    assert ask(agent, number, "奖多少", id=id).json() == first
    assert upstream.texts == ["奖多少"]


def test_a_trouble_comes_with_its_words(
    agent: httpx.Client, number: str, upstream: Upstream
) -> None:
    upstream.status = 500
    answer = ask(agent, number, "奖多少").json()
    assert answer["error"]["code"] == "unavailable"
    assert answer["error"]["number"] in answer["items"][0]["text"]


def test_neither_refusals_nor_asking_for_a_person_open_a_second_ticket(
    agent: httpx.Client, number: str, upstream: Upstream
) -> None:
    for said in (REFUSAL, REFUSAL, HANDOFF):
        upstream.says(said)
        ask(agent, number, "问")
    assert only_ticket(agent) == number
    assert "note" not in [item["from"] for item in items(agent, number)]


def test_after_a_restart_the_bot_knows_nothing_and_the_call_is_the_same(
    agent: httpx.Client, number: str, upstream: Upstream
) -> None:
    ask(agent, number, "一")
    assert agent.post(f"{CALLS}/{number}/restart").status_code == 204
    ask(agent, number, "二")
    before, after = upstream.senders
    assert before != after
    assert only_ticket(agent) == number
    assert [item["text"] for item in items(agent, number)] == [
        "一",
        "好的",
        "会话已重新开始",
        "二",
        "好的",
    ]


def test_what_is_under_way_at_a_restart_is_dropped(
    agent: httpx.Client, number: str, upstream: Upstream
) -> None:
    upstream.gate.clear()
    answers: list[httpx.Response] = []
    asking = threading.Thread(target=lambda: answers.append(ask(agent, number, "一")))
    asking.start()
    upstream.arrived.acquire()
    agent.post(f"{CALLS}/{number}/restart")
    upstream.gate.set()
    asking.join()
    assert error(answers[0]) == (409, "dropped")


def test_a_call_ends_with_what_came_of_it(
    agent: httpx.Client, number: str, upstream: Upstream
) -> None:
    upstream.says(ANSWER)
    ask(agent, number, "奖多少")
    before = items(agent, number)
    closed = do(agent, number, "close", outcome="solved", note="已答", labels=["奖励"]).json()
    assert (closed["state"], closed["outcome"], closed["note"]) == ("closed", "solved", "已答")
    assert items(agent, number) == before  # there is no customer to tell
    assert error(ask(agent, number, "还有")) == (409, "ticket_closed")


@pytest.mark.parametrize(
    ("what", "body"), [("say", {"text": "您好"}), ("hand-back", {"to": "bot"})]
)
def test_what_is_for_chats_is_not_for_calls(
    agent: httpx.Client, number: str, what: str, body: dict[str, str]
) -> None:
    assert error(do(agent, number, what, **body)) == (422, "bad_request")


def test_only_its_agent_speaks_in_a_call(agent: httpx.Client, number: str, join: Join) -> None:
    other = join("agent", "xiaowang", "小王")
    assert error(ask(other, number, "奖多少")) == (409, "not_owner")
    assert error(other.post(f"{CALLS}/{number}/restart")) == (409, "not_owner")
    assert error(do(other, number, "take")) == (409, "taken")
    assert error(ask(agent, "T20261126-9999", "奖多少")) == (404, "not_found")


def test_a_supervisor_may_take_over_a_call(
    agent: httpx.Client, number: str, join: Join, upstream: Upstream
) -> None:
    supervisor = join("supervisor", "laozhang", "老张")
    assert do(supervisor, number, "take", force=True).json()["owner"]["shown"] == "老张"
    assert ask(supervisor, number, "奖多少").json()["error"] is None  # the bot still answers
    assert error(ask(agent, number, "奖多少")) == (409, "not_owner")
    assert upstream.texts == ["奖多少"]


def test_other_screens_see_the_call(agent: httpx.Client, number: str, join: Join) -> None:
    with open_screen(join("agent", "xiaowang")) as screen:
        ask(agent, number, "奖多少")
        said = [screen.next("item") for _ in range(2)]
    assert [(each["ticket"], each["item"]["from"]) for each in said] == [
        (number, "user"),
        (number, "bot"),
    ]
