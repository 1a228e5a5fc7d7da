"""Whatever customers, bot and agents do, in whatever order, with the gateway restarted between:
no line is lost or doubled, and a conversation has at most one owner."""

import asyncio
import json
import tempfile
from collections import Counter
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch
from uuid import UUID, uuid4

import httpx
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Row, select

from bot.gateway import conversations
from bot.gateway.conversations import Answered, Conversations
from bot.gateway.database import items, open_database, sessions, tickets
from bot.gateway.desk.audit import Audit
from bot.gateway.desk.forms import Close, Ticket
from bot.gateway.desk.hours import Hours
from bot.gateway.desk.members import Member
from bot.gateway.desk.opening import Opening
from bot.gateway.desk.take_over import TakeOver
from bot.gateway.desk.ticket_rows import open_rows
from bot.gateway.faults import Refused
from bot.gateway.items import Item
from bot.gateway.metrics import Metrics
from bot.gateway.rasa import Rasa
from bot.gateway.settings import DESK_HOURS
from bot.gateway.transcript import Transcript
from bot.gateway.words import load_words
from tests.gateway.desk.chats import ANSWER, HANDOFF, REFUSAL

T = TypeVar("T")
WORDS = load_words()
CUSTOMERS = ("甲", "乙")
AGENTS = [Member(name, name, "agent") for name in ("li", "wang")]
BOSS = Member("zhang", "zhang", "supervisor")

customers = st.sampled_from(CUSTOMERS)
staff = st.sampled_from([*AGENTS, BOSS])


class Upstream:
    """Rasa, which answers a question when it is told to."""

    def __init__(self) -> None:
        self.asked: dict[str, asyncio.Future[list[dict[str, Any]]]] = {}  # by the question's text
        self.arrived = asyncio.Condition()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        text = json.loads(request.content)["message"]
        answer = self.asked[text] = asyncio.get_running_loop().create_future()
        async with self.arrived:
            self.arrived.notify_all()
        try:
            return httpx.Response(200, json=await answer)
        finally:
            del self.asked[text]

    async def something_asked(self) -> None:
        """Wait until a question waits for an answer."""
        async with self.arrived:
            await self.arrived.wait_for(lambda: self.asked)


class Page:
    """The customer's page: what it was told, by ``seq``, over all sockets that it had."""

    def __init__(self) -> None:
        self.told: list[Item] = []

    def put(self, frame: dict[str, Any]) -> None:
        if frame["type"] == "welcome":
            self.told += frame["items"]
        elif frame["type"] == "item":
            self.told.append(frame["item"])

    @property
    def last(self) -> int:
        return self.told[-1].seq if self.told else 0


