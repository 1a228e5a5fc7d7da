"""A chat whose owner has gone, and does not come back in time, waits for another of the staff."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, select

from bot.gateway.database import Database, DatabaseError, tickets, utc_now
from bot.gateway.desk.hours import Hours
from bot.gateway.desk.presence import Presence
from bot.gateway.desk.tables import staff_sessions
from bot.gateway.desk.take_over import TakeOver

logger = logging.getLogger(__name__)

_LOOKS = 10
"""How often it is looked while an owner may be away."""


class Absence:
    """Who has neither a screen of the desk open nor asked anything of it for ``patience`` is gone:
    closed the browser, lost the line, signed out, or may not come in any more."""

    def __init__(
        self,
        database: Database,
        take_over: TakeOver,
        presence: Presence,
        hours: Hours,
        patience: timedelta,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._database, self._take_over, self._presence = database, take_over, presence
        self._hours, self._patience, self._now = hours, patience, now

    async def run(self) -> None:
        """Look now and then, until cancelled."""
        while True:
            await asyncio.sleep(self._patience.total_seconds() / _LOOKS)
            try:
                await self.look()
            except DatabaseError as error:
                logger.error("it was not looked whose owner has gone: %s", error)

    async def look(self) -> None:
        """Put the chats of those who are gone back into the queue. Raises ``DatabaseError``."""
        now = self._now()
        border = now - self._patience
        if self._presence.began > border:  # everybody lost their screen when the gateway stopped
            return
        there = self._presence.since(border)
        others = self._presence.somebody() and self._hours.are_on(now)
        hours = None if others else self._hours.words
        chats = await self._database.read(lambda connection: _unattended(connection, border))
        for number, owner in chats:
            if owner not in there:
                await self._take_over.leave(number, owner, hours)


def _unattended(connection: Connection, border: datetime) -> list[tuple[str, str]]:
    """The chats, with their owners, whose owner has asked nothing of the desk since then."""
    asked = exists().where(
        staff_sessions.c.staff == tickets.c.owner, staff_sessions.c.seen > border
    )
    chats = (tickets.c.state == "owned") & (tickets.c.channel == "chat")
    query = select(tickets.c.number, tickets.c.owner).where(chats, ~asked)
    rows = connection.execute(query.order_by(tickets.c.number))
    return [(row.number, row.owner) for row in rows]
