"""Whether a document is in force: the day before each border, the day, and the day after."""

from datetime import date

import pytest

from policy_index.collection import Collection
from policy_index.status import Term, TitlePeriod


@pytest.mark.parametrize(
    ("document", "day", "code"),
    [
        ("guangdong-2023", "2023-12-05", "not_stated"),
        ("guangdong-2023", "2023-12-06", "not_stated"),
        ("guangdong-2023", "2026-11-22", "not_stated"),
        ("guangzhou-2022", "2021-12-31", "not_yet_in_force"),
        ("guangzhou-2022", "2022-01-01", "in_title_period"),
        ("guangzhou-2022", "2022-01-02", "in_title_period"),
        ("guangzhou-2022", "2024-12-30", "in_title_period"),
        ("guangzhou-2022", "2024-12-31", "in_title_period"),
        ("guangzhou-2022", "2025-01-01", "title_period_over"),
        ("guangzhou-2022", "2026-11-22", "title_period_over"),
        ("jiangmen-2022", "2022-08-04", "not_yet_in_force"),
        ("jiangmen-2022", "2022-08-05", "in_force"),
        ("jiangmen-2022", "2022-08-06", "in_force"),
        ("jiangmen-2022", "2025-01-01", "in_force"),
        ("jiangmen-2022", "2025-08-04", "in_force"),
        ("jiangmen-2022", "2025-08-05", "expired"),
        ("jiangmen-2022", "2025-08-06", "expired"),
        ("jiangmen-2024", "2023-12-31", "not_yet_in_force"),
        ("jiangmen-2024", "2024-01-01", "in_title_period"),
        ("jiangmen-2024", "2024-01-02", "in_title_period"),
        ("jiangmen-2024", "2026-11-22", "in_title_period"),
        ("jiangmen-2024", "2026-12-31", "in_title_period"),
        ("jiangmen-2024", "2027-01-01", "title_period_over"),
        ("zhanjiang-2022", "2023-02-16", "not_yet_in_force"),
        ("zhanjiang-2022", "2023-02-17", "in_force"),
        ("zhanjiang-2022", "2023-02-18", "in_force"),
        ("zhanjiang-2022", "2025-12-31", "in_force"),
        ("zhanjiang-2022", "2026-02-16", "in_force"),
        ("zhanjiang-2022", "2026-02-17", "expired"),
        ("zhanjiang-2022", "2026-02-18", "expired"),
    ],
)
def test_status_on_the_days_around_each_border(
    collection: Collection, document: str, day: str, code: str
) -> None:
    assert collection.document(document).status(date.fromisoformat(day)).code == code


@pytest.mark.parametrize(
    ("document", "start", "end", "words"),
    [
        ("guangdong-2023", None, None, ()),
        ("guangzhou-2022", "2022-01-01", "2025-01-01", ("（2022—2024）",)),
        (
            "jiangmen-2022",
            "2022-08-05",
            "2025-08-05",
            ("本工作方案自2022年8月5日起实施,有效期3年。",),
        ),
        ("jiangmen-2024", "2024-01-01", "2027-01-01", ("（2024-2026年）",)),
        (
            "zhanjiang-2022",
            "2023-02-17",
            "2026-02-17",
            ("自发布之日起实行，有效期三年", "2023年2月17日"),
        ),
    ],
)
def test_a_status_carries_its_days_and_its_words(
    collection: Collection,
    document: str,
    start: str | None,
    end: str | None,
    words: tuple[str, ...],
) -> None:
    status = collection.document(document).status(date(2026, 11, 22))
    assert (status.start and status.start.isoformat()) == start
    assert (status.end and status.end.isoformat()) == end
    assert status.words == words


def test_a_printed_term_outweighs_the_years_of_a_title(collection: Collection) -> None:
    zhanjiang = collection.document("zhanjiang-2022")
    assert zhanjiang.title_period is not None
    assert zhanjiang.title_period.status(date(2026, 1, 15)).code == "title_period_over"
    assert zhanjiang.status(date(2026, 1, 15)).code == "in_force"


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        (date(2024, 2, 29), 1, date(2025, 3, 1)),
        (date(2024, 2, 29), 3, date(2027, 3, 1)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2023, 2, 28), 1, date(2024, 2, 28)),
        (date(2023, 3, 1), 1, date(2024, 3, 1)),
        (date(2022, 12, 31), 3, date(2025, 12, 31)),
    ],
)
def test_a_term_ends_on_its_day_years_later(start: date, years: int, end: date) -> None:
    term = Term(start, years, None, ("…",))
    assert term.status(start).end == end
    assert term.status(date.fromordinal(end.toordinal() - 1)).code == "in_force"
    assert term.status(end).code == "expired"


def test_a_leap_day_inside_a_term_is_a_day_like_any_other() -> None:
    term = Term(date(2023, 2, 17), 3, None, ("…",))
    assert term.status(date(2024, 2, 29)).code == "in_force"


def test_a_title_of_one_year_covers_that_year() -> None:
    period = TitlePeriod(2024, 2024, ("2024年",))
    assert period.status(date(2024, 1, 1)).code == "in_title_period"
    assert period.status(date(2024, 12, 31)).code == "in_title_period"
    assert period.status(date(2025, 1, 1)).code == "title_period_over"


def test_a_printed_last_day_is_the_last_day() -> None:
    term = Term(date(2025, 1, 1), None, date(2027, 12, 31), ("…",))
    assert term.status(date(2027, 12, 31)).code == "in_force"
    assert term.status(date(2028, 1, 1)).code == "expired"


def test_a_start_without_a_term_says_only_from_when() -> None:
    term = Term(date(2025, 1, 1), None, None, ("…",))
    assert term.status(date(2024, 12, 31)).code == "not_yet_in_force"
    assert term.status(date(2030, 1, 1)).code == "not_stated"
    assert term.status(date(2030, 1, 1)).start == date(2025, 1, 1)


def test_a_term_that_counts_from_no_printed_day_settles_nothing() -> None:
    status = Term(None, 5, None, ("有效期5年",)).status(date(2026, 1, 1))
    assert (status.code, status.start, status.end) == ("not_stated", None, None)
    assert status.words == ("有效期5年",)
