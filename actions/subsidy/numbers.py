"""Every number that a text prints, with its place: 300万元, ５０％, 1,200家, 3至5年, 百分之五.

In figures, each run of digits is in exactly one number, with the unit behind it if there is one;
the two ends of a range are two numbers. In Chinese numerals only what stands before a unit of
money, time, share or count is a number, and not 一 as an article (一批, 一次性, 哪一年) or 第一.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from policy_index.clauses import Clause

Kind = Literal["money", "share", "plain"]

_DIGIT = "[0-9０-９]"
_FIGURE = (
    rf"{_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}})+(?!{_DIGIT})(?:[.．]{_DIGIT}+)?"
    rf"|{_DIGIT}+(?:[.．]{_DIGIT}+)?"
)
_SCALES = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3}
_SCALE = "|".join(_SCALES)
_SHARES = {"%": 100, "％": 100, "‰": 1000, "成": 10}
_TIMES = "个工作日|工作日|个月|小时|年|月|日|天|周"
_COUNTS = "家|户|个|名|人|项|件|辆|台|套|次|所|条|种|类|级|亩|艘|架"
_MORE = "平方公里|平方米|公里|吨|米|号|强|期|批|届|位|份|分|倍|个百分点|百分点"

_UNIT = (
    rf"(?:{'|'.join(_SHARES)}"
    rf"|(?:{_SCALE})?(?:美元|元|块|{_TIMES}|{_MORE}|{_COUNTS})|{_SCALE})"
)

_HAN_DIGITS = {han: value for value, han in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN = "".join((*_HAN_DIGITS, *_HAN_TENS))
_HAN_SUM = rf"(?:万亿|亿|万)?元|{_TIMES}|倍|成(?!不变)"

_NUMBER = re.compile(
    rf"(?P<figure>{_FIGURE})(?P<unit>\s*{_UNIT})?"
    rf"|(?P<part>百|千|万|[一二三四五六七八九十][{_HAN}]*)分之(?P<of>[{_HAN}]+(?:点[{_HAN}]+)?)"
    rf"|(?<![第数几{_HAN}])(?![百千])(?!(?<=[同每之哪某])一)(?P<han>[{_HAN}]+)"
    rf"(?P<han_unit>(?:{_HAN_SUM})|(?<!一)(?:{_COUNTS})|(?<=[{_HAN}]一)(?:{_COUNTS}))"
)
_OWN_LABEL = re.compile(rf"\s*(?:第{_DIGIT}+[章节条]|[（(]?{_DIGIT}{{1,3}}[)）.．、](?!{_DIGIT}))")


@dataclass(frozen=True)
class Number:
    """A number in a text: ``text[start:end]`` is ``words``, without its unit
    ``text[start:figure_end]``. ``value`` is in yuan, a share of 1, or a count."""

    start: int
    figure_end: int
    end: int
    words: str
    kind: Kind
    value: Decimal

    @property
    def unit(self) -> str:
        """What a plain number counts: 家 of 5万家, 年 of 三年, nothing of a number alone."""
        return re.sub(f"^(?:{_SCALE})", "", self.words[self.figure_end - self.start :].strip())


def numbers_in(text: str) -> list[Number]:
    """All numbers of a text, in its order; none overlaps another."""
    return [_number(match) for match in _NUMBER.finditer(text)]


def numbers_of(clause: Clause) -> list[Number]:
    """The numbers of a clause, without the number that it is counted by (2. or 第3条)."""
    label = _OWN_LABEL.match(clause.text)
    begin = label.end() if label else 0
    return [number for number in numbers_in(clause.text) if number.start >= begin]


def _number(match: re.Match[str]) -> Number:
    start, end = match.span()
    if match["figure"]:
        value, unit, figure_end = _decimal(match["figure"]), match["unit"], match.end("figure")
    elif match["of"]:
        value, unit, figure_end = _han(match["of"]) / _han(match["part"]), "之", end
    else:
        value, unit, figure_end = _han(match["han"]), match["han_unit"], match.end("han")
    kind, value = _in_unit(value, (unit or "").strip())
    return Number(start, figure_end, end, match.group(), kind, value)


def _in_unit(value: Decimal, unit: str) -> tuple[Kind, Decimal]:
    if unit in _SHARES:
        return "share", value / _SHARES[unit]
    scale = next((scale for scale in _SCALES if unit.startswith(scale)), "")
    value *= _SCALES.get(scale, 1)
    if unit == "之":
        return "share", value
    return "money" if unit.endswith(("元", "块")) or (unit and unit == scale) else "plain", value


def _decimal(figure: str) -> Decimal:
    return Decimal(re.sub("[,，]", "", figure).replace("．", "."))


def _han(numeral: str) -> Decimal:
    """三百二十 is 320, 二〇二二 is 2022, 五点五 is 5.5."""
    whole, _, fraction = numeral.partition("点")
    value = Decimal(_han_whole(whole))
    if fraction:
        value += Decimal("0." + "".join(str(_HAN_DIGITS.get(digit, 0)) for digit in fraction))
    return value


def _han_whole(numeral: str) -> int:
    if numeral == "万":
        return 10_000
    if not any(ten in numeral for ten in _HAN_TENS):
        return int("".join(str(_HAN_DIGITS[digit]) for digit in numeral))
    total, digit = 0, None
    for character in numeral:
        if character in _HAN_TENS:
            total += _HAN_TENS[character] * (1 if digit is None else digit)
            digit = None
        else:
            digit = _HAN_DIGITS[character]
    return total + (digit or 0)
