"""A real browser before a real gateway."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chat import Chat
from tests.browser.line import Line, line_to
from tests.browser.looks import Look
from tests.gateway.conftest import collection, serve, sheet, upstream, upstream_server
from tests.gateway.upstream import Upstream

__all__ = ["collection", "serve", "sheet", "upstream", "upstream_server"]

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}

Open = Callable[..., Chat]


# Not for the whole session: while Playwright runs, nothing else can run an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    executable = next(filter(None, map(shutil.which, names)), None)
    if executable is None:
        pytest.fail("Chromium is missing: install it, on Debian `apt-get install chromium`")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=executable)


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., Any]]:
    """Another person's browser: nothing is kept in it. It speaks Chinese, in Guangdong's time."""
    with ExitStack() as stack:

        def new(**options: Any) -> Any:
            usual = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", **DESKTOP}
            context = browser.new_context(**{**usual, **options})
            context.set_default_timeout(10_000)
            stack.callback(context.close)
            return context

        yield new


@pytest.fixture
def url(serve: Callable[..., str], upstream: Upstream) -> str:
    """A gateway before ``upstream``, with a transcript of its own."""
    return serve(upstream.url)


@pytest.fixture
def open_chat(new_context: Callable[..., Any], url: str) -> Open:
    """Open the chat page in a browser of its own, or in the given ``context``."""

    def open_page(context: Any = None, *, at: str = url, **options: Any) -> Chat:
        return Chat.opened((context or new_context(**options)).new_page(), at)

    return open_page


@pytest.fixture
def chat(open_chat: Open) -> Chat:
    return open_chat()


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """Compares pages with the pictures of how they look."""
    return Look(tmp_path / "looks")


@pytest.fixture
def line(url: str) -> Iterator[Line]:
    """A line to the gateway that a test can cut."""
    with line_to(url) as line:
        yield line
