"""What was said, kept in the database. Each method is one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import uuid4

from sqlalchemy import Connection, Row, Select, delete, exists, insert, select, update

from bot.gateway.database import Database, feedback, items, sessions, tickets, utc_now
from bot.gateway.items import Feedback, Item, Page
from bot.gateway.lines import append, hold, item, lines, new_conversation, note
from bot.gateway.sessions import MAX_AGE

PAGE = 20


@dataclass(frozen=True)
class Asked:
    """A question as it stands: ``state`` is open, answered, dropped, held (a person answers) or the
    code of a trouble. ``as_of``: the day that it is asked for, if it is not today."""

    session: str
    conversation: str
    item: Item
    state: str
    number: str | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class Answer:
    """One message of the bot: its text, and the answer card if there is one.

    ``evidence`` is what the card was made from, for staff alone.
    """

    text: str
    card: dict[str, Any] | None = None
    evidence: dict[str, Any] | None = None


class Follower(Protocol):
    """Takes part in the transactions that settle what was said."""

    def answered(
        self, connection: Connection, asked: Asked, answers: Sequence[Answer]
    ) -> Sequence[str]:
        """The bot has answered; the words of notes to add."""
        ...

    def failed(self, connection: Connection, asked: Asked) -> Sequence[str]:
        """The bot gave no answer, and apologises; the words of notes to add."""
        ...

    def restarted(self, connection: Connection, session: str, old: str, new: str) -> None:
        """The session goes on with the conversation ``new``."""
        ...


class NobodyFollows:
    """A ``Follower`` to whom nothing matters."""

    def answered(self, *_: Any) -> Sequence[str]:
        return ()

    def failed(self, *_: Any) -> Sequence[str]:
        return ()

    def restarted(self, *_: Any) -> None:
        pass


class Transcript:
    """The sessions' conversations. Every method may raise ``DatabaseError``."""

    def __init__(
        self,
        database: Database,
        follower: Follower | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._database, self._now = database, now
        self._follower = follower or NobodyFollows()

    async def ask(
        self, session: str, id: str, text: str, as_of: date | None = None
    ) -> tuple[Asked, bool]:
        """Keep a question; whether it is a new one, or one that was kept before by this ``id``.

        While a person holds the session, it is kept for them and not open.
        """

        def work(connection: Connection) -> tuple[Asked, bool]:
            conversation, held_by = _touch(connection, session, self._now())
            if known := connection.execute(_question(session, id)).one_or_none():
                return _asked(known), False
            state = "open" if held_by is None else "held"
            said = {"id": id, "sender": "user", "text": text, "state": state, "as_of": as_of}
            (new,) = append(connection, session, conversation, [said], self._now())
            return Asked(session, conversation, new, state, as_of=as_of), True

        return await self._database.run(work)

    async def answer(
        self, asked: Asked, answers: Sequence[Answer], state: str, number: str | None
    ) -> list[Item]:
        """Keep the answers to an open question; those that it has if it is not open any more."""

        def work(connection: Connection) -> list[Item]:
            hold(connection, asked.session)
            open_one = _this(asked) & (items.c.state == "open")
            settled = connection.execute(
                update(items).where(open_one).values(state=state, number=number)
            )
            if settled.rowcount:
                said = [{"id": str(uuid4()), "sender": "bot", **vars(each)} for each in answers]
                if state == "answered":
                    notes = self._follower.answered(connection, asked, answers)
                else:
                    notes = self._follower.failed(connection, asked)
                said += map(note, notes)
                said = [{**line, "reply_to": asked.item.id} for line in said]
                append(connection, asked.session, asked.conversation, said, self._now())
            return _replies(connection, asked)

        return await self._database.run(work)

    async def replies(self, asked: Asked) -> list[Item]:
        """The messages that a question was answered with, in order."""
        return await self._database.read(lambda connection: _replies(connection, asked))

    async def state(self, asked: Asked) -> str:
        """How the question stands by now; dropped if it is not kept any more."""
        query = select(items.c.state).where(_this(asked))
        return await self._database.read(lambda connection: connection.scalar(query)) or "dropped"

    async def open_questions(self) -> list[Asked]:
        """What was accepted and not answered yet, oldest first."""

        def work(connection: Connection) -> list[Asked]:
            query = select(items).where(items.c.state == "open").order_by(items.c.at, items.c.seq)
            return [_asked(row) for row in connection.execute(query)]

        return await self._database.read(work)

    async def restart(self, session: str, words: str) -> Item | None:
        """Begin a new conversation with a note; None if nothing was said in the present one.

        What is still open in the present one is dropped.
        """

        def work(connection: Connection) -> Item | None:
            old, _ = _touch(connection, session, self._now())
            said = (items.c.session == session) & (items.c.conversation == old)
            if not connection.scalar(select(exists().where(said, items.c.sender == "user"))):
                return None
            connection.execute(
                update(items).where(said, items.c.state == "open").values(state="dropped")
            )
            new = new_conversation()
            connection.execute(
                update(sessions)
                .where(sessions.c.id == session)
                .values(conversation=new, held_by=None)
            )
            self._follower.restarted(connection, session, old, new)
            return append(connection, session, new, [note(words)], self._now())[0]

        return await self._database.run(work)

    async def latest(self, session: str, *, after: int = 0, limit: int = PAGE) -> Page:
        """The last items after ``after``; ``more``: there are others between."""
        return await self._page(session, limit, newest=True, after=after)

    async def earlier(self, session: str, before: int, limit: int) -> Page:
        """The items just before ``before``."""
        return await self._page(session, limit, newest=True, before=before)

    async def later(self, session: str, after: int, limit: int) -> Page:
        """The items just after ``after``."""
        return await self._page(session, limit, newest=False, after=after)

    async def judge(self, session: str, verdict: Feedback, words: str | None) -> bool:
        """Keep a verdict on a message of the bot; False if the session has no such message."""

        def work(connection: Connection) -> bool:
            mine = (items.c.session == session) & (items.c.id == str(verdict.id))
            seq = connection.scalar(select(items.c.seq).where(mine, items.c.sender == "bot"))
            if seq is None:
                return False
            key = (feedback.c.session == session) & (feedback.c.seq == seq)
            connection.execute(delete(feedback).where(key))
            values = {"value": verdict.value, "reason": verdict.reason, "words": words}
            connection.execute(
                insert(feedback).values(session=session, seq=seq, at=self._now(), **values)
            )
            return True

        return await self._database.run(work)

    async def prune(self, days: int) -> int:
        """Delete all that was said more than ``days`` ago; how many items that were."""

        def work(connection: Connection) -> int:
            border = self._now() - timedelta(days=days)
            gone = connection.execute(delete(items).where(items.c.at < border)).rowcount
            connection.execute(delete(tickets).where(tickets.c.opened_at < border))
            freed = update(sessions).where(sessions.c.held_by.is_not(None), ~_has_ticket())
            connection.execute(freed.values(held_by=None))
            # A session that its token still stands for counts on where it was.
            expired = min(border, self._now() - timedelta(seconds=MAX_AGE))
            empty = ~exists().where(items.c.session == sessions.c.id)
            connection.execute(delete(sessions).where(empty, sessions.c.seen_at < expired))
            return gone

        return await self._database.run(work)

    async def check(self) -> None:
        """Raise ``DatabaseError`` if the database does not answer."""
        await self._database.read(lambda connection: connection.scalar(select(1)))

    async def _page(
        self, session: str, limit: int, *, newest: bool, after: int = 0, before: int | None = None
    ) -> Page:
        present = lines(session).where(items.c.conversation == sessions.c.conversation)

        def work(connection: Connection) -> Page:
            return page(connection, present, limit, newest=newest, after=after, before=before)

        return await self._database.read(work)


def page(
    connection: Connection,
    query: Select[Any],
    limit: int,
    *,
    newest: bool,
    after: int = 0,
    before: int | None = None,
) -> Page:
    """At most ``limit`` of the ``lines`` that ``query`` asks for, between two numbers."""
    query = query.where(items.c.seq > after)
    if before is not None:
        query = query.where(items.c.seq < before)
    order = items.c.seq.desc() if newest else items.c.seq
    found = connection.execute(query.order_by(order).limit(limit + 1)).all()
    kept = found[:limit][:: -1 if newest else 1]
    return Page(items=[item(row) for row in kept], more=len(found) > limit)


def _touch(connection: Connection, session: str, now: datetime) -> tuple[str, str | None]:
    """The session's present conversation and who holds it. Writes first: so SQLite waits for its
    lock in order."""
    seen = update(sessions).where(sessions.c.id == session).values(seen_at=now)
    seen_now = seen.returning(sessions.c.conversation, sessions.c.held_by)
    if known := connection.execute(seen_now).one_or_none():
        return known.conversation, known.held_by
    conversation = new_conversation()
    row = {"id": session, "conversation": conversation, "last_seq": 0, "seen_at": now}
    connection.execute(insert(sessions).values(row))
    return conversation, None


def _has_ticket() -> Any:
    mine = tickets.c.session == sessions.c.id
    return exists().where(mine, tickets.c.state != "closed")


def _this(asked: Asked) -> Any:
    return (items.c.session == asked.session) & (items.c.id == asked.item.id)


def _question(session: str, id: str) -> Select[Any]:
    return select(items).where(
        items.c.session == session, items.c.id == id, items.c.sender == "user"
    )


def _replies(connection: Connection, asked: Asked) -> list[Item]:
    query = lines(asked.session).where(items.c.reply_to == asked.item.id)
    return [item(row) for row in connection.execute(query.order_by(items.c.seq))]


def _asked(row: Row[Any]) -> Asked:
    return Asked(row.session, row.conversation, item(row), row.state, row.number, row.as_of)
