"""How the hotline stands at this moment."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.gateway.database import items, tickets


@dataclass(frozen=True)
class LiveNumbers:
    """``longest``: seconds that the first of those who wait has waited, None if nobody waits;
    ``answering``: questions that the bot is answering."""

    waiting: int
    longest: float | None
    owned: int
    calls: int
    answering: int


def live_numbers(connection: Connection, now: datetime) -> LiveNumbers:
    """The queue, and what is being answered."""
    query = select(tickets.c.state, tickets.c.channel, tickets.c.opened_at)
    open_ones = connection.execute(query.where(tickets.c.state.in_(("waiting", "owned")))).all()
    waiting = [row.opened_at for row in open_ones if row.state == "waiting"]
    owned = [row.channel for row in open_ones if row.state == "owned"]
    asked = select(func.count()).select_from(items).where(items.c.state == "open")
    return LiveNumbers(
        waiting=len(waiting),
        longest=max((now - min(waiting)).total_seconds(), 0.0) if waiting else None,
        owned=len(owned) - owned.count("phone"),
        calls=owned.count("phone"),
        answering=int(connection.scalar(asked) or 0),
    )
