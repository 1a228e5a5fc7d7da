"""Real browsers at the desk of a real gateway, and customers at its chat."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.gateway.database import Database
from bot.gateway.desk.access import COOKIE
from bot.gateway.desk.members import Role
from tests.browser.conftest import Open
from tests.browser.desk.screens import Chats, Phone
from tests.gateway.desk.chats import ALWAYS
from tests.gateway.desk.conftest import address, database
from tests.gateway.desk.people import sign_in
from tests.gateway.upstream import Upstream

__all__ = ["address", "database"]

Seat = Callable[..., Any]


@pytest.fixture
def url(serve: Callable[..., str], upstream: Upstream) -> str:
    """A gateway before ``upstream`` whose desk has no closing time."""
    return serve(upstream.url, desk_hours=ALWAYS)


@pytest.fixture
def sit_down(new_context: Callable[..., Any], url: str, database: Database) -> Seat:
    """The browser of a member of staff who is signed in.

    ``at``: where the gateway is reached, if not directly.
    """

    def new(
        name: str = "li", shown: str = "小李", role: Role = "agent", at: str = url, **options: Any
    ) -> Any:
        with ThreadPoolExecutor(1) as thread:  # in this one Playwright runs an event loop
            given = thread.submit(sign_in, database, name, role, shown).result()
        context = new_context(base_url=at, **options)
        context.add_cookies([{"name": COOKIE, "value": given.token, "url": at}])
        return context

    return new


@pytest.fixture
def open_phone(sit_down: Seat) -> Callable[..., Phone]:
    def open_it(context: Any = None, **options: Any) -> Phone:
        return Phone.opened((context or sit_down(**options)).new_page())

    return open_it


@pytest.fixture
def open_chats(sit_down: Seat) -> Callable[..., Chats]:
    def open_it(context: Any = None, **options: Any) -> Chats:
        return Chats.opened((context or sit_down(**options)).new_page())

    return open_it


@pytest.fixture
def phone(open_phone: Callable[..., Phone]) -> Phone:
    return open_phone()


@pytest.fixture
def chats(open_chats: Callable[..., Chats]) -> Chats:
    return open_chats()


@pytest.fixture
def wants_a_person(open_chat: Open, upstream: Upstream) -> Callable[..., Any]:
    """A customer in the chat who has asked for a person."""

    def come(question: str = "奖多少") -> Any:
        customer = open_chat()
        customer.ask(question)
        upstream.says([{"text": "为您转人工"}, {"custom": {"kind": "handoff"}}])
        customer.ask("转人工")
        upstream.says([{"text": "好的"}])
        return customer

    return come