class Desk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.pages = {session: Page() for session in CUSTOMERS}
        self.questions: dict[str, tuple[str, str]] = {}  # session and id, by text
        self.waiting: dict[str, asyncio.Future[Answered]] = {}  # by text
        self.said: Counter[str] = Counter()
        self.open: dict[str, Row[Any]] = {}  # tickets, by session
        self.patience = patch.object(conversations, "_CLOSING", 0)
        self.patience.start()
        self.do(self.start())

    def do(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(asyncio.wait_for(doing, 20))

    async def start(self) -> None:
        self.database = open_database(f"sqlite:///{Path(self.folder.name) / 'gateway.db'}")
        self.upstream = Upstream()
        client = httpx.AsyncClient(transport=httpx.MockTransport(self.upstream))
        opening = Opening(Hours(DESK_HOURS), lambda: True, WORDS)
        transcript = Transcript(self.database, opening)
        rasa = Rasa(client, "http://rasa", 60)
        self.conversations = Conversations(self.database, transcript, rasa, WORDS, Metrics())
        audit = Audit(self.database)
        self.desk = TakeOver(self.database, self.conversations, audit, WORDS, lambda: None)
        await self.conversations.resume()
        for session, page in self.pages.items():
            await self.conversations.join(session, page.last, page)
        for text in list(self.waiting):
            await self.ask(text)

    async def ask(self, text: str) -> None:
        session, id = self.questions[text]
        turn = await self.conversations.say(session, id, text)
        if turn.done():
            self.waiting.pop(text, None)
        else:
            self.waiting[text] = turn

    @initialize()
    def somebody_waits(self) -> None:
        self.customer_asks(CUSTOMERS[0])
        self.bot_answers(HANDOFF)
        self.look()

    @invariant()
    def look(self) -> None:
        rows = self.do(self.database.run(open_rows))
        self.open = {row.session: row for row in rows}

    def one(self, data: st.DataObject) -> Row[Any]:
        """One of the open tickets."""
        return self.open[data.draw(st.sampled_from(sorted(self.open)))]

    @rule(session=customers)
    def customer_asks(self, session: str) -> None:
        text = f"问{len(self.questions)}"
        self.questions[text] = session, str(uuid4())
        self.said[text] += 1
        self.do(self.ask(text))

    @precondition(lambda self: self.questions)
    @rule(data=st.data())
    def customer_repeats(self, data: st.DataObject) -> None:
        self.do(self.ask(data.draw(st.sampled_from(sorted(self.questions)))))

    @precondition(lambda self: self.waiting)
    @rule(answer=st.sampled_from([ANSWER, REFUSAL, REFUSAL, HANDOFF]))
    def bot_answers(self, answer: list[dict[str, Any]]) -> None:
        self.do(self.one_is_answered(answer))

    async def one_is_answered(self, answer: list[dict[str, Any]]) -> None:
        """What was settled while it waited behind another question may end first."""
        asked = asyncio.create_task(self.upstream.something_asked())
        await asyncio.wait([asked, *self.waiting.values()], return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        if text := next(iter(self.upstream.asked), None):
            self.upstream.asked[text].set_result(answer)
            await self.waiting[text]
        for text, turn in list(self.waiting.items()):
            if turn.done():
                del self.waiting[text]
                assert bool(turn.result().replies) == (turn.result().state == "answered")

    @precondition(lambda self: self.open)
    @rule(data=st.data(), member=staff)
    def agent_takes(self, data: st.DataObject, member: Member) -> None:
        before = self.one(data)
        taken = self.outcome(self.desk.take(member, before.number))
        if before.state == "waiting" or before.owner == member.name:
            assert isinstance(taken, Ticket)
            assert taken.owner is not None
            assert taken.owner.name == member.name
        else:
            assert taken == "taken"

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def boss_takes(self, data: st.DataObject) -> None:
        taken = self.outcome(self.desk.take(BOSS, self.one(data).number, force=True))
        assert isinstance(taken, Ticket)

    @precondition(lambda self: self.open)
    @rule(data=st.data(), member=staff, again=st.booleans())
    def agent_says(self, data: st.DataObject, member: Member, again: bool) -> None:
        before = self.one(data)
        id, text = UUID(int=len(self.said) + 1), f"答{len(self.said)}"
        for _ in range(1 + again):
            said = self.outcome(self.desk.say(member, before.number, id, text, None))
        if before.owner == member.name:
            assert isinstance(said, Item)
            self.said[text] += 1
        else:
            assert said == "not_owner"

    @precondition(lambda self: self.open)
    @rule(data=st.data(), member=staff, how=st.sampled_from(["bot", "queue", "close"]))
    def agent_lets_go(self, data: st.DataObject, member: Member, how: str) -> None:
        before = self.one(data)
        if how == "close":
            let = self.outcome(self.desk.close(member, before.number, Close(outcome="solved")))
        elif how == "bot":
            let = self.outcome(self.desk.to_bot(member, before.number))
        else:
            let = self.outcome(self.desk.to_queue(member, before.number))
        if before.owner == member.name:
            assert isinstance(let, Ticket)
            assert let.state == ("waiting" if how == "queue" else "closed")
        elif not (how == "queue" and before.state == "waiting"):
            assert let == "not_owner"

    @precondition(lambda self: self.open)
    @rule(data=st.data(), owner=staff)
    def owner_is_gone(self, data: st.DataObject, owner: Member) -> None:
        before = self.one(data)
        self.outcome(self.desk.leave(before.number, owner.name, None))
        self.look()
        kept = None if before.owner == owner.name else before.owner
        assert self.open[before.session].owner == kept

    @rule(session=customers)
    def customer_begins_anew(self, session: str) -> None:
        self.do(self.conversations.restart(session))

    @rule()
    def gateway_is_restarted(self) -> None:
        self.do(self.stop())
        self.do(self.start())

    async def stop(self) -> None:
        for session, page in self.pages.items():
            self.conversations.leave(session, page)
        await self.conversations.close()
        self.database.close()

    def outcome(self, doing: Coroutine[Any, Any, T]) -> T | str:
        try:
            return self.do(doing)
        except Refused as refused:
            return refused.code

    @invariant()
    def every_line_is_there_once_and_was_told_in_order(self) -> None:
        with self.database.engine.connect() as connection:
            kept = connection.execute(select(items).order_by(items.c.session, items.c.seq)).all()
        for session, page in self.pages.items():
            lines = [(row.seq, row.id) for row in kept if row.session == session]
            assert [seq for seq, _ in lines] == list(range(1, len(lines) + 1))
            assert [(item.seq, item.id) for item in page.told] == lines
        spoken = Counter(row.text for row in kept if row.sender in ("user", "agent"))
        assert spoken == +self.said
        replies = Counter(row.reply_to for row in kept if row.sender == "bot")
        for row in kept:
            if row.sender == "user":
                assert replies[row.id] == (row.state == "answered")

    @invariant()
    def a_conversation_has_one_owner_at_most_and_the_bot_is_silent_beside_one(self) -> None:
        with self.database.engine.connect() as connection:
            rows = connection.execute(select(tickets).where(tickets.c.state != "closed")).all()
            held = {
                row.id: row.held_by
                for row in connection.execute(select(sessions))
                if row.held_by is not None
            }
            open_ones = select(items.c.session).where(items.c.state == "open")
            asking = set(connection.scalars(open_ones))
        assert len({row.session for row in rows}) == len(rows)
        owners = {row.session: row.owner for row in rows if row.state == "owned"}
        left = held.keys() - owners.keys()
        assert owners.items() <= held.items()
        assert left <= {row.session for row in rows if row.state == "waiting"}
        assert not asking & held.keys()

    def teardown(self) -> None:
        self.do(self.stop())
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()
        self.folder.cleanup()
        self.patience.stop()


Desk.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestDesk = Desk.TestCase
