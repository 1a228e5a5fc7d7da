"""Days and months as texts print them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_index.dates import Moment, find_moments


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("2022年8月5日起", [Moment(2022, 8, 5)]),
        ("2022 年 8 月 5 日", [Moment(2022, 8, 5)]),
        ("2022-08-05", [Moment(2022, 8, 5)]),
        ("二〇二二年八月五日", [Moment(2022, 8, 5)]),
        ("2026年2月期满", [Moment(2026, 2)]),
        ("2026-02", [Moment(2026, 2)]),
        ("二〇二二年八月", [Moment(2022, 8)]),
        ("8月5日之前", [Moment(None, 8, 5)]),
        ("2022年8月5日至9月1日", [Moment(2022, 8, 5), Moment(None, 9, 1)]),
    ],
)
def test_what_is_a_moment(text: str, moments: list[Moment]) -> None:
    assert [moment for moment, _ in find_moments(text)] == moments


@pytest.mark.parametrize(
    "text", ["2022—2024", "2022-2024年", "三个月", "3个月", "2022年13月", "2022"]
)
def test_what_is_none(text: str) -> None:
    assert list(find_moments(text)) == []


@given(st.dates(date(1000, 1, 1)))
def test_a_day_is_found_in_its_place_in_every_form(day: date) -> None:
    for form in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日"):
        assert list(find_moments(f"自{form}起")) == [(Moment.of(day), (1, 1 + len(form)))]


def test_less_can_be_said_of_a_day_but_nothing_else() -> None:
    day = Moment(2023, 2, 17)
    assert day.coarser() == {day, Moment(2023, 2), Moment(2023), Moment(None, 2, 17)}
    assert Moment(2023, 2).coarser() == {Moment(2023, 2), Moment(2023)}
    assert Moment(None, 8, 5).coarser() == {Moment(None, 8, 5)}
