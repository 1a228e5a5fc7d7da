"""The figures of a day and a month, held against what was counted by hand."""

import io
from datetime import UTC, date, datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.gateway.database import Database
from bot.gateway.desk.durations import duration
from bot.gateway.desk.periods import Period
from bot.gateway.desk.reports import ENDS, Report, percentile, report
from tests.gateway.desk.conftest import Join
from tests.gateway.desk.past import Past, card

LISTING, RATE = ("guangzhou-2022", "三、（三）"), ("zhanjiang-2022", "三、（一）")
TOPICS = {LISTING: ("上市",), ("guangzhou-2022", "三、（四）"): ("上市", "贴息")}
DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))


@pytest.fixture
def past(database: Database) -> Past:
    return Past(database)


def of(past: Past, kind: str, name: str) -> Report:
    with past.database.engine.connect() as connection:
        return report(connection, Period.read(kind, name), TOPICS)  # type: ignore[arg-type]


class TestPeriods:
    def test_a_day_begins_at_midnight_in_china(self) -> None:
        day = Period.read("day", "2026-11-26")
        assert day.start == datetime(2026, 11, 25, 16, tzinfo=UTC)
        assert day.end == datetime(2026, 11, 26, 16, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("name", "days", "after"), [("2024-02", 29, "2024-03"), ("2026-12", 31, "2027-01")]
    )
    def test_a_month_has_its_days(self, name: str, days: int, after: str) -> None:
        month = Period.read("month", name)
        assert (len(month.steps), month.next.name) == (days, after)

    @given(DAYS)
    def test_days_and_months_follow_each_other_without_a_gap(self, day: date) -> None:
        for period in (Period.day(day), Period.month(day)):
            assert period.next.start == period.end
            assert period.next.before == period
            assert Period.read(period.kind, period.name) == period

    @pytest.mark.parametrize(
        ("kind", "name"),
        [("day", "2026-02-30"), ("day", "2026-11"), ("month", "2026-13"), ("month", "2026-11-01"),
         ("day", "1999-12-31"), ("day", "20261126"), ("month", "none")],
    )  # fmt: skip
    def test_what_is_no_period_is_refused(self, kind: str, name: str) -> None:
        with pytest.raises(ValueError):  # noqa: PT011 - any words will do
            Period.read(kind, name)  # type: ignore[arg-type]


def test_a_question_counts_on_the_day_in_china_that_it_was_asked_on(past: Past) -> None:
    past.turn("a", "一", "2026-11-25 23:59:59", [card("amount", LISTING)])
    past.turn("a", "二", "2026-11-26 00:00:00", [card("amount", LISTING)])
    past.turn("a", "三", "2026-11-26 23:59:59", [card("refusal")])
    past.turn("a", "四", "2026-11-27 00:00:00", [card("refusal")])
    day = of(past, "day", "2026-11-26")
    assert (day.asked, day.ends["answered"], day.ends["refused"]) == (2, 1, 1)
    assert [hour for hour, each in enumerate(day.curve) if each[0]] == [0, 23]


def test_the_last_night_of_a_month_is_not_in_the_next(past: Past) -> None:
    past.turn("a", "一", "2026-10-31 23:59:59", [card("amount", LISTING)])
    past.turn("a", "二", "2026-11-01 00:00:00", [card("amount", LISTING)])
    past.turn("a", "三", "2026-11-30 23:59:59", [card("amount", LISTING)])
    past.turn("a", "四", "2026-12-01 00:00:00", [card("amount", LISTING)])
    assert [of(past, "month", f"2026-{month}").asked for month in (10, 11, 12)] == [1, 2, 1]
    november = of(past, "month", "2026-11")
    assert [day for day, each in enumerate(november.curve, start=1) if each[0]] == [1, 30]


def test_every_question_ends_in_one_way_and_all_add_up(past: Past) -> None:
    at = "2026-11-26 10:00:00"
    for kind in ("amount", "clauses", "ask", "refusal", "handoff", "smalltalk"):
        past.turn(kind, "问", at, [card(kind)])
    past.turn("failed", "问", at, [None], state="timeout")
    past.turn("dropped", "问", at, state="dropped")
    past.turn("held", "问", at, state="held")
    past.ask("open", "问", at)
    day = of(past, "day", "2026-11-26")
    assert day.ends == {**dict.fromkeys(ENDS, 1), "answered": 2}
    assert sum(day.ends.values()) == day.asked == 10
    assert day.curve[10] == (10, 2, 1)
    assert day.conversations == 10


def test_a_question_counts_once_for_each_document_and_each_topic(past: Past) -> None:
    both = (LISTING, ("guangzhou-2022", "三、（四）"), RATE)
    past.turn("a", "一", "2026-11-26 10:00:00", [card("amount", *both)])
    past.turn("a", "二", "2026-11-26 10:00:00", [card("amount", LISTING), card("amount", LISTING)])
    past.turn("a", "三", "2026-11-27 00:00:00", [card("amount", RATE)])
    day = of(past, "day", "2026-11-26")
    assert day.documents == {"guangzhou-2022": 2, "zhanjiang-2022": 1}
    assert day.topics == {"上市": 2, "贴息": 1}


