"""Misses, lessons and figures are the same in PostgreSQL."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.gateway.database import Database, open_database
from bot.gateway.desk.audit import Audit
from bot.gateway.desk.lessons import Lessons, NameTaken
from bot.gateway.desk.live_numbers import live_numbers
from bot.gateway.desk.members import Member
from bot.gateway.desk.misses import Miss, Scope, find_misses
from bot.gateway.desk.periods import Period
from bot.gateway.desk.reports import report
from tests.gateway.desk.past import Past, card, china, run
from tests.gateway.postgresql import Cluster

LISTING = ("guangzhou-2022", "三、（三）")
OFFICER = Member("chen", "老陈", "officer")


@pytest.fixture
def past(cluster: Cluster) -> Iterator[Past]:
    with closing(open_database(cluster.new_database())) as database:
        past = Past(database)
        _, (said,) = past.turn("a", "一", "2026-11-26 00:00:00", [card("amount", LISTING)])
        past.thumb("a", said, "2026-11-26 00:00:01", useful=False, reason="clause")
        asked, _ = past.turn("b", "二", "2026-11-26 23:59:59", [card("refusal")])
        past.turn("c", "三", "2026-11-27 00:00:00", [None], state="timeout")
        past.turn("c", "四", "2026-11-27 00:00:00", [card("clauses")])
        past.ticket(asked, "T1", "2026-11-26 23:59:59", "2026-11-27 00:01:09")
        past.agent_says(asked, "应该是这样")
        yield past


def misses(database: Database, scope: Scope) -> list[Miss]:
    with database.engine.connect() as connection:
        return find_misses(connection, scope)


def test_misses_are_found_and_settled(past: Past) -> None:
    found = misses(past.database, Scope(unsettled=True))
    assert {miss.question: miss.whys for miss in found} == {
        "一": ("useless",),
        "二": ("refused", "corrected"),
        "三": ("failed",),
        "四": ("unwritten",),
    }
    lessons = Lessons(past.database, Audit(past.database))
    keys = [miss.key for miss in found[:3]]
    run(lessons.learn(OFFICER, "case", "三", {"问题": "三"}, keys, name="ours-1"))
    assert [miss.question for miss in misses(past.database, Scope(unsettled=True))] == ["一"]
    with pytest.raises(NameTaken):
        run(lessons.learn(OFFICER, "case", "一", {}, [], name="ours-1"))
    (lesson,) = run(lessons.all("case"))
    assert (lesson.content, lesson.questions) == ({"问题": "三"}, 3)
    assert run(lessons.undo(OFFICER, lesson.id))
    assert len(misses(past.database, Scope(unsettled=True))) == 4


def test_a_day_has_its_figures(past: Past) -> None:
    with past.database.engine.connect() as connection:
        day = report(connection, Period.read("day", "2026-11-26"), {LISTING: ("上市",)})
        now = live_numbers(connection, china("2026-11-27 00:10:00"))
    assert (day.asked, day.ends["answered"], day.ends["refused"]) == (2, 1, 1)
    assert [hour for hour, each in enumerate(day.curve) if each[0]] == [0, 23]
    assert (day.documents, day.topics) == ({"guangzhou-2022": 1}, {"上市": 1})
    assert (day.waits.median, day.satisfaction) == (70.0, 0.0)
    assert (now.waiting, now.owned, now.longest) == (0, 1, None)
