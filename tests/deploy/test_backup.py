"""``deploy/backup``: what cannot be made again is in the copy, and comes back from it."""

import asyncio
import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from uuid import uuid4

import pytest

from bot.gateway.database import open_database
from bot.gateway.transcript import Transcript
from bot.launch.layout import ROOT
from tests.gateway.postgresql import Cluster


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder like that of an installation, without what the script does not touch."""
    folder = tmp_path / "policy-bot"
    (folder / "deploy").mkdir(parents=True)
    shutil.copy(ROOT / "deploy" / "backup", folder / "deploy")
    (folder / ".state" / "sheets").mkdir(parents=True)
    (folder / ".state" / "sheets" / "1.json").write_text("{}", encoding="ascii")
    (folder / ".state" / "session-secret").write_text("a secret of the tests", encoding="ascii")
    return folder


def back_up(installed: Path, folder: Path, database: str = "") -> Path:
    command = [installed / "deploy" / "backup", folder]
    environment = os.environ | {"GATEWAY_DATABASE": database}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return Path(ran.stdout.strip())


def unpack(copy: Path, folder: Path) -> Path:
    with tarfile.open(copy) as archive:
        archive.extractall(folder, filter="data")
    return folder


def say(address: str, text: str) -> None:
    database = open_database(address)
    asyncio.run(Transcript(database).ask("s", str(uuid4()), text))
    database.close()


def said(address: str) -> list[str]:
    database = open_database(address)
    items = asyncio.run(Transcript(database).latest("s")).items
    database.close()
    return [item.text for item in items]


def test_a_copy_holds_what_was_said_while_the_gateway_runs(installed: Path, tmp_path: Path) -> None:
    running = open_database(f"sqlite:///{installed / '.state' / 'gateway.db'}")
    asyncio.run(Transcript(running).ask("s", str(uuid4()), "广州奖多少"))
    copy = back_up(installed, tmp_path)
    asyncio.run(Transcript(running).ask("s", str(uuid4()), "后来说的"))
    running.close()

    restored = unpack(copy, tmp_path / "restored")
    assert (restored / "session-secret").read_text() == "a secret of the tests"
    assert (restored / "sheets" / "1.json").exists()
    assert said(f"sqlite:///{restored / 'gateway.db'}") == ["广州奖多少"]


def test_a_postgresql_comes_back_as_it_was(
    installed: Path, tmp_path: Path, cluster: Cluster
) -> None:
    address = cluster.new_database()
    say(address, "广州奖多少")
    restored = unpack(back_up(installed, tmp_path, address), tmp_path / "restored")
    say(address, "后来说的")

    restore = ["pg_restore", "--clean", "--if-exists", f"--dbname={address}"]
    subprocess.run([*restore, restored / "gateway.dump"], check=True)
    assert said(address) == ["广州奖多少"]


def test_fourteen_copies_are_kept_and_nothing_half_made(installed: Path, tmp_path: Path) -> None:
    say(f"sqlite:///{installed / '.state' / 'gateway.db'}", "广州奖多少")
    kept = tmp_path / "copies"
    kept.mkdir()
    for day in range(1, 21):
        (kept / f"policy-bot-2020-01-{day:02}T033000.tar.gz").touch()
    newest = back_up(installed, kept)
    left = sorted(kept.iterdir())
    assert len(left) == 14
    assert left[-1] == newest
    assert left[0].name == "policy-bot-2020-01-08T033000.tar.gz"
