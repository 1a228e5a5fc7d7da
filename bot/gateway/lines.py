"""The lines of a session in the database: for those who write and read within a transaction."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, Select, insert, select, update

from bot.gateway.database import feedback, items, sessions
from bot.gateway.items import Item, Sender, Verdict

CHINA = timezone(timedelta(hours=8))


def new_conversation() -> str:
    """A name that nobody guesses."""
    return secrets.token_urlsafe(24)


def hold(connection: Connection, session: str) -> None:
    """Let nobody else write to the session until the end of the transaction.

    To be done first: so all who write wait for each other in one order, in SQLite too.
    """
    same = update(sessions).where(sessions.c.id == session)
    connection.execute(same.values(last_seq=sessions.c.last_seq))


def note(words: str) -> dict[str, Any]:
    """A line of the system's own, to be added."""
    return {"id": str(uuid4()), "sender": "note", "text": words}


def append(
    connection: Connection,
    session: str,
    conversation: str,
    said: Sequence[dict[str, Any]],
    now: datetime,
) -> list[Item]:
    """Add lines to the conversation, numbered on."""
    counted = update(sessions).where(sessions.c.id == session)
    counted = counted.values(last_seq=sessions.c.last_seq + len(said))
    last = int(connection.execute(counted.returning(sessions.c.last_seq)).scalar_one())
    added = []
    for seq, line in enumerate(said, start=last - len(said) + 1):
        row = {"session": session, "conversation": conversation, "seq": seq, "at": now, **line}
        connection.execute(insert(items).values(row))
        public = {name: value for name, value in row.items() if name in Item.model_fields}
        added.append(Item(**public | {"at": now.astimezone(CHINA)}))
    return added


def lines(session: str) -> Select[Any]:
    """The session's items, each with its feedback."""
    judged = (feedback.c.session == items.c.session) & (feedback.c.seq == items.c.seq)
    return (
        select(items, feedback.c.value, feedback.c.reason)
        .join(sessions, sessions.c.id == items.c.session)
        .outerjoin(feedback, judged)
        .where(items.c.session == session)
    )


def item(row: Row[Any]) -> Item:
    """A row of ``lines`` (or of the items alone) in its public form."""
    sender: Sender = row.sender
    value = getattr(row, "value", None)
    return Item(
        seq=row.seq,
        id=row.id,
        sender=sender,
        author=row.author,
        text=row.text,
        card=row.card,
        at=row.at.astimezone(CHINA),
        reply_to=row.reply_to,
        feedback=Verdict(value=value, reason=row.reason) if value else None,
    )
