"""Numbers that name a person or a firm, taken out of what a user typed before it is kept anywhere.

A number with a check digit is masked only if that is right, so that no sum and no 文号 is lost.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime

PHONE = "[电话号码]"
IDENTITY = "[身份证号]"
CREDIT_CODE = "[统一社会信用代码]"

_CHINESE_DIGITS = dict(zip("〇零○一二三四五六七八九幺", "0001234567891", strict=True))

_ALONE = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
# Looking ahead lets every place be tried: a wrong start must not hide the number behind it.
_EIGHTEEN = re.compile(rf"{_ALONE[0]}(?=((?:[0-9A-Za-z][ -]?){{17}}[0-9A-Za-z]){_ALONE[1]})")
_FIFTEEN = re.compile(r"(?<![0-9A-Za-z.,])(?=(\d{15})(?![0-9A-Za-z]|[.,]\d))")

_NO_MONEY_BEFORE = r"(?<![0-9A-Za-z.,¥$])"
_NO_MONEY_AFTER = r"(?!\d|[.,]\d|\s?[元圆块万亿千百%‰])"
_MOBILE = r"1[3-9](?:\d[ -]?\d{4}[ -]?\d{4}|\d[ -]?\d{3}[ -]?\d{5}|\d{2}[ -]?\d{3}[ -]?\d{4})"
_LANDLINE = r"[(]?(?:010|02\d|0[3-9]\d{2})[)]?[ -]?\d{7,8}(?:-\d{1,4})?"
_ABROAD = r"(?:\+|00)(?:\d[ -]?){8,14}\d"
_PHONE = re.compile(
    rf"{_NO_MONEY_BEFORE}(?:(?:(?:\+|00)?86[ -]?)?{_MOBILE}|{_LANDLINE}|{_ABROAD}){_NO_MONEY_AFTER}"
)

# GB 11643-1999: weights and check characters of an identity number; the first two digits are a
# province's.
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"
_PROVINCES = {
    *range(11, 16),
    *range(21, 24),
    *range(31, 38),
    *range(41, 47),
    *range(50, 55),
    *range(61, 66),
    71,
    *range(81, 84),
}

# GB 32100-2015: the characters of a unified social credit code, by value.
_CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def mask(text: str) -> str:
    """``text`` with each such number replaced by the name of what it was. Masking twice is once."""
    plain = "".join(map(_plain, text))
    found = sorted([*_codes(plain), *_old_identities(plain), *_phones(plain)])
    kept, done = [], 0
    for start, end, name in found:
        if start >= done:
            kept += [text[done:start], name]
            done = end
    return "".join([*kept, text[done:]])


def _codes(plain: str) -> Iterator[tuple[int, int, str]]:
    for match in _EIGHTEEN.finditer(plain):
        code = re.sub("[ -]", "", match[1]).upper()
        if is_identity(code):
            yield *match.span(1), IDENTITY
        elif is_credit_code(code):
            yield *match.span(1), CREDIT_CODE


def _old_identities(plain: str) -> Iterator[tuple[int, int, str]]:
    """Fifteen digits, as issued before 1999: province and birthday are all that can be checked."""
    for match in _FIFTEEN.finditer(plain):
        if int(match[1][:2]) in _PROVINCES and _is_day(f"19{match[1][6:12]}"):
            yield *match.span(1), IDENTITY


def _phones(plain: str) -> Iterator[tuple[int, int, str]]:
    for match in _PHONE.finditer(plain):
        yield *match.span(), PHONE


def is_identity(code: str) -> bool:
    """Whether the 18 characters are an identity number: province, birthday, check character."""
    if not re.fullmatch(r"\d{17}[\dX]", code, re.ASCII) or int(code[:2]) not in _PROVINCES:
        return False
    total = sum(int(c) * w for c, w in zip(code, _IDENTITY_WEIGHTS, strict=False))
    return _is_day(code[6:14]) and code[17] == _IDENTITY_CHECKS[total % 11]


def is_credit_code(code: str) -> bool:
    """Whether the 18 characters are a unified social credit code by form and check character."""
    if not re.fullmatch(rf"[1-9A-Y]\w\d{{6}}[{_CREDIT_CHARACTERS}]{{10}}", code, re.ASCII):
        return False
    values = [_CREDIT_CHARACTERS.find(c) for c in code]
    total = sum(value * pow(3, place, 31) for place, value in enumerate(values[:17]))
    return -1 not in values and values[17] == -total % 31


def _is_day(digits: str) -> bool:
    try:
        datetime.strptime(digits, "%Y%m%d")
    except ValueError:
        return False
    return digits >= "1880"


def _plain(character: str) -> str:
    """One character for one: full-width forms and Chinese digits as ASCII."""
    if character in _CHINESE_DIGITS:
        return _CHINESE_DIGITS[character]
    normal = unicodedata.normalize("NFKC", character)
    if unicodedata.category(character) == "Pd":
        return "-"
    return normal if len(normal) == 1 else character
