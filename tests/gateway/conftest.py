"""A real gateway over HTTP, before an upstream that the test controls."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from actions.subsidy.loader import load_measures
from actions.subsidy.profile import read_profile
from actions.subsidy.sheet import Sheet, make
from bot.gateway.app import create_app
from bot.gateway.limits import Limits
from bot.gateway.server import listen, web_server
from bot.gateway.settings import Settings
from policy_index.collection import Collection
from tests.gateway.postgresql import Cluster, running_cluster
from tests.gateway.upstream import Upstream, running_upstream

Visit = Callable[[str], httpx.Client]


def default_today() -> date:
    return date(2026, 11, 22)


@pytest.fixture(scope="session")
def collection() -> Collection:
    return Collection.load()


@pytest.fixture(scope="session")
def sheet(collection: Collection) -> Sheet:
    """The calculation sheet of a firm in Guangzhou that goes public."""
    firm = read_profile({"tier": "provincial", "listing_cost": "5600000"})
    measures = load_measures(collection)
    return make(["guangzhou-2022/listing"], firm, measures, collection, default_today())


@pytest.fixture(scope="session")
def upstream_server() -> Iterator[Upstream]:
    with running_upstream() as server:
        yield server


@pytest.fixture
def upstream(upstream_server: Upstream) -> Iterator[Upstream]:
    upstream_server.reset()
    yield upstream_server
    upstream_server.gate.set()  # whoever still waits may go
    upstream_server.reset()


@pytest.fixture(scope="session")
def gateway_url(
    collection: Collection, upstream_server: Upstream, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a gateway before ``upstream``, as most tests need it."""
    settings = _settings(upstream_server.url, tmp_path_factory.mktemp("gateway"))
    with running_gateway(settings, collection, default_today) as url:
        yield url


@pytest.fixture
def serve(collection: Collection, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Start a gateway of one's own before the given Rasa; returns its address.

    All that a test starts have one database.
    """
    with ExitStack() as stack:

        def start(
            rasa_url: str, *, today: Callable[[], date] = default_today, **changes: Any
        ) -> str:
            settings = replace(_settings(rasa_url, tmp_path), **changes)
            return stack.enter_context(running_gateway(settings, collection, today))

        yield start


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server; a test that stops it starts it again."""
    with running_cluster() as running:
        yield running


@pytest.fixture
def visit() -> Iterator[Visit]:
    """A visitor with a cookie jar of their own, at the given gateway."""
    with ExitStack() as stack:

        def new_visitor(url: str) -> httpx.Client:
            return stack.enter_context(httpx.Client(base_url=url, trust_env=False, timeout=60))

        yield new_visitor


@pytest.fixture
def visitor(visit: Visit, gateway_url: str) -> httpx.Client:
    return visit(gateway_url)


def _settings(rasa_url: str, folder: Path) -> Settings:
    return Settings(
        rasa_url,
        f"{rasa_url}/health",
        secret="a secret of the tests",
        database=f"sqlite:///{folder / 'gateway.db'}",
        limits=Limits(
            session_rate=6_000,
            address_rate=60_000,
            session_read_rate=600_000,
            read_rate=600_000,
            address_sockets=500,
        ),
    )


@contextmanager
def running_gateway(
    settings: Settings, collection: Collection, today: Callable[[], date]
) -> Iterator[str]:
    """A gateway while the context lasts; leaving it stops the gateway in order."""
    # The socket listens before the server runs, so that nobody has to wait for the server.
    listener = listen("127.0.0.1", 0)
    server = web_server(create_app(settings, collection, today), settings.proxies)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
