"""A ticket is opened when a person is asked for, or when the bot has refused twice running."""

from collections.abc import Callable
from uuid import uuid4

import httpx
import pytest

from bot.gateway.settings import DESK_HOURS
from tests.gateway.conftest import Visit
from tests.gateway.desk.chats import (
    ALWAYS,
    ANSWER,
    HANDOFF,
    REFUSAL,
    Customer,
    do,
    only_ticket,
    open_screen,
    queue,
)
from tests.gateway.desk.conftest import Join
from tests.gateway.upstream import Upstream


@pytest.fixture
def url(serve: Callable[..., str], upstream: Upstream) -> str:
    """A gateway whose staff may always be there."""
    return serve(upstream.url, desk_hours=ALWAYS)


@pytest.fixture
def agent(join: Join) -> httpx.Client:
    return join("agent")


@pytest.fixture
def customer(visit: Visit, url: str) -> Customer:
    return Customer(visit(url))


def test_who_asks_for_a_person_is_in_the_queue_with_what_they_asked(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    customer.say("广州奖多少")
    customer.wants_a_person(upstream)
    (ticket,) = queue(agent)
    assert (ticket["channel"], ticket["state"], ticket["owner"]) == ("chat", "waiting", None)
    assert ticket["summary"]["question"] == "广州奖多少"
    assert ticket["waiting_seconds"] >= 0
    assert ticket["last"]["from"] == "note"


def test_the_customer_is_told_the_number_and_the_place(
    agent: httpx.Client, visit: Visit, url: str, upstream: Upstream
) -> None:
    first, second = Customer(visit(url)), Customer(visit(url))
    with open_screen(agent):
        first.wants_a_person(upstream)
        second.wants_a_person(upstream)
    numbers = [ticket["number"] for ticket in queue(agent)]
    assert first.notes() == [f"已通知工作人员，您排在第一位。工单号 {numbers[0]}。"]
    assert second.notes() == [f"已通知工作人员，前面还有 1 位在等候。工单号 {numbers[1]}。"]
    assert [ticket["reason"] for ticket in queue(agent)] == ["asked", "asked"]


def test_the_note_is_part_of_the_answer_over_http(
    customer: Customer, upstream: Upstream, agent: httpx.Client
) -> None:
    upstream.says(HANDOFF)
    reply = customer.say("转人工")
    assert [message["seq"] for message in reply["messages"]] == [2, 3]
    assert only_ticket(agent) in reply["messages"][1]["text"]


def test_who_has_not_asked_for_a_person_is_before_nobody(
    agent: httpx.Client, customer: Customer, visit: Visit, url: str, upstream: Upstream
) -> None:
    upstream.says(REFUSAL)
    customer.say("一")
    customer.say("二")
    other = Customer(visit(url))
    with open_screen(agent):
        other.wants_a_person(upstream)
    assert "您排在第一位" in other.notes()[0]


def test_with_nobody_there_the_customer_may_leave_a_message_and_sees_the_number(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    customer.wants_a_person(upstream)
    (ticket,) = queue(agent)
    (note,) = customer.notes()
    assert "现在没有工作人员在线（服务时间：周一至周日 00:00—24:00）" in note
    assert ticket["number"] in note
    assert ticket["reason"] == "message"


def test_to_ask_again_opens_no_second_ticket_and_tells_the_place_again(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    customer.wants_a_person(upstream)
    customer.wants_a_person(upstream)
    number = only_ticket(agent)
    assert [number in note for note in customer.notes()] == [True, True]


def test_two_refusals_running_open_one_ticket_and_do_not_disturb_the_customer(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    upstream.says(REFUSAL)
    customer.say("一")
    assert queue(agent) == []
    for text in ("二", "三", "四"):
        customer.say(text)
    (ticket,) = queue(agent)
    assert (ticket["reason"], ticket["summary"]["question"]) == ("refusals", "四")
    assert customer.notes() == []


def test_an_answer_between_two_refusals_makes_them_two_matters(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    for said in (REFUSAL, ANSWER, REFUSAL):
        upstream.says(said)
        customer.say("问")
    assert queue(agent) == []


def test_refusals_of_two_conversations_are_not_added_up(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    upstream.says(REFUSAL)
    customer.say("一")
    customer.reset()
    customer.say("二")
    assert queue(agent) == []


def test_refusals_before_a_ticket_was_closed_count_no_more(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    upstream.says(REFUSAL)
    customer.say("一")
    customer.say("二")
    number = only_ticket(agent)
    do(agent, number, "take")
    do(agent, number, "hand-back", to="bot")
    customer.say("三")
    assert queue(agent) == []
    customer.say("四")
    assert len(queue(agent)) == 1


def test_who_then_asks_for_a_person_keeps_the_ticket_and_is_told_its_number(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    upstream.says(REFUSAL)
    customer.say("一")
    customer.say("二")
    number = only_ticket(agent)
    customer.wants_a_person(upstream)
    (ticket,) = queue(agent)
    assert (ticket["number"], ticket["reason"]) == (number, "message")
    assert number in customer.notes()[0]


def test_the_summary_says_what_is_known_of_the_firm_and_follows_the_conversation(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    def says(kind: str, *chips: tuple[str, str, str]) -> None:
        profile = [dict(zip(("field", "label", "words"), chip, strict=True)) for chip in chips]
        evidence = {"profile": profile}
        upstream.says([{"text": "好的"}, {"custom": {"kind": kind, "evidence": evidence}}])

    places = ("city", "城市", "广州、湛江")
    customer.say("省级在广州和湛江各奖多少")
    says("handoff", places, ("tier", "级别", "省级"))
    customer.say("转人工")
    summary = {"question": "省级在广州和湛江各奖多少", "facts": ["级别：省级"]}
    summary["cities"] = ["广州", "湛江"]
    assert queue(agent)[0]["summary"] == summary
    says("amount", places, ("tier", "级别", "小巨人"))
    customer.say("小巨人呢")
    later = {"question": "小巨人呢", "facts": ["级别：小巨人"], "cities": ["广州", "湛江"]}
    assert queue(agent)[0]["summary"] == later
    for kind, text in (("smalltalk", "谢谢"), ("handoff", "人呢")):
        says(kind)
        customer.say(text)
    assert queue(agent)[0]["summary"] == later


def test_a_person_can_be_had_while_the_bot_is_down(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    customer.say("广州奖多少")
    upstream.status = 500
    with open_screen(agent):
        for text in ("人工智能企业奖多少", "转人工"):
            body = {"id": str(uuid4()), "text": text}
            response = customer.visitor.post("/api/v1/messages", json=body, headers=customer.mine)
            assert response.status_code == 503
    (ticket,) = queue(agent)
    assert (ticket["reason"], ticket["summary"]["question"]) == ("asked", "人工智能企业奖多少")
    assert customer.notes() == [f"已通知工作人员，您排在第一位。工单号 {ticket['number']}。"]
    assert [sender for sender, _ in customer.lines()[-2:]] == ["bot", "note"]


def test_a_repeated_question_opens_no_second_ticket(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    upstream.says(HANDOFF)
    id = "4fa3fdf3-9e43-4bd5-a0c0-6d3a7a4a5a11"
    assert customer.say("转人工", id) == customer.say("转人工", id)
    assert len(queue(agent)) == 1


def test_a_trouble_is_no_refusal(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    upstream.says([])
    customer.say("一")
    customer.say("二")
    assert queue(agent) == []


def test_a_customer_who_begins_anew_leaves_the_queue(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    customer.wants_a_person(upstream)
    number = only_ticket(agent)
    customer.reset()
    assert queue(agent) == []
    closed = agent.get("/api/v1/desk/tickets?state=closed").json()["tickets"]
    assert [(each["number"], each["outcome"], each["note"]) for each in closed] == [
        (number, None, "客户重新开始了对话。")
    ]


def test_closed_tickets_are_read_in_pages_the_newest_first(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    numbers = []
    for _ in range(3):
        customer.wants_a_person(upstream)
        numbers.append(only_ticket(agent))
        customer.reset()
    first = agent.get("/api/v1/desk/tickets?state=closed").json()
    assert [each["number"] for each in first["tickets"]] == numbers[::-1]
    assert first["more"] is False
    older = agent.get(f"/api/v1/desk/tickets?state=closed&before={numbers[1]}").json()
    assert [each["number"] for each in older["tickets"]] == numbers[:1]


def test_hours_that_are_none_are_refused_at_the_start(serve: Callable[..., str]) -> None:
    with pytest.raises(Exception, match="GATEWAY_DESK_HOURS"):
        serve("http://127.0.0.1:1", desk_hours=f"{DESK_HOURS};")
