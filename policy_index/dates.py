"""Days, months and lengths of time as texts print them: 2022年8月5日, 2022-08-05,
二〇二二年八月五日, 2026年2月, 三年.

White space inside a date does not matter: a page break or an OCR space may stand anywhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_HAN = "〇一二三四五六七八九十"
_HAN_DIGITS = {"〇": 0, "○": 0, "零": 0} | {han: i for i, han in enumerate("一二三四五六七八九", 1)}
_YEAR = r"(?<!\d)(\d\s?\d\s?\d\s?\d)"
_PRINTED = re.compile(
    rf"{_YEAR}\s*年\s*(\d\s?\d?)\s*月\s*(\d\s?\d?)\s*日"
    rf"|{_YEAR}(?P<mark>[-/.．])(\d{{1,2}})(?P=mark)(\d{{1,2}})(?!\d)"
    r"|([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_HAN_YEAR, _HAN_MONTH = "[〇○零一二三四五六七八九]{4}", "[一二三四五六七八九十]{1,2}"
_MONTH = re.compile(
    rf"{_YEAR}\s*年\s*(?P<month>\d\s?\d?)\s*月"
    r"|(?<!\d)(?P<iso_year>\d{4})[-/](?P<iso_month>\d{1,2})(?![-/\d])"
    rf"|(?P<han_year>{_HAN_YEAR})年(?P<han_month>{_HAN_MONTH})月"
    r"|(?<![\d年])(?P<of_no_year>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]"
)


@dataclass(frozen=True)
class Moment:
    """A day, a month or a year as far as it is printed: 8月5日 has no year, 2026年2月 no day."""

    year: int | None
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> "Moment":
        return cls(day.year, day.month, day.day)

    def coarser(self) -> "set[Moment]":
        """Itself and what can be said of it with less: of a day its month, its year and 8月5日."""
        less = {self, Moment(self.year, self.month), Moment(self.year)}
        if self.day is not None:
            less.add(Moment(None, self.month, self.day))
        return {moment for moment in less if moment.year or moment.day}


def find_moments(text: str) -> Iterator[tuple[Moment, tuple[int, int]]]:
    """Every day, month and 8月5日 that the text prints, with its place ``[start, end)``; a year
    without a month is a number like others and is not among them."""
    days = [(Moment.of(day), match.span()) for day, match in find_days(text)]
    yield from days
    inside = [span for _, span in days]
    for match in _MONTH.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in inside):
            continue
        numbers = [_number(group) for group in match.groups() if group is not None]
        moment = Moment(None, *numbers) if match["day"] else Moment(*numbers)
        if 1 <= (moment.month or 0) <= 12:
            yield moment, match.span()


def find_days(text: str) -> Iterator[tuple[date, re.Match[str]]]:
    """Every day that the text prints, with its match; a 30 February is none."""
    for match in _PRINTED.finditer(text):
        numbers = [_number(group) for group in match.groups() if group not in (None, match["mark"])]
        try:
            yield date(*numbers), match
        except ValueError:
            continue


def prints_day(day: date, words: str) -> bool:
    """Whether the words print that day, in any of its forms."""
    return any(found == day for found, _ in find_days(words))


def prints_year(year: int, words: str) -> bool:
    """Whether the words print the year as a number of its own."""
    return re.search(rf"(?<!\d){year}(?!\d)", words) is not None


def prints_years(count: int, words: str) -> bool:
    """A length of time, in digits or (up to ten) in Chinese numerals."""
    han = _HAN[count] if 0 < count < len(_HAN) else count
    han = f"{han}|两" if count == 2 else han
    return re.search(rf"(?<![\d{_HAN}])(?:{count}|{han})\s*年", words) is not None


def _number(printed: str) -> int:
    digits = re.sub(r"\s", "", printed)
    if digits.isdecimal():
        return int(digits)
    if "十" not in digits:
        return int("".join(str(_HAN_DIGITS[han]) for han in digits))
    tens, ones = digits.split("十")
    return (_HAN_DIGITS[tens] if tens else 1) * 10 + (_HAN_DIGITS[ones] if ones else 0)
