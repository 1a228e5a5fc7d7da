"""What the user said, and the figures that it supports on the day of asking."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from opencc import OpenCC

from tests.guard.figures import Figures, han_number

_YEARS_AGO = {"明年": -1, "今年": 0, "本年": 0, "去年": 1, "上年": 1, "前年": 2}
_MONTHS_AGO = {"下个月": -1, "下月": -1, "这个月": 0, "本月": 0, "上个月": 1, "上月": 1}
_OF_A_YEAR = r"(?:年?(\d{1,2})月)?"
_RELATIVE_YEAR = re.compile(f"({'|'.join(_YEARS_AGO)}){_OF_A_YEAR}")
_RELATIVE_MONTH = re.compile("|".join(_MONTHS_AGO))
_HAN_DIGITS = "零一二三四五六七八九"
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_SIZES = {"thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "billion": 10**9}
_MILLIONS = re.compile(r"(\d+(?:\.\d+)?)\s*(thousand|million|billion|[kKmM]\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """The user's words of a turn; ``means`` spells out the figures that they tell in other ways:
    560w, five million yuan."""

    text: str
    means: str = ""


def users_figures(said: Sequence[Said], as_of: date) -> Figures:
    """Everything that the turns state, and the first and the last day of a month or a year."""
    texts = [_plainly(text) for turn in said for text in (turn.text, turn.means)]
    figures = Figures.of(*texts, *(day for text in texts for day in _relative(text, as_of)))
    dates = [str(value) for kind, value in figures.values if kind == "date"]
    return figures | Figures.of(*(day for each in dates for day in _ends(each)))


def _relative(text: str, as_of: date) -> Iterator[str]:
    """上个月, 去年3月 as what they mean on the day."""
    for match in _RELATIVE_YEAR.finditer(text):
        year = as_of.year - _YEARS_AGO[match[1]]
        yield f"{year}年{match[2]}月" if match[2] else f"{year}年"
    for match in _RELATIVE_MONTH.finditer(text):
        months = as_of.year * 12 + as_of.month - 1 - _MONTHS_AGO[match[0]]
        yield f"{months // 12}年{months % 12 + 1}月"


def _ends(each: str) -> Iterator[str]:
    if len(each) == 4:
        yield from (f"{each}-01-01", f"{each}-12-31")
    elif len(each) == 7 and each[0] != "-" and 1 <= int(each[5:]) <= 12:
        year, month = map(int, each.split("-"))
        yield from (f"{each}-01", f"{each}-{calendar.monthrange(year, month)[1]}")


def _plainly(text: str) -> str:
    """Casual writing as a document would print it: 贰佰万, 250w, 1千2百万, 四百来万, 1个亿,
    2.6 million, 十二家."""
    text = unicodedata.normalize("NFKC", _converter().convert(text)).translate(_CAPITALS)
    text = re.sub(r"(?<=\d)\s*[wW](?![A-Za-z])", "万元", text)
    text = re.sub(r"\d(?=[千百十])", lambda m: _HAN_DIGITS[int(m[0])], text)
    text = re.sub(r"(?<=[\d一二两三四五六七八九十百千])[来多余](?=[万亿])", "", text)
    text = re.sub(r"(?<=[\d一二两三四五六七八九十百千])个(?=[万亿])", "", text)
    text = re.sub(r"[一二两三四五六七八九十百]+(?=[家户辆])", lambda m: str(han_number(m[0])), text)
    return _MILLIONS.sub(lambda m: f"{Decimal(m[1]) * _SIZES[m[2].lower()]}元", text)


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")
