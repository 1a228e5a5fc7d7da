"""Whether a document is in force on a day, from what its own text prints and nothing else."""

from dataclasses import dataclass
from datetime import date
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
    """A printed start and a printed number of years: 自2022年8月5日起实施,有效期3年."""

    start: date
    years: int
    words: tuple[str, ...]

    def status(self, as_of: date) -> DocumentStatus:
        end = _years_after(self.start, self.years)
        code: StatusCode = "in_force"
        if as_of < self.start:
            code = "not_yet_in_force"
        elif as_of >= end:
            code = "expired"
        return DocumentStatus(code, self.start, end, self.words)


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
