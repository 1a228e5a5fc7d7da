"""When people of the staff can be had."""

from datetime import datetime

import pytest

from bot.gateway.desk.hours import Hours
from bot.gateway.lines import CHINA
from bot.gateway.settings import DESK_HOURS, SettingsError


@pytest.mark.parametrize(
    ("moment", "on"),
    [
        ("2026-11-26 08:59", False),
        ("2026-11-26 09:00", True),
        ("2026-11-26 11:59", True),
        ("2026-11-26 12:00", False),
        ("2026-11-26 17:29", True),
        ("2026-11-28 10:00", False),  # a Saturday
    ],
)
def test_the_usual_hours(moment: str, on: bool) -> None:
    assert Hours(DESK_HOURS).are_on(datetime.fromisoformat(f"{moment}+08:00")) is on


def test_the_hours_are_those_of_china() -> None:
    assert Hours(DESK_HOURS).are_on(datetime.fromisoformat("2026-11-26T01:30:00+00:00"))


def test_days_may_have_hours_of_their_own() -> None:
    hours = Hours("Mon-Fri 00:00-24:00; Sat 09:30-12:00")
    assert hours.are_on(datetime(2026, 11, 27, 23, 59, tzinfo=CHINA))
    assert not hours.are_on(datetime(2026, 11, 28, 9, 29, tzinfo=CHINA))
    assert hours.words == "周一至周五 00:00—24:00；周六 09:30—12:00"


def test_the_usual_hours_in_words() -> None:
    assert Hours(DESK_HOURS).words == "周一至周五 09:00—12:00、14:00—17:30"


@pytest.mark.parametrize(
    "text",
    [
        *["", "9-17", "Mon", "Mon-Fri", "mon 09:00-12:00", "Sun-Mon 09:00-12:00"],
        *["Mon 9:00-12:00", "Mon 12:00-09:00", "Mon 09:00-25:00"],
        *["Mon 09:00-12:00,", "Mon 09:00-12:00;"],
    ],
)
def test_what_is_no_hours_is_told_in_one_line(text: str) -> None:
    with pytest.raises(SettingsError, match="GATEWAY_DESK_HOURS") as error:
        Hours(text)
    assert "\n" not in str(error.value)
