"""A gateway, and people who work at its desk."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from bot.gateway.app import create_app
from bot.gateway.database import Database, open_database
from bot.gateway.desk.members import Role
from bot.gateway.settings import Settings
from policy_index.collection import Collection
from tests.gateway.conftest import default_today
from tests.gateway.desk.people import browser_of, sign_in
from tests.gateway.upstream import Upstream

Join = Callable[..., httpx.Client]


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The address of the database of the gateways that ``serve`` starts."""
    return f"sqlite:///{tmp_path / 'gateway.db'}"


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """The same database, opened beside the gateway."""
    with closing(open_database(address)) as opened:
        yield opened


@pytest.fixture
def url(serve: Callable[..., str], upstream: Upstream) -> str:
    """A gateway before ``upstream``, with a database of its own."""
    return serve(upstream.url)


@pytest.fixture
def join(url: str, database: Database) -> Iterator[Join]:
    """Sign in: ``join("agent")``, or ``join("agent", "xiaowang")`` for a second one."""
    with ExitStack() as stack:

        def new(role: Role, name: str | None = None, shown: str = "小李") -> httpx.Client:
            given = sign_in(database, name or role, role, shown)
            return stack.enter_context(browser_of(url, given))

        yield new


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def visit_desk(address: str, collection: Collection, clock: Clock) -> Iterator[Join]:
    """Browsers at one gateway whose time is ``clock``; each has its own cookies."""
    settings = Settings("http://127.0.0.1:1", "http://127.0.0.1:1", "a secret of tests", address)
    app = create_app(settings, collection, default_today, clock)
    with TestClient(app) as running:

        def new(url: str = "http://desk.test") -> httpx.Client:
            browser = TestClient(app, base_url=url, follow_redirects=False)
            browser.headers["Origin"] = url
            browser.portal = running.portal  # the event loop in which the application lives
            return browser

        yield new
