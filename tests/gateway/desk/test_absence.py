"""A chat whose owner has gone goes back to the queue: the bot stays silent, the customer is told,
and another takes it."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select, update

from bot.gateway.conversations import Conversations
from bot.gateway.database import Database, items, sessions, tickets
from bot.gateway.desk.absence import Absence
from bot.gateway.desk.audit import Audit, Wanted
from bot.gateway.desk.hours import Hours
from bot.gateway.desk.members import Member
from bot.gateway.desk.opening import Opening
from bot.gateway.desk.presence import Presence
from bot.gateway.desk.tables import staff_sessions
from bot.gateway.desk.take_over import TakeOver
from bot.gateway.metrics import Metrics
from bot.gateway.rasa import Rasa
from bot.gateway.transcript import Answer, Transcript
from bot.gateway.words import load_words
from tests.gateway.conftest import Visit
from tests.gateway.desk.chats import ALWAYS, Customer, do, error, only_ticket, open_screen, queue
from tests.gateway.desk.conftest import Clock, Join
from tests.gateway.desk.people import sign_in
from tests.gateway.tabs import open_tab
from tests.gateway.upstream import Upstream

WORDS = load_words()
PATIENCE = timedelta(minutes=3)
LI, WANG = Member("li", "小李", "agent"), Member("wang", "小王", "agent")
HANDOFF = [Answer("为您转人工", {"kind": "handoff"})]


class Desk:
    """A desk whose time is a ``Clock``, and a chat that 小李 has taken."""

    def __init__(self, database: Database, clock: Clock, hours: str = ALWAYS) -> None:
        self.database, self.clock = database, clock
        self.screens = ExitStack()
        self.presence = Presence(clock)
        opening = Opening(Hours(hours), self.presence.somebody, WORDS, clock)
        self.transcript = Transcript(database, opening, clock)
        rasa = Rasa(httpx.AsyncClient(), "http://127.0.0.1:1", 1)
        conversations = Conversations(database, self.transcript, rasa, WORDS, Metrics())
        self.audit = Audit(database, clock)
        self.take_over = TakeOver(database, conversations, self.audit, WORDS, lambda: None, clock)
        self.absence = Absence(
            database, self.take_over, self.presence, Hours(hours), PATIENCE, clock
        )
        for member in (LI, WANG):
            sign_in(database, member.name, member.role, member.shown)
        self.signs_in(LI)

    async def chat(self) -> str:
        asked, _ = await self.transcript.ask("s", str(uuid4()), "转人工")
        await self.transcript.answer(asked, HANDOFF, "answered", None)
        with self.database.engine.connect() as connection:
            number = str(connection.scalar(select(tickets.c.number)))
        await self.take_over.take(LI, number)
        return number

    def signs_in(self, member: Member) -> None:
        """Or asks for a page."""
        seen = update(staff_sessions).where(staff_sessions.c.staff == member.name)
        with self.database.engine.begin() as connection:
            connection.execute(seen.values(seen=self.clock()))

    async def later(self, time: timedelta) -> None:
        self.clock.now += time
        await self.absence.look()

    def owner(self) -> str | None:
        with self.database.engine.connect() as connection:
            return connection.scalar(select(tickets.c.owner))

    def last_note(self) -> str:
        notes = select(items.c.text).where(items.c.sender == "note").order_by(items.c.seq.desc())
        with self.database.engine.connect() as connection:
            return str(connection.scalar(notes.limit(1)))


@pytest.fixture
def desk(database: Database, clock: Clock) -> Desk:
    return Desk(database, clock)


def test_who_is_gone_for_long_enough_has_the_chat_no_more(desk: Desk) -> None:
    async def story() -> None:
        await desk.chat()
        await desk.later(PATIENCE - timedelta(seconds=1))
        assert desk.owner() == "li"
        await desk.later(timedelta(seconds=1))
        assert desk.owner() is None

    asyncio.run(story())


def test_an_open_screen_keeps_it_however_long_nothing_is_asked(desk: Desk) -> None:
    async def story() -> None:
        await desk.chat()
        with desk.presence.of("li"):
            await desk.later(10 * PATIENCE)
        assert desk.owner() == "li"

    asyncio.run(story())


def test_the_time_is_counted_from_the_last_screen_that_was_closed(desk: Desk) -> None:
    async def story() -> None:
        await desk.chat()
        with desk.presence.of("li"):
            with desk.presence.of("li"):
                await desk.later(PATIENCE)
            await desk.later(PATIENCE)
        await desk.later(PATIENCE - timedelta(seconds=1))
        assert desk.owner() == "li"
        await desk.later(timedelta(seconds=1))
        assert desk.owner() is None

    asyncio.run(story())


def test_who_works_on_other_pages_is_there(desk: Desk) -> None:
    async def story() -> None:
        await desk.chat()
        desk.clock.now += PATIENCE
        desk.signs_in(LI)
        await desk.later(PATIENCE - timedelta(seconds=1))
        assert desk.owner() == "li"

    asyncio.run(story())


def test_a_colleague_who_is_there_does_not_keep_it(desk: Desk) -> None:
    async def story() -> None:
        await desk.chat()
        with desk.presence.of("wang"):
            await desk.later(PATIENCE)
        assert desk.owner() is None

    asyncio.run(story())


def test_after_a_restart_owners_have_time_to_come_back(desk: Desk, database: Database) -> None:
    async def story() -> None:
        await desk.chat()
        desk.clock.now += 10 * PATIENCE
        again = Desk(database, desk.clock)
        await again.later(PATIENCE - timedelta(seconds=1))
        assert again.owner() == "li"
        await again.later(timedelta(seconds=1))
        assert again.owner() is None

    asyncio.run(story())


def test_a_call_stays_with_who_answered_it(desk: Desk) -> None:
    async def story() -> None:
        await desk.chat()
        with desk.database.engine.begin() as connection:
            connection.execute(update(tickets).values(channel="phone"))
        await desk.later(10 * PATIENCE)
        assert desk.owner() == "li"

    asyncio.run(story())


def test_the_bot_stays_silent_until_another_takes_it_also_when_old_words_are_deleted(
    desk: Desk,
) -> None:
    async def story() -> None:
        number = await desk.chat()
        await desk.later(PATIENCE)
        await desk.transcript.prune(10)
        asked, _ = await desk.transcript.ask("s", str(uuid4()), "在吗")
        assert asked.state == "held"
        await desk.take_over.take(WANG, number)
        await desk.take_over.to_bot(WANG, number)
        asked, _ = await desk.transcript.ask("s", str(uuid4()), "那湛江呢")
        assert asked.state == "open"

    asyncio.run(story())


def test_the_customer_is_told_that_others_are_there(desk: Desk) -> None:
    async def story() -> None:
        number = await desk.chat()
        with desk.presence.of("wang"):
            await desk.later(PATIENCE)
        assert desk.last_note().startswith("工作人员小李暂时离开，已请其他工作人员接着为您服务")
        assert number in desk.last_note()

    asyncio.run(story())


def test_with_nobody_else_there_the_customer_is_told_when_there_will_be(
    database: Database, clock: Clock
) -> None:
    desk = Desk(database, clock, hours="Mon-Fri 08:00-09:00")

    async def story() -> None:
        await desk.chat()
        with desk.presence.of("wang"):  # half past nine in China
            await desk.later(PATIENCE)
        assert "周一至周五 08:00—09:00" in desk.last_note()

    asyncio.run(story())


def test_it_is_on_record_and_told_once(desk: Desk) -> None:
    async def story() -> None:
        number = await desk.chat()
        await desk.later(PATIENCE)
        note = desk.last_note()
        await desk.later(PATIENCE)
        assert desk.last_note() == note
        (entry,), _ = await desk.audit.read(Wanted(action="ticket.left"))
        assert (entry.staff, entry.target, entry.detail) == (None, number, {"owner": "li"})
        with desk.database.engine.connect() as connection:
            assert connection.scalar(select(sessions.c.held_by)) == "li"
            assert connection.scalar(select(tickets.c.taken_at)) is not None  # a person was there

    asyncio.run(story())


class TestAtTheGateway:
    @pytest.fixture
    def url(self, serve: Callable[..., str], upstream: Upstream) -> str:
        return serve(upstream.url, desk_hours=ALWAYS, desk_patience=timedelta(seconds=0.5))

    def test_nothing_is_lost_and_another_goes_on_where_the_owner_left(
        self, url: str, join: Join, visit: Visit, upstream: Upstream
    ) -> None:
        agent, other, customer = join("agent"), join("agent", "wang", "小王"), Customer(visit(url))
        customer.wants_a_person(upstream)
        number = only_ticket(agent)
        with open_screen(other) as screen, open_tab(url, customer.token) as tab:
            with open_screen(agent):
                do(agent, number, "take")
                do(agent, number, "say", text="您好")
                asked = len(upstream.received)
                customer.say("多久")
            note = [item for item in tab.items(4) if item["from"] == "note"][-1]
            assert note["text"].startswith("工作人员小李暂时离开")
            while (waiting := screen.queue("waiting"))[0]["left_by"] is None:
                pass
            assert waiting[0]["left_by"] == {"name": "agent", "shown": "小李"}
            customer.say("还在吗")
            assert len(upstream.received) == asked
            assert error(do(agent, number, "say", text="我回来了")) == (409, "not_owner")
            taken = do(other, number, "take").json()
            assert (taken["owner"]["shown"], taken["left_by"]) == ("小王", None)
            do(other, number, "say", text="我来接着说")
        assert [text for sender, text in customer.lines() if sender != "note"][2:] == [
            "您好",
            "多久",
            "还在吗",
            "我来接着说",
        ]

    def test_the_owner_who_comes_back_in_time_to_an_unclaimed_chat_takes_it_again(
        self, url: str, join: Join, visit: Visit, upstream: Upstream
    ) -> None:
        agent, customer = join("agent"), Customer(visit(url))
        customer.wants_a_person(upstream)
        number = only_ticket(agent)
        with open_tab(url, customer.token) as tab:
            do(agent, number, "take")
            assert "接入" in tab.items(1)[0]["text"]
            assert "离开" in tab.items(1)[0]["text"]
        (waiting,) = queue(agent)
        assert (waiting["state"], waiting["left_by"]["name"]) == ("waiting", "agent")
        with open_screen(agent):
            do(agent, number, "take")
            assert do(agent, number, "say", text="我回来了").status_code == 200
