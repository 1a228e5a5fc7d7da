"""Members of staff for tests, signed in without the cost of a password."""

import asyncio
from contextlib import closing
from dataclasses import dataclass

import httpx
from sqlalchemy import insert, select

from bot.gateway.database import open_database
from bot.gateway.desk.access import COOKIE
from bot.gateway.desk.members import Role
from bot.gateway.desk.staff_sessions import StaffSessions
from bot.gateway.desk.tables import staff, staff_sessions


@dataclass(frozen=True)
class Pass:
    """What a browser has when somebody is signed in: the cookie, and the token of the page."""

    token: str
    csrf: str


def sign_in(database: str, name: str, role: Role, shown: str = "小李") -> Pass:
    """Make the account ``name``, whom no password lets in, if there is none; open a session."""
    return asyncio.run(_sign_in(database, name, role, shown))


async def _sign_in(address: str, name: str, role: Role, shown: str) -> Pass:
    with closing(open_database(address)) as database:
        row = {"name": name, "shown": shown, "role": role, "password": "", "failures": 0}
        row |= {"must_change": False, "disabled": False}
        with database.engine.begin() as connection:
            if not connection.scalar(select(staff.c.name).where(staff.c.name == name)):
                connection.execute(insert(staff).values(row))
        token = await StaffSessions(database).open(name, None)
        latest = select(staff_sessions.c.csrf).where(staff_sessions.c.staff == name)
        with database.engine.connect() as connection:
            csrf = connection.scalars(latest.order_by(staff_sessions.c.created.desc())).first()
        return Pass(token, str(csrf))


def browser_of(url: str, given: Pass) -> httpx.Client:
    """A client that sends what a page of the desk sends."""
    headers = {"Origin": url, "X-CSRF-Token": given.csrf}
    cookies = {COOKIE: given.token}
    return httpx.Client(base_url=url, headers=headers, cookies=cookies, trust_env=False, timeout=60)
