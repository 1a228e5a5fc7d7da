"""The sessions of those who are signed in."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, or_, select, update

from bot.gateway.database import Database, utc_now
from bot.gateway.desk.members import Member
from bot.gateway.desk.tables import staff, staff_sessions

LONGEST = timedelta(hours=12)
IDLE = timedelta(hours=2)
_SEEN_EVERY = timedelta(minutes=1)  # so that not each request writes


@dataclass(frozen=True)
class StaffSession:
    """One browser in which a member is signed in."""

    member: Member
    csrf: str
    must_change: bool


class StaffSessions:
    """Every method may raise ``DatabaseError``."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database, self._now = database, now

    async def open(self, name: str, instead_of: str | None) -> str:
        """A new session's token; the session of the token that the browser had before ends."""
        token, now = secrets.token_urlsafe(32), self._now()
        csrf = secrets.token_urlsafe(32)

        def work(connection: Connection) -> None:
            over = or_(
                staff_sessions.c.created <= now - LONGEST, staff_sessions.c.seen <= now - IDLE
            )
            old = staff_sessions.c.token == _digest(instead_of or "")
            connection.execute(delete(staff_sessions).where(or_(over, old)))
            row = {"token": _digest(token), "csrf": csrf, "staff": name}
            connection.execute(insert(staff_sessions).values(**row, created=now, seen=now))

        await self._database.run(work)
        return token

    async def find(self, token: str, *, touch: bool = True) -> StaffSession | None:
        """The session of a token, unless it is over or its account disabled.

        ``touch``: somebody is at work in it, which puts off its end.
        """
        now, mine = self._now(), staff_sessions.c.token == _digest(token)
        query = (
            select(staff, staff_sessions.c.csrf, staff_sessions.c.seen)
            .join(staff, staff.c.name == staff_sessions.c.staff)
            .where(mine, ~staff.c.disabled)
            .where(staff_sessions.c.created > now - LONGEST, staff_sessions.c.seen > now - IDLE)
        )

        def work(connection: Connection) -> StaffSession | None:
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            if touch and row.seen <= now - _SEEN_EVERY:
                connection.execute(update(staff_sessions).where(mine).values(seen=now))
            return StaffSession(Member(row.name, row.shown, row.role), row.csrf, row.must_change)

        return await self._database.run(work)

    async def close(self, token: str) -> None:
        """The member signs out."""
        mine = staff_sessions.c.token == _digest(token)
        await self._database.run(
            lambda connection: connection.execute(delete(staff_sessions).where(mine))
        )


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
