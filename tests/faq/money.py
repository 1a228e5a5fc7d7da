"""Sums of money in Chinese text, in yuan.

The checks read replies with this and not with the bot's own parser: a mistake in that parser
must not hide itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"": 1, "万": 10_000, "亿": 100_000_000}

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_HAN = r"[一二两三四五六七八九十][零〇一二两三四五六七八九十百千]*"
_SCALED = rf"(?:{_ARABIC}\s*[十百千]?|{_HAN})\s*[万亿]"
_CURRENCY = r"\s*(?:元|块)"
# 万 without 元 may count firms, people or cars: 5万家, 3万人.
_COUNTED = r"(?!\s*(?:余|多)?\s*[家户人名辆台套件个项亩平吨度次条篇])"

_PLAIN = rf"{_ARABIC}{_CURRENCY}"
_SUM = rf"(?:(?:{_SCALED})+(?:{_ARABIC})?{_CURRENCY}|(?:{_SCALED})+{_COUNTED}|{_PLAIN})"
_RANGE_LOW = rf"(?P<low>{_ARABIC})\s*(?:[-—–~～]+|至|到)\s*"
_FOUND = re.compile(rf"(?<![\d.])(?:{_RANGE_LOW})?(?P<sum>{_SUM})")
_PART = re.compile(rf"(?P<number>{_ARABIC}|{_HAN})\s*(?P<small>[十百千]?)\s*(?P<myriad>[万亿]?)")


@dataclass(frozen=True)
class Sum:
    """A sum of money: its value in yuan and the words that state it."""

    yuan: Decimal
    words: str


def sums_in(text: str) -> list[Sum]:
    """Every sum stated in the text, in order; counts, percentages and years are none."""
    found: list[Sum] = []
    for match in _FOUND.finditer(unicodedata.normalize("NFKC", text)):
        words = match["sum"]
        if match["low"] is not None:
            # In 20—50万元 the unit belongs to both ends.
            unit = re.sub(rf"^(?:{_ARABIC})", "", words)
            found.append(Sum(_yuan(match["low"] + unit), match["low"] + unit))
        found.append(Sum(_yuan(words), words))
    return found


def one_sum(text: str) -> Decimal | None:
    """The sum in yuan that the text is, or None if it is anything else or more than that."""
    found = sums_in(text)
    if len(found) != 1 or found[0].words != unicodedata.normalize("NFKC", text):
        return None
    return found[0].yuan


def say_yuan(yuan: Decimal) -> str:
    """A sum as people write it: 280万元, 1.5亿元, 5000元."""
    for name, size in (("亿", _MYRIADS["亿"]), ("万", _MYRIADS["万"])):
        if yuan >= size:
            return f"{(yuan / size).normalize():f}{name}元"
    return f"{yuan.normalize():f}元"


def _yuan(words: str) -> Decimal:
    return sum(
        (
            _number(part["number"]) * _SMALL_UNITS.get(part["small"], 1) * _MYRIADS[part["myriad"]]
            for part in _PART.finditer(words)
        ),
        Decimal(0),
    )


def _number(words: str) -> Decimal:
    if words[0].isascii():
        return Decimal(words.replace(",", ""))
    total = digit = 0
    for char in words:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            total += (digit or 1) * _SMALL_UNITS[char]
            digit = 0
    return Decimal(total + digit)
