"""What the tests of this folder share."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from tests.faq.rest_server import RestServer


@pytest.fixture
def server() -> Iterator[RestServer]:
    with RestServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()
