"""Figures as official texts print them: 300万元, 30%, 10家. Exact, never a float."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"(?<![\d.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_UNIT = r"(亿|千万|百万|万)"
_SUM = re.compile(rf"{_NUMBER}\s*{_UNIT}?\s*(?:元|块)|{_NUMBER}\s*{_UNIT}(?![家户人名个辆平亩])")
_RATIO = re.compile(_NUMBER + r"\s*%")
_COUNT = re.compile(_NUMBER + r"\s*([家辆个项件人名])")
_BOUND = re.compile(r"(?:不超过|最高)[^，。；、,;\d]{0,8}$")
_UNITS = {"亿": 100_000_000, "千万": 10_000_000, "百万": 1_000_000, "万": 10_000, None: 1}


@dataclass(frozen=True)
class Printed:
    """A figure in a text: its value (yuan, ratio or count) and its words.

    ``bounded``: the text says 不超过 or 最高 just before it.
    """

    value: Decimal
    words: str
    bounded: bool


def sums(text: str) -> list[Printed]:
    """Sums of money in yuan."""
    return [
        _printed(_decimal(m[1] or m[3]) * _UNITS[m[2] or m[4]], m)
        for m in _SUM.finditer(fold(text))
    ]


def ratios(text: str) -> list[Printed]:
    """Percentages as ratios: 30% is 0.3."""
    return [_printed(_decimal(m[1]) / 100, m) for m in _RATIO.finditer(fold(text))]


def counts(text: str) -> list[Printed]:
    """Numbers of firms, vehicles and the like."""
    return [_printed(_decimal(m[1]), m) for m in _COUNT.finditer(fold(text))]


def fold(text: str) -> str:
    """Full-width digits and signs as half-width ones."""
    return unicodedata.normalize("NFKC", text)


def is_bounded(before: str) -> bool:
    """Whether the words before a figure make it a bound."""
    return _BOUND.search(before) is not None


def _printed(value: Decimal, match: re.Match[str]) -> Printed:
    return Printed(value, match.group(), is_bounded(match.string[: match.start()]))


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
