"""Tickets in the database: how they are opened and read, within a transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, text

from bot.gateway.database import items, sessions, tickets
from bot.gateway.desk.forms import Last, Owner, Summary, Ticket
from bot.gateway.desk.tables import staff
from bot.gateway.faults import Refused
from bot.gateway.lines import CHINA, lines

# The same words in SQLite and PostgreSQL; two that come at once wait for each other.
_NEXT = text(
    "INSERT INTO ticket_days (day, last) VALUES (:day, 1) "
    "ON CONFLICT (day) DO UPDATE SET last = ticket_days.last + 1 RETURNING last"
)
_left = staff.alias("left_by")
NOT_CLOSED = tickets.c.state != "closed"


def open_ticket(connection: Connection, now: datetime, **values: Any) -> str:
    """Add a ticket with these values; its number, counted by the day in China's time."""
    today = now.astimezone(CHINA).date()
    last = connection.execute(_NEXT, {"day": today.isoformat()}).scalar_one()
    number = f"T{today:%Y%m%d}-{last:04}"
    row = {"number": number, "opened_at": now, "labels": []}
    connection.execute(insert(tickets).values(row | values))
    return number


def ticket_row(connection: Connection, number: str) -> Row[Any]:
    """The ticket's columns, with ``shown``, the owner's name. Raises ``Refused``."""
    row = connection.execute(_tickets().where(tickets.c.number == number)).one_or_none()
    if row is None:
        raise Refused("not_found")
    return row


def open_rows(connection: Connection) -> Sequence[Row[Any]]:
    """All tickets that are not closed, the oldest first."""
    is_open = tickets.c.state.in_(("waiting", "owned"))  # an index finds these, but no "not closed"
    return connection.execute(_tickets().where(is_open).order_by(tickets.c.number)).all()


def closed_rows(connection: Connection, before: str | None, limit: int) -> Sequence[Row[Any]]:
    """Closed tickets, the newest first; only those whose number is below ``before``."""
    query = _tickets().where(tickets.c.state == "closed")
    if before is not None:
        query = query.where(tickets.c.number < before)
    return connection.execute(query.order_by(tickets.c.number.desc()).limit(limit)).all()


def said_in(row: Row[Any]) -> Select[Any]:
    """The lines of a ticket's conversation: in a chat since the customer last began anew, in a call
    all of them."""
    said = lines(row.session)
    return said if row.channel == "phone" else said.where(items.c.conversation == row.conversation)


def ticket(row: Row[Any], now: datetime) -> Ticket:
    """A row of the above in the form of the API."""
    served = None if row.state == "waiting" else row.taken_at or row.closed_at
    return Ticket(
        number=row.number,
        channel=row.channel,
        reason=row.reason,
        state=row.state,
        owner=_one(row.owner, row.shown),
        left_by=_one(row.held_by, row.left_shown) if row.state == "waiting" else None,
        opened_at=row.opened_at.astimezone(CHINA),
        taken_at=row.taken_at and row.taken_at.astimezone(CHINA),
        closed_at=row.closed_at and row.closed_at.astimezone(CHINA),
        waiting_seconds=int(((served or now) - row.opened_at).total_seconds()),
        summary=Summary.model_validate(row.summary),
        labels=row.labels,
        outcome=row.outcome,
        note=row.note,
        last=None if row.last_at is None else _last(row),
    )


def _one(name: str | None, shown: str | None) -> Owner | None:
    return Owner(name=name, shown=shown or name) if name else None


def _last(row: Row[Any]) -> Last:
    return Last(text=row.last_text, sender=row.last_sender, at=row.last_at.astimezone(CHINA))


def _tickets() -> Select[Any]:
    """Each ticket with its owner's shown name, who holds its session, and the last line of its
    conversation."""
    last = (
        select(func.max(items.c.seq))
        .where(items.c.session == tickets.c.session, items.c.conversation == tickets.c.conversation)
        .correlate(tickets)
        .scalar_subquery()
    )
    return (
        select(
            tickets,
            staff.c.shown,
            sessions.c.held_by,
            _left.c.shown.label("left_shown"),
            items.c.text.label("last_text"),
            items.c.sender.label("last_sender"),
            items.c.at.label("last_at"),
        )
        .select_from(tickets)
        .join(sessions, sessions.c.id == tickets.c.session)
        .outerjoin(staff, staff.c.name == tickets.c.owner)
        .outerjoin(_left, _left.c.name == sessions.c.held_by)
        .outerjoin(items, (items.c.session == tickets.c.session) & (items.c.seq == last))
    )
