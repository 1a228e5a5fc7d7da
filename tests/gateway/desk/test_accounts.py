"""Accounts: wrong passwords make them rest, changes end their sessions; in both databases."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.gateway.database import Database, open_database
from bot.gateway.desk.accounts import TRIES, AccountError, Accounts
from bot.gateway.desk.audit import Audit, Wanted
from bot.gateway.desk.staff_sessions import IDLE, LONGEST, StaffSessions
from tests.gateway.desk.conftest import Clock
from tests.gateway.postgresql import Cluster

NAME, PASSWORD = "xiaoli", "purple tram lake"
run: Callable[[Coroutine[Any, Any, Any]], Any] = asyncio.run


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'gateway.db'}"
    else:
        cluster: Cluster = request.getfixturevalue("cluster")
        address = cluster.new_database()
    with closing(open_database(address)) as opened:
        yield opened


@pytest.fixture
def accounts(database: Database, clock: Clock) -> Accounts:
    made = Accounts(database, Audit(database, clock), clock)
    run(made.add(NAME, "小李", "agent", PASSWORD))
    return made


@pytest.fixture
def sessions(database: Database, clock: Clock) -> StaffSessions:
    return StaffSessions(database, clock)


def is_right(accounts: Accounts, password: str = PASSWORD, name: str = NAME) -> bool:
    return run(accounts.prove(name, password, "192.0.2.1")) is not None


def be_wrong(accounts: Accounts, times: int) -> None:
    for _ in range(times):
        assert not is_right(accounts, "wrong")


def test_only_the_right_password_of_a_known_name_proves(accounts: Accounts) -> None:
    account = run(accounts.prove(NAME, PASSWORD, "192.0.2.1"))
    assert (account.member.shown, account.member.role) == ("小李", "agent")
    assert account.must_change
    assert not is_right(accounts, "wrong")
    assert not is_right(accounts, name="nobody")
    assert not is_right(accounts, "")


def test_after_five_wrong_passwords_the_right_one_must_wait(
    accounts: Accounts, clock: Clock
) -> None:
    be_wrong(accounts, TRIES)
    assert not is_right(accounts)
    clock.now += timedelta(seconds=29)
    assert not is_right(accounts)
    clock.now += timedelta(seconds=1)
    assert is_right(accounts)


def test_the_wait_grows_with_each_wrong_password_up_to_an_hour(
    accounts: Accounts, clock: Clock
) -> None:
    be_wrong(accounts, TRIES)
    for seconds in (30, 60, 120, 240, 480, 960, 1920, 3600, 3600):
        clock.now += timedelta(seconds=seconds - 1)
        assert not is_right(accounts)  # not even counted: the account still rests
        clock.now += timedelta(seconds=1)
        be_wrong(accounts, 1)
    clock.now += timedelta(hours=1)
    assert is_right(accounts)
    be_wrong(accounts, TRIES - 1)
    assert is_right(accounts)  # counted from nothing again


def test_many_guesses_at_once_are_no_way_around_the_count(accounts: Accounts) -> None:
    async def rush() -> None:
        await asyncio.gather(*(accounts.prove(NAME, "wrong", "192.0.2.1") for _ in range(12)))

    run(rush())
    (account,) = run(accounts.all())
    assert account.failures == TRIES  # the others were not tried


def test_an_administrator_lets_in_at_once_whom_wrong_passwords_keep_out(accounts: Accounts) -> None:
    be_wrong(accounts, TRIES)
    run(accounts.enable(NAME))
    assert is_right(accounts)


def test_a_disabled_account_proves_nothing_until_it_is_enabled(accounts: Accounts) -> None:
    run(accounts.disable(NAME))
    assert not is_right(accounts)
    run(accounts.enable(NAME))
    assert is_right(accounts)


@pytest.mark.parametrize(
    "change",
    [
        lambda accounts: accounts.disable(NAME),
        lambda accounts: accounts.reset(NAME, "another tram lake"),
        lambda accounts: accounts.set_role(NAME, "supervisor"),
    ],
    ids=["disable", "reset", "role"],
)
def test_a_change_of_an_account_ends_its_sessions(
    accounts: Accounts, sessions: StaffSessions, change: Callable[[Accounts], Any]
) -> None:
    token = run(sessions.open(NAME, None))
    assert run(sessions.find(token)) is not None
    run(change(accounts))
    assert run(sessions.find(token)) is None


def test_a_session_ends_when_nobody_works_in_it_and_after_a_day_of_work(
    accounts: Accounts, sessions: StaffSessions, clock: Clock
) -> None:
    del accounts
    idle, busy = run(sessions.open(NAME, None)), run(sessions.open(NAME, None))
    began = clock.now
    while clock.now + timedelta(hours=1) < began + LONGEST:
        clock.now += timedelta(hours=1)
        assert run(sessions.find(busy)) is not None
        seen_idle = run(sessions.find(idle, touch=False)) is not None
        assert seen_idle == (clock.now - began < IDLE)
    clock.now = began + LONGEST
    assert run(sessions.find(busy)) is None


def test_what_the_database_keeps_opens_no_session(
    accounts: Accounts, sessions: StaffSessions, database: Database
) -> None:
    del accounts
    token = run(sessions.open(NAME, None))
    with database.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT token FROM staff_sessions").scalar_one()
    assert kept != token
    assert run(sessions.find(kept)) is None


def test_what_cannot_be_is_told_in_one_line(accounts: Accounts) -> None:
    for wrong in (
        accounts.add(NAME, "小李", "agent", PASSWORD),
        accounts.add("xiao li", "小李", "agent", PASSWORD),
        accounts.add("li", "", "agent", PASSWORD),
        accounts.add("li", "a\nb", "agent", PASSWORD),
        accounts.add("li", "小李", "agent", "short"),
        accounts.disable("nobody"),
        accounts.reset("nobody", PASSWORD),
    ):
        with pytest.raises(AccountError) as error:
            run(wrong)
        assert "\n" not in str(error.value)


def test_every_change_and_every_refusal_is_on_record(
    accounts: Accounts, database: Database
) -> None:
    run(accounts.set_role(NAME, "supervisor"))
    run(accounts.disable(NAME))
    is_right(accounts)
    is_right(accounts, name="a password typed into the wrong field")
    entries, _ = run(Audit(database).read(Wanted()))
    assert [(each.action, each.target) for each in reversed(entries)] == [
        ("account.add", NAME),
        ("account.role", NAME),
        ("account.disable", NAME),
        ("account.refused", None),
        ("account.refused", None),
    ]
