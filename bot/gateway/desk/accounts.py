"""The accounts of those who work at the desk: made, changed and proved by a password."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, insert, or_, select, update

from bot.gateway.database import Database, utc_now
from bot.gateway.desk.audit import Audit
from bot.gateway.desk.members import Member, Role
from bot.gateway.desk.passwords import LONGEST, SHORTEST, Passwords, fault
from bot.gateway.desk.tables import staff, staff_sessions

TRIES = 5
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")


class AccountError(Exception):
    """What cannot be done to an account; the message is one line for the administrator."""


@dataclass(frozen=True)
class Account:
    """An account as it stands."""

    member: Member
    must_change: bool
    disabled: bool
    failures: int
    locked_until: datetime | None


class Accounts:
    """Every method may raise ``DatabaseError``. A change of an account ends its open sessions."""

    def __init__(
        self, database: Database, audit: Audit, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._database, self._audit, self._now = database, audit, now
        self._passwords = Passwords()

    async def add(self, name: str, shown: str, role: Role, password: str) -> None:
        """A new account, whose password is to be changed at once. Raises ``AccountError``."""
        if not _NAME.fullmatch(name):
            raise AccountError(f"{name!r} is no login name: a-z, 0-9, . _ - and at most 32 of them")
        if not 1 <= len(shown) <= 32 or not shown.isprintable():
            raise AccountError(f"{shown!r} cannot be shown: needs 1 to 32 printable characters")
        _must_be_good(password, name)
        row: dict[str, Any] = {"name": name, "shown": shown, "role": role, "failures": 0}
        row["password"] = await self._passwords.hash(password)

        def work(connection: Connection) -> None:
            if connection.scalar(select(exists().where(staff.c.name == name))):
                raise AccountError(f"there is an account {name!r} already")
            connection.execute(insert(staff).values(**row, must_change=True, disabled=False))
            self._audit.write(connection, None, "account.add", name, role=role)

        await self._database.run(work)

    async def all(self) -> list[Account]:
        """All accounts, by name."""
        query = select(staff).order_by(staff.c.name)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [_account(row) for row in rows]

    async def none(self) -> bool:
        """Whether nobody can sign in yet."""
        query = select(~exists().select_from(staff))
        return bool(await self._database.read(lambda connection: connection.scalar(query)))

    async def disable(self, name: str) -> None:
        """Nobody signs in with it any more. Raises ``AccountError``, as all changes do."""
        await self._change(name, "account.disable", {"disabled": True})

    async def enable(self, name: str) -> None:
        """It may be used again, at once."""
        values = {"disabled": False, "failures": 0, "locked_until": None}
        await self._change(name, "account.enable", values)

    async def reset(self, name: str, password: str) -> None:
        """A password from the administrator, to be changed at the next sign-in."""
        _must_be_good(password, name)
        values: dict[str, Any] = {"must_change": True, "failures": 0, "locked_until": None}
        values["password"] = await self._passwords.hash(password)
        await self._change(name, "account.reset", values)

    async def set_role(self, name: str, role: Role) -> None:
        """Another role."""
        await self._change(name, "account.role", {"role": role}, role=role)

    async def choose_password(self, member: Member, password: str) -> None:
        """The member's own new password, which ``fault`` has found to be good."""
        values = {"password": await self._passwords.hash(password), "must_change": False}
        await self._change(member.name, "account.password", values, by=member)

    async def prove(self, name: str, password: str, address: str) -> Account | None:
        """The account, if this is its password and it may be used now.

        An attempt counts as wrong until it is found right, so that many at once are no way
        around the count. An unknown name takes as much work as a known one.
        """
        counted = await self._database.run(lambda connection: self._count(connection, name))
        right = await self._passwords.verify(counted and counted.password, password)
        if counted is None or not right:
            target = None if counted is None else counted.name
            await self._audit.note(None, "account.refused", target, address=address)
            return None

        def work(connection: Connection) -> None:
            values = {"failures": 0, "locked_until": None}
            connection.execute(update(staff).where(staff.c.name == name).values(values))

        await self._database.run(work)
        return _account(counted)

    def _count(self, connection: Connection, name: str) -> Row[Any] | None:
        now = self._now()
        usable = or_(staff.c.locked_until.is_(None), staff.c.locked_until <= now)
        tried = update(staff).where(staff.c.name == name, ~staff.c.disabled, usable)
        tried = tried.values(failures=staff.c.failures + 1)
        row = connection.execute(tried.returning(*staff.c)).one_or_none()
        if row is not None and row.failures >= TRIES:
            locked = update(staff).where(staff.c.name == name)
            connection.execute(locked.values(locked_until=now + _wait(row.failures)))
        return row

    async def _change(
        self,
        name: str,
        action: str,
        values: dict[str, Any],
        by: Member | None = None,
        **detail: Any,
    ) -> None:
        def work(connection: Connection) -> None:
            changed = connection.execute(update(staff).where(staff.c.name == name).values(values))
            if not changed.rowcount:
                raise AccountError(f"there is no account {name!r}")
            connection.execute(delete(staff_sessions).where(staff_sessions.c.staff == name))
            self._audit.write(connection, by, action, name, **detail)

        await self._database.run(work)


def _wait(failures: int) -> timedelta:
    """How long an account rests after so many wrong passwords: twice as long each time."""
    return min(_LONGEST_WAIT, _FIRST_WAIT * (1 << min(failures - TRIES, 10)))


def _must_be_good(password: str, name: str) -> None:
    if found := fault(password, name):
        raise AccountError(
            f"the password is not good enough ({found}): needs {SHORTEST} to {LONGEST} characters, "
            "not the name, no mere sequence, none that many use"
        )


def _account(row: Row[Any]) -> Account:
    member = Member(row.name, row.shown, row.role)
    return Account(member, row.must_change, row.disabled, row.failures, row.locked_until)
