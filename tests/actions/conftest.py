"""Every test of the actions asks on the same day, of knowledge that is loaded once."""

import pytest

from actions.knowledge import knowledge
from tests.actions.conversation import Conversation


@pytest.fixture(scope="session", autouse=True)
def warm() -> None:
    """As the action server does before it answers: load the model, search once."""
    knowledge().searcher.search("专精特新", limit=1)


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_BOT_TODAY", "2026-11-22")


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
