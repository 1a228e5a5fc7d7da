"""Members of staff for tests, signed in without the cost of a password."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx
from sqlalchemy import insert, update

from bot.gateway.database import Database
from bot.gateway.desk.access import COOKIE
from bot.gateway.desk.members import Role
from bot.gateway.desk.staff_sessions import StaffSessions
from bot.gateway.desk.tables import staff


@dataclass(frozen=True)
class Pass:
    """What a browser has when somebody is signed in: the cookie, and the token of the page."""

    token: str
    csrf: str


def sign_in(database: Database, name: str, role: Role, shown: str) -> Pass:
    """Open a session for the account ``name``; without one, make it, with no password at all."""
    row = {"name": name, "shown": shown, "role": role, "password": "", "failures": 0}
    with database.engine.begin() as connection:
        known = update(staff).where(staff.c.name == name).values(name=name)
        if not connection.execute(known).rowcount:
            connection.execute(insert(staff).values(**row, must_change=False, disabled=False))
    # In a thread, because Playwright's own event loop may be running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _open(StaffSessions(database), name)).result()


async def _open(sessions: StaffSessions, name: str) -> Pass:
    token = await sessions.open(name, instead_of=None)
    session = await sessions.find(token)
    assert session is not None
    return Pass(token, session.csrf)


def browser_of(url: str, given: Pass) -> httpx.Client:
    """A client that sends what a page of the desk sends."""
    headers = {"Origin": url, "X-CSRF-Token": given.csrf}
    cookies = {COOKIE: given.token}
    return httpx.Client(base_url=url, headers=headers, cookies=cookies, trust_env=False, timeout=60)
