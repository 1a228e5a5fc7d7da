"""What every test may use: one running bot for the session, and the collection's folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.launch.ports import Ports
from bot.launch.services import Addresses, running_bot

ROOT = Path(__file__).resolve().parents[1]
TODAY = "2026-11-22"
"""The day on which the session's bot answers."""


@pytest.fixture(scope="session")
def bot_addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """The addresses of a real bot: Rasa, action server and gateway, started once."""
    folder = tmp_path_factory.mktemp("bot")
    path = folder / "bot.log"
    with pytest.MonkeyPatch.context() as patch, path.open("w", encoding="utf-8") as log:
        patch.setenv("GATEWAY_DATABASE", f"sqlite:///{folder / 'gateway.db'}")
        with running_bot(ports=Ports.free(), today=TODAY, log=log) as running:
            yield running.addresses


@pytest.fixture(scope="session")
def bot_url(bot_addresses: Addresses) -> str:
    """Where the session's Rasa server answers."""
    return bot_addresses.rasa


@pytest.fixture(scope="session")
def collection_root() -> Path:
    """The folder of the policies."""
    return ROOT / "policies"
