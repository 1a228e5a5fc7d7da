"""The record: what is on it, who reads which part, and how it is searched."""

import ast
import asyncio
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.gateway import desk
from bot.gateway.database import Database
from bot.gateway.desk.audit import PAGE, Audit
from bot.gateway.desk.lessons import KINDS
from bot.gateway.desk.members import Member
from bot.gateway.desk.words import load_desk_words
from tests.gateway.desk.conftest import Clock, Join

LI, WANG = Member("xiaoli", "小李", "agent"), Member("xiaowang", "小王", "agent")


@pytest.fixture
def note(database: Database, clock: Clock) -> Any:
    audit = Audit(database, clock)

    def write(*said: Any, **detail: Any) -> None:
        asyncio.run(audit.note(*said, **detail))
        clock.now += timedelta(minutes=1)

    return write


def rows(page: httpx.Response) -> int:
    assert page.status_code == 200
    return page.text.count("<time ")


def test_it_is_searched_by_person_action_ticket_and_day(
    join: Join, note: Any, clock: Clock
) -> None:
    note(LI, "ticket.take", "T20261126-0001")
    note(LI, "ticket.close", "T20261126-0001", outcome="solved")
    clock.now += timedelta(days=1)
    note(WANG, "ticket.take", "T20261127-0001", force=True)
    reader = join("supervisor")
    for wanted, found in (
        ({}, 3),
        ({"staff": "xiaoli"}, 2),
        ({"action": "ticket.take"}, 2),
        ({"ticket": " T20261126-0001 "}, 2),
        ({"day": "2026-11-26"}, 2),
        ({"day": "2026-11-27", "staff": "xiaoli"}, 0),
        ({"day": "yesterday"}, 3),
    ):
        assert rows(reader.get("/desk/audit", params=wanted)) == found, wanted


def test_a_day_is_one_of_chinas(join: Join, note: Any, clock: Clock) -> None:
    clock.now = clock.now.replace(hour=16, minute=30)  # half past midnight of the 27th
    note(LI, "ticket.take", "T20261127-0001")
    reader = join("supervisor")
    assert rows(reader.get("/desk/audit", params={"day": "2026-11-26"})) == 0
    page = reader.get("/desk/audit", params={"day": "2026-11-27"})
    assert "2026-11-27 00:30" in page.text


def test_it_is_read_a_page_at_a_time_and_the_filter_stays(join: Join, database: Database) -> None:
    async def much() -> None:
        audit = Audit(database)
        for n in range(2 * PAGE + 1):
            await audit.note(LI, "ticket.read", f"T20261126-{n:04}")
            await audit.note(WANG, "ticket.read", "T20261126-0000")

    asyncio.run(much())
    reader, path, seen = join("supervisor"), "/desk/audit?staff=xiaoli", []
    while path:
        page = reader.get(path)
        seen.append(rows(page))
        assert "小王" not in page.text.partition("<tbody>")[2]
        older = page.text.partition('href="/desk/audit?')[2].partition('"')[0]
        path = f"/desk/audit?{older.replace('&amp;', '&')}" if older else ""
    assert seen == [PAGE, PAGE, 1]


def test_what_concerns_accounts_is_for_administrators(join: Join, note: Any) -> None:
    note(LI, "account.sign_in", address="192.0.2.1")
    note(LI, "ticket.take", "T20261126-0001")
    assert rows(join("supervisor").get("/desk/audit")) == 1
    assert rows(join("supervisor").get("/desk/audit?action=account.sign_in")) == 0
    assert rows(join("admin").get("/desk/audit")) == 2


def test_details_are_shown_as_text_whatever_they_are(join: Join, note: Any) -> None:
    note(
        LI,
        "ticket.close",
        "<b>",
        labels=["上市", "<i>"],
        urgent=True,
        late=False,
        count=3,
        nothing=None,
    )
    page = join("supervisor").get("/desk/audit").text
    assert "&lt;b&gt;" in page
    assert "上市、&lt;i&gt;" in page
    assert "；urgent；条数 3" in " ".join(page.split())


def test_every_action_that_is_noted_has_words_and_no_other() -> None:
    assert actions_noted() == set(load_desk_words().actions)


# The actions whose names the code puts together, by what these begin with.
COMPOSED = {"lesson.": KINDS, "ticket.": ("to_bot", "to_queue")}
ACTION = re.compile(r"([a-z]+\.)[a-z_]*")


def actions_noted() -> set[str]:
    """All that the code of the desk gives to the audit, be it by way of another function."""
    sources = (path.read_text(encoding="utf-8") for path in Path(desk.__path__[0]).glob("*.py"))
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    calls = (node for node in nodes if isinstance(node, ast.Call))
    noting = [call for call in calls if getattr(call.func, "attr", "") in ("note", "write")]
    nouns = {found[1] for call in noting for found in map(ACTION.fullmatch, texts(call)) if found}
    composed = {text for node in nodes if isinstance(node, ast.JoinedStr) for text in texts(node)}
    plain = {text for node in nodes if isinstance(node, ast.Constant) for text in texts(node)}
    return {
        *(text for text in plain - nouns if text.startswith(tuple(nouns))),
        *(noun + verb for noun in nouns & composed for verb in COMPOSED[noun]),
    }


def texts(node: ast.AST) -> list[str]:
    inner = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    return [value for value in inner if isinstance(value, str)]
