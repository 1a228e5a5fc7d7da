"""Who is behind a socket: the cookie and the page decide, as long as the session lasts."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress

import pytest
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from sqlalchemy import update
from starlette.testclient import TestClient

from bot.gateway.database import Database
from bot.gateway.desk.access import COOKIE, Access
from bot.gateway.desk.staff_sessions import IDLE, StaffSessions
from bot.gateway.desk.tables import staff
from tests.gateway.desk.conftest import Clock
from tests.gateway.desk.people import sign_in

OURS = {"Origin": "http://testserver"}


@pytest.fixture
def browser(database: Database, clock: Clock) -> Iterator[TestClient]:
    """A browser where xiaoli is signed in, before a socket that says who it thinks is there."""
    app, access = FastAPI(), Access(StaffSessions(database, clock))

    @app.websocket("/who")
    async def who(socket: WebSocket) -> None:
        await socket.accept()
        with suppress(WebSocketDisconnect):
            while True:
                member = await access.of_socket(socket)
                await socket.send_text(member.name if member else "nobody")
                await socket.receive_text()

    sessions = StaffSessions(database, clock)
    sign_in(database, "xiaoli", "agent", "小李")
    with TestClient(app) as client:
        client.cookies.set(COOKIE, asyncio.run(sessions.open("xiaoli", None)))
        yield client


def told(browser: TestClient, headers: dict[str, str]) -> str:
    with browser.websocket_connect("/who", headers=headers) as socket:
        return socket.receive_text()


def test_a_socket_of_our_own_page_has_the_member_of_the_cookie(browser: TestClient) -> None:
    assert told(browser, OURS) == "xiaoli"


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}, {"Origin": "https://else.example"}])
def test_a_socket_of_another_page_has_nobody(browser: TestClient, headers: dict[str, str]) -> None:
    assert told(browser, headers) == "nobody"


def test_a_socket_without_a_session_has_nobody(browser: TestClient) -> None:
    browser.cookies.set(COOKIE, "forged")
    assert told(browser, OURS) == "nobody"


def test_whoever_has_to_choose_a_password_has_no_socket_yet(
    browser: TestClient, database: Database
) -> None:
    with database.engine.begin() as connection:
        connection.execute(update(staff).values(must_change=True))
    assert told(browser, OURS) == "nobody"


def test_an_open_socket_neither_outlives_nor_prolongs_its_session(
    browser: TestClient, clock: Clock
) -> None:
    with browser.websocket_connect("/who", headers=OURS) as socket:
        assert socket.receive_text() == "xiaoli"
        for name in ("xiaoli", "nobody"):
            clock.now += IDLE / 2
            socket.send_text("and now?")
            assert socket.receive_text() == name
