"""Whether a document is in force on a day, from what its own text prints and nothing else."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

StatusCode = Literal[
    "not_yet_in_force", "in_force", "expired", "in_title_period", "title_period_over", "not_stated"
]


@dataclass(frozen=True)
class DocumentStatus:
    """``start`` and ``end`` (first day, and first day after the last) where the text gives them;
    ``words`` are the words of the text that justify the code."""

    code: StatusCode
    start: date | None
    end: date | None
    words: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A printed start, and for how long if that is printed: a number of years (自2022年8月5日起
    实施,有效期3年) or the last day (有效期至2027年12月31日); never both. ``start`` is None where
    the text prints no day to count from (自公布之日起30日后施行)."""

    start: date | None
    years: int | None
    until: date | None
    words: tuple[str, ...]

    @property
    def end(self) -> date | None:
        """The first day after the last one; None where no term is printed."""
        if self.years is not None and self.start is not None:
            return _years_after(self.start, self.years)
        return self.until + timedelta(days=1) if self.until else None

    def status(self, as_of: date) -> DocumentStatus:
        """``not_stated`` once it holds without a printed term."""
        code: StatusCode = "in_force" if self.end else "not_stated"
        if self.start is None:
            code = "not_stated"
        elif as_of < self.start:
            code = "not_yet_in_force"
        elif self.end and as_of >= self.end:
            code = "expired"
        return DocumentStatus(code, self.start, self.end, self.words)


@dataclass(frozen=True)
class TitlePeriod:
    """Years that only the title prints: （2022—2024）. They are no term of validity."""

    first_year: int
    last_year: int
    words: tuple[str, ...]

    def status(self, as_of: date) -> DocumentStatus:
        start, end = date(self.first_year, 1, 1), date(self.last_year + 1, 1, 1)
        code: StatusCode = "in_title_period"
        if as_of < start:
            code = "not_yet_in_force"
        elif as_of >= end:
            code = "title_period_over"
        return DocumentStatus(code, start, end, self.words)


def _years_after(start: date, years: int) -> date:
    try:
        return start.replace(year=start.year + years)
    except ValueError:  # 29 February
        return date(start.year + years, 3, 1)
