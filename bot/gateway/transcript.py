"""What was said, kept in the database. Each method is one transaction."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, Select, delete, exists, insert, select, update

from bot.gateway.database import Database, feedback, items, sessions, utc_now
from bot.gateway.items import Feedback, Item, Page, Sender
from bot.gateway.sessions import MAX_AGE

CHINA = timezone(timedelta(hours=8))
PAGE = 20


@dataclass(frozen=True)
class Asked:
    """A question as it stands: ``state`` is open, answered, dropped or the code of a trouble."""

    session: str
    conversation: str
    item: Item
    state: str
    number: str | None


@dataclass(frozen=True)
class Answer:
    """One message of the bot: its text, and the answer card if there is one."""

    text: str
    card: dict[str, Any] | None = None


class Transcript:
    """The sessions' conversations. Every method may raise ``DatabaseError``."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database, self._now = database, now

    async def ask(self, session: str, id: str, text: str) -> tuple[Asked, bool]:
        """Keep a question; whether it is a new one, or one that was kept before by this ``id``."""

        def work(connection: Connection) -> tuple[Asked, bool]:
            conversation = _touch(connection, session, self._now())
            if known := connection.execute(_question(session, id)).one_or_none():
                return _asked(known), False
            said = {"id": id, "sender": "user", "text": text, "state": "open"}
            seq = _append(connection, session, conversation, [said], self._now())
            new = connection.execute(_question(session, id)).one()
            assert new.seq == seq
            return _asked(new), True

        return await self._database.run(work)

    async def answer(
        self, asked: Asked, answers: Sequence[Answer], state: str, number: str | None
    ) -> list[Item]:
        """Keep the answers to an open question; those that it has if it is not open any more."""

        def work(connection: Connection) -> list[Item]:
            mine = (items.c.session == asked.session) & (items.c.id == asked.item.id)
            settled = connection.execute(
                update(items)
                .where(mine, items.c.state == "open")
                .values(state=state, number=number)
            )
            if settled.rowcount:
                said = [
                    {"id": str(uuid4()), "sender": "bot", "reply_to": asked.item.id, **vars(answer)}
                    for answer in answers
                ]
                _append(connection, asked.session, asked.conversation, said, self._now())
            return _replies(connection, asked)

        return await self._database.run(work)

    async def replies(self, asked: Asked) -> list[Item]:
        """The bot's messages to a question, in order."""
        return await self._database.run(lambda connection: _replies(connection, asked))

    async def open_questions(self) -> list[Asked]:
        """What was accepted and not answered yet, oldest first."""

        def work(connection: Connection) -> list[Asked]:
            query = select(items).where(items.c.state == "open").order_by(items.c.at, items.c.seq)
            return [_asked(row) for row in connection.execute(query)]

        return await self._database.run(work)

    async def restart(self, session: str, words: str) -> Item | None:
        """Begin a new conversation with a note; None if nothing was said in the present one.

        What is still open in the present one is dropped.
        """

        def work(connection: Connection) -> Item | None:
            old = _touch(connection, session, self._now())
            said = (items.c.session == session) & (items.c.conversation == old)
            if not connection.scalar(select(exists().where(said, items.c.sender == "user"))):
                return None
            connection.execute(
                update(items).where(said, items.c.state == "open").values(state="dropped")
            )
            new = _new_conversation()
            connection.execute(
                update(sessions).where(sessions.c.id == session).values(conversation=new)
            )
            note = {"id": str(uuid4()), "sender": "note", "text": words}
            seq = _append(connection, session, new, [note], self._now())
            row = connection.execute(_items(session).where(items.c.seq == seq)).one()
            return _item(row)

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
            # A session that its token still stands for counts on where it was.
            expired = min(border, self._now() - timedelta(seconds=MAX_AGE))
            empty = ~exists().where(items.c.session == sessions.c.id)
            connection.execute(delete(sessions).where(empty, sessions.c.seen_at < expired))
            return gone

        return await self._database.run(work)

    async def check(self) -> None:
        """Raise ``DatabaseError`` if the database does not answer."""
        await self._database.run(lambda connection: connection.scalar(select(1)))

    async def _page(
        self, session: str, limit: int, *, newest: bool, after: int = 0, before: int | None = None
    ) -> Page:
        def work(connection: Connection) -> Page:
            query = _items(session).where(items.c.seq > after)
            query = query.where(items.c.conversation == sessions.c.conversation)
            if before is not None:
                query = query.where(items.c.seq < before)
            order = items.c.seq.desc() if newest else items.c.seq
            found = connection.execute(query.order_by(order).limit(limit + 1)).all()
            kept = found[:limit][:: -1 if newest else 1]
            return Page(items=[_item(row) for row in kept], more=len(found) > limit)

        return await self._database.run(work)


def _new_conversation() -> str:
    return secrets.token_urlsafe(24)


def _touch(connection: Connection, session: str, now: datetime) -> str:
    """The session's present conversation. Writes first: so SQLite waits for its lock in order."""
    seen = update(sessions).where(sessions.c.id == session).values(seen_at=now)
    known = connection.scalar(seen.returning(sessions.c.conversation))
    if known is not None:
        return str(known)
    conversation = _new_conversation()
    row = {"id": session, "conversation": conversation, "last_seq": 0, "seen_at": now}
    connection.execute(insert(sessions).values(row))
    return conversation


def _append(
    connection: Connection,
    session: str,
    conversation: str,
    said: Sequence[dict[str, Any]],
    now: datetime,
) -> int:
    """Add lines to the transcript; the ``seq`` of the last."""
    counted = update(sessions).where(sessions.c.id == session)
    counted = counted.values(last_seq=sessions.c.last_seq + len(said))
    last = int(connection.execute(counted.returning(sessions.c.last_seq)).scalar_one())
    for seq, line in enumerate(said, start=last - len(said) + 1):
        row = {"session": session, "conversation": conversation, "seq": seq, "at": now, **line}
        connection.execute(insert(items).values(row))
    return last


def _items(session: str) -> Select[Any]:
    """The session's items, each with its feedback."""
    judged = (feedback.c.session == items.c.session) & (feedback.c.seq == items.c.seq)
    return (
        select(items, feedback.c.value, feedback.c.reason)
        .join(sessions, sessions.c.id == items.c.session)
        .outerjoin(feedback, judged)
        .where(items.c.session == session)
    )


def _question(session: str, id: str) -> Select[Any]:
    return select(items).where(
        items.c.session == session, items.c.id == id, items.c.sender == "user"
    )


def _replies(connection: Connection, asked: Asked) -> list[Item]:
    query = _items(asked.session).where(items.c.reply_to == asked.item.id)
    return [_item(row) for row in connection.execute(query.order_by(items.c.seq))]


def _asked(row: Row[Any]) -> Asked:
    return Asked(row.session, row.conversation, _item(row), row.state, row.number)


def _item(row: Row[Any]) -> Item:
    sender: Sender = row.sender
    value = getattr(row, "value", None)
    return Item(
        seq=row.seq,
        id=row.id,
        sender=sender,
        text=row.text,
        card=row.card,
        at=row.at.astimezone(CHINA),
        reply_to=row.reply_to,
        feedback={"value": value, "reason": row.reason} if value else None,  # type: ignore[arg-type]
    )
