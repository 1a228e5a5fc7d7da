"""The desk as those who work there meet it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from bot.gateway.database import Database
from bot.gateway.desk.access import COOKIE
from bot.gateway.desk.members import Role
from tests.gateway.desk.conftest import address, database
from tests.gateway.desk.people import sign_in

__all__ = ["address", "database"]

Join = Callable[..., Page]


@pytest.fixture
def join(new_context: Callable[..., Any], url: str, database: Database) -> Join:
    """Open a page of the desk in a browser where somebody is signed in: ``join("agent")``."""

    def new(
        role: Role,
        name: str | None = None,
        shown: str = "小李",
        *,
        at: str = "/desk",
        **options: Any,
    ) -> Page:
        given = sign_in(database, name or role, role, shown)
        context = new_context(reduced_motion="reduce", **options)
        cookie = {"name": COOKIE, "value": given.token, "url": url}
        context.add_cookies([cookie | {"httpOnly": True, "sameSite": "Strict"}])
        page: Page = context.new_page()
        page.goto(url + at)
        return page

    return new
