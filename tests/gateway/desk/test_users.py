"""``python -m bot.gateway users``: accounts are made and changed where the gateway runs."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from bot.gateway.database import Database
from bot.gateway.desk.accounts import Accounts
from bot.gateway.desk.audit import Audit

Users = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def users(address: str) -> Users:
    def call(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot.gateway", "users", *arguments],
            env=os.environ | {"GATEWAY_DATABASE": address},
            input=given,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return call


def proves(database: Database, name: str, password: str) -> bool:
    accounts = Accounts(database, Audit(database))
    return asyncio.run(accounts.prove(name, password, "192.0.2.1")) is not None


def one_time_of(told: str) -> str:
    return told.partition("one-time password: ")[2].partition("\n")[0]


def test_an_account_is_made_with_a_random_password_and_listed(
    users: Users, database: Database
) -> None:
    assert "no account yet" in users("list").stdout
    made = users("add", "xiaoli", "--role", "agent", "--shown", "小李")
    assert (made.returncode, made.stderr) == (0, "")
    assert proves(database, "xiaoli", one_time_of(made.stdout))
    listed = users("list").stdout
    for word in ("xiaoli", "agent", "小李", "has to choose a password"):
        assert word in listed


def test_a_password_is_read_and_not_printed(users: Users, database: Database) -> None:
    made = users("add", "li", "--role", "admin", "--password-stdin", given="purple tram lake\n")
    assert made.returncode == 0
    assert "purple" not in made.stdout
    assert proves(database, "li", "purple tram lake")


def test_an_account_is_disabled_enabled_reset_and_given_a_role(
    users: Users, database: Database
) -> None:
    first = one_time_of(users("add", "li", "--role", "agent").stdout)
    assert users("disable", "li").returncode == 0
    assert not proves(database, "li", first)
    assert users("enable", "li").returncode == 0
    assert proves(database, "li", first)
    second = one_time_of(users("reset", "li").stdout)
    assert not proves(database, "li", first)
    assert proves(database, "li", second)
    assert users("role", "li", "supervisor").returncode == 0
    assert "supervisor" in users("list").stdout


@pytest.mark.parametrize(
    ("arguments", "given", "told"),
    [
        (["disable", "nobody"], "", "no account 'nobody'"),
        (["add", "小李", "--role", "agent"], "", "no login name"),
        (["add", "li", "--role", "agent", "--password-stdin"], "short\n", "not good enough"),
        (["add", "li", "--role", "agent", "--password-stdin"], "", "not good enough"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    users: Users, arguments: list[str], given: str, told: str
) -> None:
    result = users(*arguments, given=given)
    assert result.returncode == 1
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
