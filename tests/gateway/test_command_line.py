"""``python -m bot.gateway``: what cannot work is told in one line."""

import asyncio
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from bot.gateway.database import open_database
from bot.gateway.desk.audit import Audit, Wanted
from bot.gateway.transcript import Transcript


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.gateway", *arguments],
        env=os.environ | {"POLICY_BOT_SECRET": "a secret of the tests"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_names_the_options() -> None:
    result = run("--help")
    assert result.returncode == 0
    for option in ("--host", "--port", "--rasa-url", "--action-health-url"):
        assert option in result.stdout


def test_a_port_in_use_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("--port", port)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert port in result.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "told"),
    [
        (["--port", "99999"], {}, "99999"),
        (["--rasa-url", "localhost:5005"], {}, "localhost:5005"),
        ([], {"POLICY_BOT_TODAY": "yesterday"}, "YYYY-MM-DD"),
        ([], {"POLICY_BOT_SECRET": "short"}, "POLICY_BOT_SECRET"),
        ([], {"GATEWAY_DATABASE": "somewhere"}, "GATEWAY_DATABASE"),
        ([], {"GATEWAY_DATABASE": "sqlite:////proc/none/g.db"}, "/proc/none/g.db"),
        ([], {"GATEWAY_ORIGINS": "https://a.example,*"}, "GATEWAY_ORIGINS"),
        ([], {"GATEWAY_SESSION_RATE": "many"}, "GATEWAY_SESSION_RATE"),
        (["prune"], {"GATEWAY_RETENTION_DAYS": "0"}, "GATEWAY_RETENTION_DAYS"),
        (["prune"], {"GATEWAY_AUDIT_DAYS": "-1"}, "GATEWAY_AUDIT_DAYS"),
        ([], {"GATEWAY_DESK_PATIENCE": "0.5"}, "GATEWAY_DESK_PATIENCE"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_line(
    arguments: list[str], environment: dict[str, str], told: str
) -> None:
    result = run(*arguments, **environment)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert told in result.stderr


def test_prune_deletes_what_is_too_old_and_says_how_much(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'gateway.db'}"
    then = [datetime(2020, 1, 1, tzinfo=UTC)]
    database = open_database(address)
    transcript = Transcript(database, now=lambda: then[0])
    audit = Audit(database, now=lambda: then[0])
    asyncio.run(transcript.ask("s", str(uuid4()), "旧"))
    for name in ("old", "older"):
        asyncio.run(audit.note(None, "account.add", name))
    then[0] = datetime.now(UTC)
    asyncio.run(transcript.ask("s", str(uuid4()), "新"))
    asyncio.run(audit.note(None, "account.add", "new"))
    result = run(
        "prune",
        GATEWAY_DATABASE=address,
        GATEWAY_RETENTION_DAYS="30",
        GATEWAY_AUDIT_DAYS="60",
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "deleted 1 items older than 30 days",
        "deleted 2 entries of the record older than 60 days",
    ]
    kept = asyncio.run(transcript.latest("s"))
    assert [item.text for item in kept.items] == ["新"]
    (entry,), _ = asyncio.run(audit.read(Wanted()))
    assert entry.target == "new"
    database.close()
