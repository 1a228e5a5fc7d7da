"""Sums, percentages, dates, lengths of time and numbers of firms or cars that a text states.

Written apart from the product's readers, so that a mistake in those cannot hide itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tests.faq.money import sums_in

Value = tuple[str, Decimal | str]


class Stated(NamedTuple):
    """``kind`` is sum, percentage, date, time or count. ``value``: yuan; per cent; 2023-02-17,
    2023-02, 2023 or --02-17; 3年; 10家."""

    kind: str
    value: Decimal | str
    words: str


@dataclass(frozen=True)
class Figures:
    """What may be stated: values by kind."""

    values: frozenset[Value]

    @classmethod
    def of(cls, *texts: str) -> Figures:
        """Everything that the texts state, and of each date its month and its year."""
        return cls(frozenset[Value]().union(*map(_values_in, texts)))

    def __or__(self, other: Figures) -> Figures:
        return Figures(self.values | other.values)

    def hold(self, stated: Stated) -> bool:
        return (stated.kind, stated.value) in self.values


_HAN = dict(zip("零〇○一二两三四五六七八九", (0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_HAN_RUN = "[零〇一二两三四五六七八九十百]+"
_PERCENT = re.compile(rf"(\d+(?:\.\d+)?)\s*%|百分之({_HAN_RUN})(?:点([零一二三四五六七八九]+))?")
_YEAR = r"(?<![\d.])(?P<y>(?:19|20)\d{2})"
_DATES = re.compile(
    rf"{_YEAR}\s*年\s*(?P<m>\d{{1,2}})\s*月(?:\s*(?P<d>\d{{1,2}})\s*[日号])?"
    rf"|{_YEAR.replace('y>', 'y1>')}-(?P<m1>\d{{2}})(?:-(?P<d1>\d{{2}}))?(?!\d)"
    r"|(?<!\d)(?P<m2>\d{1,2})月(?P<d2>\d{1,2})[日号]"
    rf"|{_YEAR.replace('y>', 'y3>')}(?![\d.]|\s*(?:[万亿千百元块家户人名个辆%]|余))"
)
_HAN_YEAR = re.compile(r"[零〇○一二三四五六七八九]{4}(?=年)")
_HAN_MONTH_OR_DAY = re.compile(r"(?<=[年月])[一二三四五六七八九十]{1,3}(?=[月日])")
_COUNT = re.compile(r"(?<![\d.])(\d+)\s*([家户辆名人])")
_TIME = re.compile(rf"(?<![\d.哪每某那这])(\d{{1,3}}|{_HAN_RUN})\s*(个月|个工作日|工作日|年|天|周)")


def stated_in(text: str) -> Iterator[Stated]:
    """Each figure, with the words that state it."""
    text = unicodedata.normalize("NFKC", text)
    yield from (Stated("sum", found.yuan, found.words) for found in sums_in(text))
    for match in _PERCENT.finditer(text):
        yield Stated("percentage", _percent(match), match.group())
    text = _HAN_YEAR.sub(lambda m: "".join(str(_HAN[c]) for c in m.group()), text)
    text = _HAN_MONTH_OR_DAY.sub(lambda m: str(han_number(m.group())), text)
    for match in _DATES.finditer(text):
        found = {name[0]: value for name, value in match.groupdict().items() if value}
        yield Stated("date", _date(found), match.group())
    for match in _TIME.finditer(_DATES.sub(" ", text)):
        number = match[1] if match[1].isdecimal() else han_number(match[1])
        yield Stated("time", f"{int(number)}{match[2]}", match.group())
    for match in _COUNT.finditer(text):
        yield Stated("count", f"{int(match[1])}{match[2].replace('户', '家')}", match.group())


@lru_cache(maxsize=4096)
def _values_in(text: str) -> frozenset[Value]:
    found = stated_in(text)
    return frozenset((stated.kind, value) for stated in found for value in _and_coarser(stated))


def han_number(words: str) -> int:
    """三十 is 30, 二十一 is 21."""
    total = digit = 0
    for character in words:
        if character in _HAN:
            digit = _HAN[character]
        else:
            total += (digit or 1) * {"十": 10, "百": 100}[character]
            digit = 0
    return total + digit


def _percent(match: re.Match[str]) -> Decimal:
    if match[1]:
        return Decimal(match[1])
    fraction = "".join(str(_HAN[character]) for character in match[3] or "")
    return Decimal(f"{han_number(match[2])}.{fraction or 0}")


def _date(parts: dict[str, str]) -> str:
    year = parts.get("y", "-")
    rest = [f"{int(parts[name]):02}" for name in "md" if name in parts]
    return "-".join((year, *rest))


def _and_coarser(stated: Stated) -> Iterator[Decimal | str]:
    yield stated.value
    if stated.kind == "date":
        value = str(stated.value)
        if len(value) == 10:
            yield from (value[:7], value[:4], f"-{value[4:]}")
        elif len(value) == 7 and value[0] != "-":
            yield value[:4]