def test_waits_are_those_of_the_chats_that_were_opened_in_the_time(past: Past) -> None:
    asked = past.ask("a", "转人工", "2026-11-26 08:00:00")
    taken = {"T1": "09:00:10", "T2": "09:00:20", "T3": "09:00:30", "T4": "09:10:00"}
    for number, at in taken.items():
        closed = {"state": "closed", "outcome": "solved"}
        past.ticket(asked, number, "2026-11-26 09:00:00", f"2026-11-26 {at}", **closed)
    past.ticket(asked, "T5", "2026-11-26 23:59:59")
    left = past.ask("b", "转人工", "2026-11-26 08:00:00")
    past.ticket(left, "T6", "2026-11-26 09:00:00", state="closed", reason="message")
    call = {"channel": "phone", "reason": "phone", "state": "closed", "outcome": "wrong_bot"}
    past.ticket(left, "T7", "2026-11-26 09:00:00", "2026-11-26 09:00:00", **call)
    later = past.ask("c", "转人工", "2026-11-27 00:00:00")
    past.ticket(later, "T8", "2026-11-27 00:00:00", "2026-11-27 08:00:00")
    day = of(past, "day", "2026-11-26")
    waits = day.waits
    assert (waits.tickets, waits.taken, waits.waiting, waits.unserved) == (6, 4, 1, 1)
    assert (waits.median, waits.p95) == (25.0, 600.0)
    assert day.tickets == {"asked": 5, "message": 1, "phone": 1}
    assert day.outcomes == {"solved": 4, "": 1, "wrong_bot": 1}


def test_a_thumb_counts_when_it_was_given(past: Past) -> None:
    _, (one,) = past.turn("a", "一", "2026-11-26 23:59:00", [card("amount", LISTING)])
    _, (two,) = past.turn("a", "二", "2026-11-26 10:00:00", [card("amount", LISTING)])
    _, (three,) = past.turn("a", "三", "2026-11-26 10:00:00", [card("amount", LISTING)])
    past.thumb("a", one, "2026-11-27 00:00:00", useful=True)
    past.thumb("a", two, "2026-11-26 10:01:00", useful=True)
    past.thumb("a", three, "2026-11-26 10:01:00", useful=False, reason="clause")
    day = of(past, "day", "2026-11-26")
    assert (day.useful, day.useless, day.reasons) == (1, 1, {"clause": 1})
    assert day.satisfaction == 0.5
    assert of(past, "day", "2026-11-28").satisfaction is None


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.01, 1))
def test_a_percentile_is_the_least_value_that_the_share_does_not_exceed(
    values: list[float], share: float
) -> None:
    found = percentile(values, share)
    assert found is not None
    assert sum(value <= found for value in values) >= share * len(values)
    assert sum(value < found for value in values) < share * len(values)


def test_no_values_have_no_percentile() -> None:
    assert percentile([], 0.95) is None


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 秒"), (59.6, "1 分"), (200, "3 分 20 秒"), (7500, "2 小时 5 分"), (3600, "1 小时"),
     (90_061, "1 天 1 小时"), (None, "—")],
)  # fmt: skip
def test_a_duration_is_said_in_its_two_largest_units(seconds: float | None, said: str) -> None:
    assert duration(seconds) == said


@pytest.fixture
def supervisor(join: Join, past: Past) -> httpx.Client:
    past.turn("a", "上市能补多少", "2026-11-26 10:00:00", [card("amount", LISTING)])
    past.turn("a", "=1+1", "2026-11-26 10:00:00", [card("refusal")])
    return join("supervisor")


class TestPages:
    def test_a_day_is_drawn_and_has_its_figures_in_tables(self, supervisor: httpx.Client) -> None:
        page = supervisor.get("/desk/reports/day/2026-11-26").text
        assert page.count("<svg") == page.count("<title id=") == 3
        assert '<th scope="row">上市</th><td class="figure">1</td>' in page
        assert "style=" not in page

    def test_the_present_page_and_a_month_answer(self, supervisor: httpx.Client) -> None:
        assert "在等人工" in supervisor.get("/desk/reports").text
        assert "2026-11-30" in supervisor.get("/desk/reports/month/2026-11").text

    @pytest.mark.parametrize("path", ["day/2026-02-30", "month/2026-11-26", "day/none", "week/1"])
    def test_what_is_no_period_has_no_page(self, supervisor: httpx.Client, path: str) -> None:
        assert supervisor.get(f"/desk/reports/{path}").status_code in (404, 422)
        assert supervisor.get(f"/desk/reports/{path}.xlsx").status_code in (404, 422)

    def test_the_workbook_has_the_same_figures_and_no_formula(
        self, supervisor: httpx.Client
    ) -> None:
        answer = supervisor.get("/desk/reports/day/2026-11-26.xlsx")
        book = load_workbook(io.BytesIO(answer.content))
        summary = {row[0]: row[1] for row in book["概况"].values}
        assert (summary["提问"], summary["　回答"], summary["　拒答"]) == (2, 1, 1)
        assert list(book["走势"].values)[11] == (10, 2, 1, 0)
        cell = book["没有答上"]["A2"]
        assert (cell.value, cell.data_type) == ("=1+1", "s")

    def test_to_export_is_on_record(self, supervisor: httpx.Client, join: Join) -> None:
        supervisor.get("/desk/reports/month/2026-11.xlsx")
        assert "导出统计" in join("admin").get("/desk/audit?action=report.export").text
