"""Numbers as people write them, exact: 1,800 · 一百二十 · 一点五 · 5百 · 壹佰."""

import re
from decimal import Decimal

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_HAN_DIGITS = "零〇一二三四五六七八九"
HAN = rf"[一二两三四五六七八九十廿][{_HAN_DIGITS}两十百千廿]{{0,20}}(?:点[{_HAN_DIGITS}]{{1,9}})?"
NUMBER = (
    rf"(?:(?:\d+ ?[十百千]){{2,4}}\d*|{ARABIC}(?: ?[十百千]+)?|零点[零〇一二三四五六七八九]+|{HAN})"
)

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")


def plain(text: str) -> str:
    """Formal numerals (壹佰) in their plain form, character by character."""
    return text.translate(_FORMAL)


def number(text: str) -> Decimal:
    """The value of a match of NUMBER: 两百五 is 250, 二〇二三 is 2023, 5百 is 500."""
    text = text.replace(",", "").replace(" ", "").replace("廿", "二十")
    if text[0].isdigit():
        return sum(map(_scaled, re.findall(r"([\d.]+)([十百千]*)", text)), Decimal(0))
    whole, _, fraction = text.partition("点")
    value = Decimal(_whole(whole))
    if fraction:
        value += Decimal("0." + "".join(str(_DIGITS[digit]) for digit in fraction))
    return value


def decimal_string(value: Decimal) -> str:
    """Without exponent and needless zeros: 15000000, 0.031."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scaled(part: tuple[str, str]) -> Decimal:
    digits, units = part
    value = Decimal(digits)
    for unit in units:
        value *= _UNITS[unit]
    return value


def _whole(text: str) -> int:
    if not any(unit in text for unit in _UNITS):
        return int("".join(str(_DIGITS[digit]) for digit in text))
    total = 0
    digit = 0
    digit_unit = 1
    for character in text:
        if character in _UNITS:
            total += _UNITS[character] * (digit or 1)
            digit, digit_unit = 0, max(_UNITS[character] // 10, 1)
        elif _DIGITS[character]:
            digit = _DIGITS[character]
        else:
            digit_unit = 1
    # A last digit counts in the unit below the one before it (两百五), unless 零 says otherwise.
    return total + digit * digit_unit
