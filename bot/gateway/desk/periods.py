"""Days and months as China counts them, which is where the hotline and its callers are."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.gateway.lines import CHINA

Kind = Literal["day", "month"]


@dataclass(frozen=True)
class Period:
    """From midnight in China on ``first`` until midnight in China on ``after``, exclusive."""

    kind: Kind
    first: date
    after: date

    @classmethod
    def day(cls, day: date) -> "Period":
        return cls("day", day, day + timedelta(days=1))

    @classmethod
    def month(cls, day: date) -> "Period":
        """The month that ``day`` is in."""
        first = day.replace(day=1)
        return cls("month", first, (first + timedelta(days=31)).replace(day=1))

    @classmethod
    def read(cls, kind: Kind, name: str) -> "Period":
        """2026-11-26 or 2026-11. Raises ``ValueError`` if it is none."""
        if len(name) != (10 if kind == "day" else 7):
            raise ValueError(f"{name!r} is no {kind}")
        day = date.fromisoformat(name if kind == "day" else f"{name}-01")
        if not date(2000, 1, 1) <= day < date(2100, 1, 1):
            raise ValueError(f"{name!r} is out of reach")
        return cls.day(day) if kind == "day" else cls.month(day)

    @property
    def start(self) -> datetime:
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        return _midnight(self.after)

    @property
    def name(self) -> str:
        return self.first.isoformat() if self.kind == "day" else f"{self.first:%Y-%m}"

    @property
    def before(self) -> "Period":
        """The one just before."""
        return Period.read(self.kind, self._name_of(self.first - timedelta(days=1)))

    @property
    def next(self) -> "Period":
        """The one just after."""
        return Period.read(self.kind, self._name_of(self.after))

    @property
    def steps(self) -> list[str]:
        """What a curve over the period is drawn over: hours 00 to 23, or the days 01 to 31."""
        if self.kind == "day":
            return [f"{hour:02}" for hour in range(24)]
        return [f"{number + 1:02}" for number in range((self.after - self.first).days)]

    def step_of(self, at: datetime) -> int:
        """The number (from 0) of the step that a moment of the period is in."""
        local = at.astimezone(CHINA)
        return local.hour if self.kind == "day" else local.day - 1

    def _name_of(self, day: date) -> str:
        return day.isoformat() if self.kind == "day" else f"{day:%Y-%m}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)
