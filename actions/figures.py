"""What a text states in figures: sums, shares, numbers of something, days, months and years."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from actions.subsidy.numbers import Number, numbers_in
from policy_index.dates import Moment, find_moments

Amount = tuple[str, Decimal]
"""元 with yuan, % with a share of 1, or what is counted with how many: (年, 3), (家, 10)."""

Value = Amount | Moment

MONEY, SHARE = "元", "%"
_YEARS = range(1900, 2100)
_SPOKEN_OF = frozenset("项个种类级次条")
_YEAR = re.compile(r"\d{4}年?|[〇○零一二三四五六七八九]{4}年")


@dataclass(frozen=True)
class Figure:
    """A figure, the words that state it, and where in their text they begin."""

    value: Value
    words: str
    start: int


def figures_in(text: str) -> list[Figure]:
    """Every figure of a text: each run of digits is in exactly one, and so is a Chinese numeral
    before a unit of money, time or share. 2022 alone and 2022年 are years.

    No figure goes over the end of a line.
    """
    found, begin = list[Figure](), 0
    for line in text.splitlines(keepends=True):
        figures = _in_line(line.rstrip())
        found += (replace(f, start=begin + f.start) for f in figures) if begin else figures
        begin += len(line)
    return found


@lru_cache(maxsize=4096)
def values_in(text: str) -> frozenset[Value]:
    """What a text supports: its figures, and of each day its month and its year as well."""
    values = set[Value]()
    for figure in figures_in(text):
        moment = isinstance(figure.value, Moment)
        values |= figure.value.coarser() if moment else {figure.value}  # type: ignore[union-attr]
    return frozenset(values)


@lru_cache(maxsize=8192)  # quotations and the status of documents recur from reply to reply
def _in_line(line: str) -> tuple[Figure, ...]:
    figures, rest = [], line
    for moment, (start, end) in find_moments(line):
        figures.append(Figure(moment, line[start:end], start))
        rest = rest[:start] + " " * (end - start) + rest[end:]
    figures += [
        Figure(_value(n), n.words, n.start) for n in numbers_in(rest) if not _is_language(n)
    ]
    return tuple(figures)


def _is_language(number: Number) -> bool:
    """两项能否都拿, 两个城市: the words count what they speak of, and state nothing."""
    return not number.words[0].isdecimal() and number.unit in _SPOKEN_OF


def _value(number: Number) -> Value:
    if number.kind == "money":
        return MONEY, number.value
    if number.kind == "share":
        return SHARE, number.value
    if _YEAR.fullmatch(number.words) and number.value in _YEARS:
        return Moment(int(number.value))
    return number.unit, number.value
