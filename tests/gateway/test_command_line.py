"""``python -m bot.gateway``: what cannot work is told in one line."""

import os
import socket
import subprocess
import sys

import pytest


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
    ],
)
def test_a_setting_that_cannot_be_used_is_one_line(
    arguments: list[str], environment: dict[str, str], told: str
) -> None:
    result = run(*arguments, **environment)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert told in result.stderr
