"""A gateway, and people who work at its desk."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from bot.gateway.desk.members import Role
from tests.gateway.desk.people import browser_of, sign_in
from tests.gateway.upstream import Upstream

Join = Callable[..., httpx.Client]


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The address of the database of the gateways that ``serve`` starts."""
    return f"sqlite:///{tmp_path / 'gateway.db'}"


@pytest.fixture
def url(serve: Callable[..., str], upstream: Upstream) -> str:
    """A gateway before ``upstream``, with a database of its own."""
    return serve(upstream.url)


@pytest.fixture
def join(url: str, database: str) -> Iterator[Join]:
    """Sign in: ``join("agent")``, or ``join("agent", "xiaowang")`` for a second one."""
    with ExitStack() as stack:

        def new(role: Role, name: str | None = None, shown: str = "小李") -> httpx.Client:
            given = sign_in(database, name or role, role, shown)
            return stack.enter_context(browser_of(url, given))

        yield new
