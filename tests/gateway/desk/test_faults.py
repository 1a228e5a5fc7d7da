"""A gateway that is killed, a database that is locked, a bot that is down: a person goes on, and
nothing is lost or said twice."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from bot.gateway import database as gateway_database
from bot.gateway.database import Database
from bot.launch.ports import Ports
from tests.gateway.conftest import Visit
from tests.gateway.desk.chats import Customer, Data, do, error, only_ticket, open_screen, queue
from tests.gateway.desk.conftest import Join
from tests.gateway.desk.people import browser_of, sign_in
from tests.gateway.tabs import open_tab, raw_tab
from tests.gateway.test_interruptions import gateway_process
from tests.gateway.upstream import Upstream


@pytest.fixture
def agent(join: Join) -> httpx.Client:
    return join("agent")


@pytest.fixture
def customer(visit: Visit, url: str) -> Customer:
    return Customer(visit(url))


@pytest.fixture
def number(customer: Customer, agent: httpx.Client, upstream: Upstream) -> str:
    """A ticket that waits."""
    customer.wants_a_person(upstream)
    return only_ticket(agent)


def lock(folder: Path) -> sqlite3.Connection:
    """The database's lock, as a backup or another process would hold it, until it is closed."""
    connection = sqlite3.connect(folder / "gateway.db", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    return connection


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gateway that starts later waits for no lock."""
    monkeypatch.setattr(gateway_database, "LOCKED_AFTER", 0.1)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("take", {}),
        ("say", {"id": str(uuid4()), "text": "您好"}),
        ("hand-back", {"to": "bot"}),
        ("close", {"outcome": "solved"}),
    ],
)
def test_while_the_database_is_locked_the_agent_is_told_so_and_may_repeat(
    agent: httpx.Client,
    number: str,
    customer: Customer,
    tmp_path: Path,
    what: str,
    body: Data,
) -> None:
    if what != "take":
        do(agent, number, "take")
    before = customer.read()
    with closing(lock(tmp_path)):
        refused = do(agent, number, what, **body)
    assert error(refused) == (503, "unavailable")
    assert refused.json()["messages"][0]["text"]
    assert customer.read() == before
    assert do(agent, number, what, **body).status_code == 200
    assert len(customer.read()) == len(before) + 1


def test_a_bot_that_is_down_does_not_keep_people_from_talking(
    agent: httpx.Client, number: str, customer: Customer, upstream: Upstream
) -> None:
    upstream.status = 500
    upstream.gate.clear()
    do(agent, number, "take")
    do(agent, number, "say", text="您好")
    customer.say("您好")
    do(agent, number, "say", text="请讲")
    do(agent, number, "close", outcome="solved")
    assert [sender for sender, _ in customer.lines()[-5:]] == [
        "note",
        "agent",
        "user",
        "agent",
        "note",
    ]


def test_what_is_said_while_the_customers_socket_is_cut_is_there_once_when_it_is_back(
    agent: httpx.Client, number: str, customer: Customer, url: str
) -> None:
    with open_tab(url, customer.token) as tab:
        do(agent, number, "take")
        seen = tab.items(1)[0]["seq"]
    missed = [do(agent, number, "say", text=text).json() for text in "一二"]
    with raw_tab(url) as tab:
        assert tab.hello(customer.token, after=seen)["items"] == missed
        assert do(agent, number, "say", text="三").json() == tab.items(1)[0]


class Machine:
    """A gateway in a process of its own, which can be killed and started again."""

    def __init__(self, upstream: Upstream, folder: Path) -> None:
        port = Ports.free().gateway
        assert port is not None
        self.url = f"http://127.0.0.1:{port}"
        self.start = lambda: gateway_process(port, upstream, folder)


@pytest.fixture
def machine(upstream: Upstream, tmp_path: Path) -> Machine:
    return Machine(upstream, tmp_path)


@pytest.fixture
def desk(machine: Machine, database: Database) -> Iterator[httpx.Client]:
    """The agent's browser."""
    with browser_of(machine.url, sign_in(database, "agent", "agent", "小李")) as browser:
        yield browser


def cut_off(doing: Callable[[], object]) -> threading.Thread:
    """Somebody who gets no answer."""

    def try_it() -> None:
        with suppress(httpx.TransportError):
            doing()

    thread = threading.Thread(target=try_it)
    thread.start()
    return thread


def test_a_gateway_killed_in_the_middle_of_a_take_over_has_done_all_of_it_or_nothing(
    machine: Machine, desk: httpx.Client, visit: Visit, upstream: Upstream, tmp_path: Path
) -> None:
    with machine.start() as process:
        customer = Customer(visit(machine.url))
        customer.wants_a_person(upstream)
        number = only_ticket(desk)
        upstream.gate.clear()
        asking = cut_off(lambda: customer.say("等多久"))
        upstream.arrived.acquire()  # for the person
        upstream.arrived.acquire()  # being answered
        with closing(lock(tmp_path)):
            taking = cut_off(lambda: do(desk, number, "take"))
            process.kill()
            process.wait()
        asking.join()
        taking.join()
    with machine.start():
        (ticket,) = queue(desk)
        assert (ticket["state"], ticket["owner"]) == ("waiting", None)
        assert do(desk, number, "take").status_code == 200
        upstream.gate.set()
        assert customer.lines()[-2:] == [
            ("user", "等多久"),
            ("note", "工作人员小李已接入，机器人暂停回答。"),
        ]


def test_after_a_restart_the_owner_still_owns_and_repeats_without_harm(
    machine: Machine, desk: httpx.Client, visit: Visit, upstream: Upstream
) -> None:
    id = str(uuid4())
    with machine.start() as process:
        customer = Customer(visit(machine.url))
        customer.wants_a_person(upstream)
        number = only_ticket(desk)
        do(desk, number, "take")
        said = do(desk, number, "say", id=id, text="您好").json()
        before = customer.read()
        asked = len(upstream.received)
        process.kill()
        process.wait()
    with machine.start():
        assert do(desk, number, "take").json()["owner"]["name"] == "agent"
        assert do(desk, number, "say", id=id, text="您好").json() == said
        assert customer.read() == before
        customer.say("在吗")
        assert len(upstream.received) == asked
        with open_screen(desk) as screen:
            do(desk, number, "say", text="请讲")
            assert screen.next("item")["item"]["text"] == "请讲"


def test_a_gateway_killed_while_an_agents_message_is_kept_keeps_it_once(
    machine: Machine, desk: httpx.Client, visit: Visit, upstream: Upstream, tmp_path: Path
) -> None:
    id = str(uuid4())
    with machine.start() as process:
        customer = Customer(visit(machine.url))
        customer.wants_a_person(upstream)
        number = only_ticket(desk)
        do(desk, number, "take")
        with closing(lock(tmp_path)):
            saying = cut_off(lambda: do(desk, number, "say", id=id, text="您好"))
            process.kill()
            process.wait()
        saying.join()
    with machine.start():
        do(desk, number, "say", id=id, text="您好")
        do(desk, number, "say", id=id, text="您好")
        assert [line for line in customer.lines() if line[0] == "agent"] == [("agent", "您好")]


def test_a_call_that_was_cut_off_goes_on_for_the_day_that_was_asked_for(
    machine: Machine, desk: httpx.Client, upstream: Upstream
) -> None:
    id = str(uuid4())
    question = {"id": id, "text": "还有效吗", "as_of": "2024-06-01"}
    with machine.start() as process:
        number = desk.post("/api/v1/desk/calls").json()["number"]
        upstream.gate.clear()
        asking = cut_off(lambda: desk.post(f"/api/v1/desk/calls/{number}/say", json=question))
        upstream.arrived.acquire()
        process.kill()
        process.wait()
        asking.join()
    upstream.gate.set()
    with machine.start():
        answer = desk.post(f"/api/v1/desk/calls/{number}/say", json=question).json()
    assert [item["text"] for item in answer["items"]] == ["好的"]
    assert [message["metadata"] for message in upstream.received] == [{"as_of": "2024-06-01"}] * 2
