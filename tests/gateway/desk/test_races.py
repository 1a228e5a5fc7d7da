"""What two do at the same moment, each with connections of their own as if in two gateways.

The database alone decides: in SQLite and in PostgreSQL.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import insert, select

from bot.gateway.conversations import Conversations
from bot.gateway.database import Database, items, open_database, sessions, tickets
from bot.gateway.desk.audit import Audit
from bot.gateway.desk.forms import Close, Ticket
from bot.gateway.desk.hours import Hours
from bot.gateway.desk.members import Member
from bot.gateway.desk.opening import Opening
from bot.gateway.desk.take_over import TakeOver
from bot.gateway.desk.ticket_rows import open_ticket
from bot.gateway.faults import Refused
from bot.gateway.metrics import Metrics
from bot.gateway.rasa import Rasa
from bot.gateway.settings import DESK_HOURS
from bot.gateway.transcript import Answer, Asked, Transcript
from bot.gateway.words import load_words
from tests.gateway.postgresql import Cluster

T = TypeVar("T")
MOMENT = datetime(2026, 11, 25, 16, 0, tzinfo=UTC)  # midnight of the 26th in China
WORDS = load_words()
AGENTS = [Member(f"agent{n}", f"小{n}", "agent") for n in range(6)]
HANDOFF = [Answer("为您转人工", {"kind": "handoff"})]


@dataclass(frozen=True)
class Gateway:
    """The parts of one that write."""

    database: Database
    transcript: Transcript
    take_over: TakeOver


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'gateway.db'}"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new_database()


@pytest.fixture
def gateways(address: str) -> Iterator[list[Gateway]]:
    """As many as there are agents."""
    with ExitStack() as stack:
        yield [
            gateway(stack.enter_context(closing(open_database(address))))
            for _ in range(len(AGENTS))
        ]


def gateway(database: Database) -> Gateway:
    opening = Opening(Hours(DESK_HOURS), lambda: False, WORDS, lambda: MOMENT)
    transcript = Transcript(database, opening)
    rasa = Rasa(httpx.AsyncClient(), "http://127.0.0.1:1", 1)
    conversations = Conversations(database, transcript, rasa, WORDS, Metrics())
    take_over = TakeOver(database, conversations, Audit(database), WORDS, lambda: None)
    return Gateway(database, transcript, take_over)


async def outcome(doing: Awaitable[T]) -> T | str:
    """What comes of it, or the code that it is refused with."""
    try:
        return await doing
    except Refused as refused:
        return refused.code


def again(race: Callable[[str], Awaitable[None]]) -> None:
    """Ten times, each in a session of its own."""

    async def races() -> None:
        for n in range(10):
            await race(f"s{n}")

    asyncio.run(races())


async def waiting_ticket(one: Gateway, session: str) -> str:
    asked, _ = await one.transcript.ask(session, str(uuid4()), "转人工")
    await one.transcript.answer(asked, HANDOFF, "answered", None)
    query = select(tickets.c.number).where(tickets.c.conversation == asked.conversation)
    return str(await one.database.run(lambda connection: connection.scalar(query)))


def test_of_many_agents_one_gets_the_ticket(gateways: list[Gateway]) -> None:
    async def race(session: str) -> None:
        number = await waiting_ticket(gateways[0], session)
        takes = [
            outcome(each.take_over.take(member, number))
            for each, member in zip(gateways, AGENTS, strict=True)
        ]
        won = [each for each in await asyncio.gather(*takes) if isinstance(each, Ticket)]
        assert len(won) == 1
        lines = (await gateways[0].transcript.latest(session)).items
        assert won[0].owner is not None
        (winner,) = (each for each in AGENTS if each.name == won[0].owner.name)
        assert [item.text for item in lines if "接入" in item.text] == [
            f"工作人员{winner.shown}已接入，机器人暂停回答。"
        ]

    again(race)


def test_numbers_are_given_once_and_without_a_gap(gateways: list[Gateway]) -> None:
    def open_one(connection, session: str) -> str:  # type: ignore[no-untyped-def]
        row = {"id": session, "conversation": session, "last_seq": 0, "seen_at": MOMENT}
        connection.execute(insert(sessions).values(row))
        values = {"session": session, "conversation": session, "state": "waiting"}
        values |= {"channel": "chat", "reason": "asked"}
        return open_ticket(connection, MOMENT, summary={}, **values)

    async def open_all() -> list[str]:
        opening = [
            each.database.run(lambda connection: open_one(connection, str(uuid4())))
            for each in gateways
            for _ in range(5)
        ]
        return await asyncio.gather(*opening)

    assert sorted(asyncio.run(open_all())) == [f"T20261126-{n:04}" for n in range(1, 31)]


@pytest.mark.parametrize("taken_first", [True, False])
def test_an_answer_and_a_take_over_exclude_each_other(
    gateways: list[Gateway], taken_first: bool
) -> None:
    bot, desk = gateways[:2]

    async def race(session: str) -> None:
        number = await waiting_ticket(bot, session)
        asked, _ = await bot.transcript.ask(session, str(uuid4()), "等多久")
        doing: list[Callable[[], Awaitable[object]]] = [
            lambda: desk.take_over.take(AGENTS[0], number),
            lambda: bot.transcript.answer(asked, [Answer("好的")], "answered", None),
        ]
        if not taken_first:
            doing.reverse()
        await asyncio.gather(*(each() for each in doing))
        state = await bot.transcript.state(asked)
        end = [item.text for item in (await bot.transcript.latest(session)).items][-2:]
        if state == "held":
            assert end == ["等多久", end[1]]
            assert "接入" in end[1]
        else:
            assert state == "answered"
            assert end[0] == "好的"
            assert "接入" in end[1]

    again(race)


def test_a_reset_and_a_take_over_leave_nobody_who_holds_what_is_closed(
    gateways: list[Gateway],
) -> None:
    customer, desk = gateways[:2]

    async def race(session: str) -> None:
        number = await waiting_ticket(customer, session)
        await asyncio.gather(
            customer.transcript.restart(session, "会话已重新开始"),
            outcome(desk.take_over.take(AGENTS[0], number)),
        )
        query = select(sessions.c.held_by, tickets.c.state).join(tickets)
        query = query.where(sessions.c.id == session)
        row = await desk.database.run(lambda connection: connection.execute(query).one())
        assert tuple(row) == (None, "closed")

    again(race)


def test_a_message_that_is_sent_twice_at_once_is_one(gateways: list[Gateway]) -> None:
    async def race() -> None:
        number = await waiting_ticket(gateways[0], "s")
        await gateways[0].take_over.take(AGENTS[0], number)
        id = uuid4()
        said = await asyncio.gather(
            *(each.take_over.say(AGENTS[0], number, id, "您好", None) for each in gateways)
        )
        assert len({item.seq for item in said}) == 1
        query = select(items).where(items.c.sender == "agent")
        rows = await gateways[0].database.run(lambda connection: connection.execute(query).all())
        assert len(rows) == 1

    asyncio.run(race())


def test_a_close_and_a_forced_take_over_exclude_each_other(gateways: list[Gateway]) -> None:
    mine, theirs = gateways[:2]
    boss = Member("laozhang", "老张", "supervisor")

    async def race(session: str) -> None:
        number = await waiting_ticket(mine, session)
        await mine.take_over.take(AGENTS[0], number)
        closed, taken = await asyncio.gather(
            outcome(mine.take_over.close(AGENTS[0], number, Close(outcome="solved"))),
            outcome(theirs.take_over.take(boss, number, force=True)),
        )
        assert (closed, taken).count("not_owner") + (closed, taken).count("ticket_closed") == 1

    again(race)


def test_tickets_are_counted_by_the_day_in_china(gateways: list[Gateway]) -> None:
    """The ticket of a moment that is the day before in UTC."""

    async def open_one() -> str:
        return await waiting_ticket(gateways[0], "s")

    assert asyncio.run(open_one()) == "T20261126-0001"


def test_out_of_hours_the_customer_is_told_them(address: str) -> None:
    friday, saturday = (datetime(2026, 11, day, 2, 0, tzinfo=UTC) for day in (27, 28))

    async def note(moment: datetime) -> str:
        with closing(open_database(address)) as database:
            opening = Opening(Hours(DESK_HOURS), lambda: True, WORDS, lambda: moment)
            transcript = Transcript(database, opening)
            asked: Asked
            asked, _ = await transcript.ask(str(uuid4()), str(uuid4()), "转人工")
            return (await transcript.answer(asked, HANDOFF, "answered", None))[-1].text

    assert asyncio.run(note(friday)) == "已通知工作人员，您排在第一位。工单号 T20261127-0001。"
    assert asyncio.run(note(saturday)) == (
        "现在没有工作人员在线（服务时间：周一至周五 09:00—12:00、14:00—17:30）。"
        "可以在这里留言，工作人员上线后会看到。工单号 T20261128-0001。"
    )
