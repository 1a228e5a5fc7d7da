"""Whether a text prints a day or a number of years: 2022年8月5日, 2022-08-05, 3年, 三年."""

import re
from datetime import date

_HAN = "〇一二三四五六七八九十"


def prints_day(day: date, words: str) -> bool:
    """White space inside the date does not matter; another digit before or after it does."""
    printed = rf"{day.year}年0?{day.month}月0?{day.day}日|{day:%Y-%m-%d}"
    return re.search(rf"(?<!\d)(?:{printed})(?!\d)", re.sub(r"\s+", "", words)) is not None


def prints_year(year: int, words: str) -> bool:
    return re.search(rf"(?<!\d){year}(?!\d)", words) is not None


def prints_years(count: int, words: str) -> bool:
    """A length of time, in digits or (up to ten) in Chinese numerals."""
    han = _HAN[count] if 0 < count < len(_HAN) else count
    return re.search(rf"(?<![\d{_HAN}])(?:{count}|{han})\s*年", words) is not None
