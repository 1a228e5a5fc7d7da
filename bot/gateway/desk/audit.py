"""The record of who did what at the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from bot.gateway.database import Database, utc_now
from bot.gateway.desk.members import Member
from bot.gateway.desk.tables import audit
from bot.gateway.lines import CHINA

PAGE = 50
ACCOUNT = "account."
"""What the names of actions on accounts begin with: they are for administrators to read."""


@dataclass(frozen=True)
class Entry:
    """``staff`` is None for the command line and for a sign-in that failed."""

    id: int
    at: datetime
    staff: str | None
    action: str
    target: str | None
    detail: dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """Which entries to read; what is None is not asked for. ``day`` is one of China's."""

    staff: str | None = None
    action: str | None = None
    target: str | None = None
    day: date | None = None
    before: int | None = None
    accounts: bool = True


class Audit:
    """Every method may raise ``DatabaseError``."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database, self._now = database, now

    async def note(
        self, member: Member | None, action: str, target: str | None = None, **detail: Any
    ) -> None:
        """Keep that ``member`` did this; never the words of a conversation in ``detail``."""
        await self._database.run(
            lambda connection: self.write(connection, member, action, target, **detail)
        )

    def write(
        self,
        connection: Connection,
        member: Member | None,
        action: str,
        target: str | None = None,
        **detail: Any,
    ) -> None:
        """The same inside the transaction that does the action."""
        row = {"at": self._now(), "staff": member and member.name, "action": action}
        connection.execute(insert(audit).values(**row, target=target, detail=detail or None))

    async def read(self, wanted: Wanted) -> tuple[list[Entry], bool]:
        """The newest ``PAGE`` of the entries that are wanted; whether there are older ones."""
        query = select(audit).order_by(audit.c.id.desc()).limit(PAGE + 1)
        for name in ("staff", "action", "target"):
            if value := getattr(wanted, name):
                query = query.where(audit.c[name] == value)
        if wanted.day is not None:
            start = datetime.combine(wanted.day, time(), CHINA)
            query = query.where(audit.c.at >= start, audit.c.at < start + timedelta(days=1))
        if wanted.before is not None:
            query = query.where(audit.c.id < wanted.before)
        if not wanted.accounts:
            query = query.where(~audit.c.action.startswith(ACCOUNT))
        found = await self._database.read(lambda connection: connection.execute(query).all())
        return [_entry(row) for row in found[:PAGE]], len(found) > PAGE

    async def prune(self, days: int) -> int:
        """Delete what was done more than ``days`` ago; how many entries that were."""
        old = delete(audit).where(audit.c.at < self._now() - timedelta(days=days))
        return await self._database.run(lambda connection: connection.execute(old).rowcount)


def _entry(row: Row[Any]) -> Entry:
    at = row.at.astimezone(CHINA)
    return Entry(row.id, at, row.staff, row.action, row.target, row.detail or {})
