"""The screens of the desk are told the queue and what is said, as long as they may see it."""

from contextlib import suppress

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from bot.gateway.desk import live_socket
from bot.gateway.sockets import Code
from tests.gateway.conftest import Visit
from tests.gateway.desk.chats import (
    Customer,
    Screen,
    do,
    only_ticket,
    open_screen,
    raw_screen,
)
from tests.gateway.desk.conftest import Join
from tests.gateway.upstream import Upstream


@pytest.fixture
def agent(join: Join) -> httpx.Client:
    return join("agent")


@pytest.fixture
def customer(visit: Visit, url: str) -> Customer:
    return Customer(visit(url))


def closing_code(screen: Screen) -> int | None:
    """The code that the gateway closes with, whatever it sends before."""
    with suppress(ConnectionClosed):
        while True:
            screen.connection.recv(timeout=30)
    return screen.connection.close_code


def test_the_queue_is_told_at_once_and_after_every_change(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    with raw_screen(agent) as screen:
        assert screen.next("queue")["tickets"] == []
        customer.wants_a_person(upstream)
        (ticket,) = screen.queue("waiting")
        assert ticket["reason"] in ("asked", "message")
        do(agent, ticket["number"], "take")
        (taken,) = screen.queue("owned")
        assert taken["owner"]["shown"] == "小李"
        do(agent, ticket["number"], "close", outcome="solved")
        assert screen.queue() == []


def test_what_anybody_says_in_an_open_ticket_is_told(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    customer.wants_a_person(upstream)
    number = only_ticket(agent)
    with open_screen(agent) as screen:
        customer.say("多久")
        do(agent, number, "take")
        do(agent, number, "say", text="您好")
        customer.say("在吗")
        told = [screen.next("item") for _ in range(5)]
    assert {each["ticket"] for each in told} == {number}
    assert [each["item"]["from"] for each in told] == ["user", "bot", "note", "agent", "user"]
    assert [each["item"] for each in told] == customer.read()[-5:]


def test_conversations_without_a_ticket_are_nobodys_business(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    with open_screen(agent) as screen:
        customer.say("广州奖多少")
        customer.wants_a_person(upstream)
        screen.queue("waiting")
        customer.say("多久")
        assert screen.next("item")["item"]["text"] == "多久"


def test_the_old_owner_is_told_when_a_supervisor_takes_over(
    agent: httpx.Client, customer: Customer, upstream: Upstream, join: Join
) -> None:
    customer.wants_a_person(upstream)
    number = only_ticket(agent)
    do(agent, number, "take")
    with open_screen(agent) as screen:
        do(join("supervisor", "laozhang", "老张"), number, "take", force=True)
        while screen.queue("owned")[0]["owner"]["shown"] != "老张":
            pass


def test_who_was_cut_off_catches_up(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    customer.wants_a_person(upstream)
    number = only_ticket(agent)
    with open_screen(agent) as screen:
        do(agent, number, "take")
        seen = screen.next("item")["item"]["seq"]
    customer.say("一")
    with open_screen(agent) as screen:
        customer.say("二")
        told = screen.next("item")["item"]
        missed = agent.get(f"/api/v1/desk/tickets/{number}/items?after={seen}").json()["items"]
    assert [item["text"] for item in missed] == ["一", "二"]
    assert missed[-1] == told | {"evidence": None}


def test_a_ping_is_answered(agent: httpx.Client) -> None:
    with open_screen(agent) as screen:
        screen.ping()
        assert screen.next("pong") == {"type": "pong"}


def test_a_new_owner_is_seen_by_who_signed_in_later(
    agent: httpx.Client, customer: Customer, upstream: Upstream, join: Join
) -> None:
    customer.wants_a_person(upstream)
    do(agent, only_ticket(agent), "take")
    with raw_screen(join("agent", "xiaowang")) as screen:
        (ticket,) = screen.next("queue")["tickets"]
    assert ticket["owner"]["shown"] == "小李"


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_a_page_of_another_site_is_let_go(agent: httpx.Client, origin: str) -> None:
    with raw_screen(agent, Origin=origin) as screen:
        assert closing_code(screen) == Code.BAD_ORIGIN


def test_who_is_not_signed_in_is_let_go(agent: httpx.Client) -> None:
    with raw_screen(agent, Cookie="desk=forged") as screen:
        assert closing_code(screen) == Code.BAD_TOKEN


def test_a_policy_officer_sees_no_conversations(join: Join) -> None:
    with raw_screen(join("officer")) as screen:
        assert closing_code(screen) == Code.BAD_TOKEN


def test_who_has_signed_out_is_let_go(agent: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_socket, "CHECKED_EVERY", 0.1)
    with open_screen(agent) as screen:
        agent.post("/desk/logout")
        assert closing_code(screen) == Code.BAD_TOKEN


@pytest.mark.parametrize("frame", ["", "{}", '{"type":"say"}', b"\x00"])
def test_whatever_else_is_sent_ends_it(agent: httpx.Client, frame: str | bytes) -> None:
    with open_screen(agent) as screen:
        screen.connection.send(frame)
        assert closing_code(screen) == Code.MALFORMED


def test_a_flood_of_frames_ends_it(agent: httpx.Client) -> None:
    with open_screen(agent) as screen:
        with suppress(ConnectionClosed):
            for _ in range(200):
                screen.ping()
        assert closing_code(screen) == Code.TOO_MANY
