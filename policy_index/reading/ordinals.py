"""Numbers as lists print them: 一 · 一百零一 · 壹 · ① · iv · 甲.

The formats' names are those of WordprocessingML (ECMA-376 part 1, 17.18.59, ST_NumberFormat);
those of HTML are few and among them.
"""

from collections.abc import Callable

_HAN = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_LEGAL_JAPANESE = "〇壱弐参四伍六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def ordinal(number: int, number_format: str) -> str:
    """The number in that format; in plain digits where the format is unknown or ends before it."""
    if number_format in ("none", "bullet"):
        return ""
    write = _FORMATS.get(number_format)
    return (write(number) if write and number >= 0 else "") or str(number)


def numbered(label: str, text: str) -> str:
    """A list item with its label. A blank keeps them apart unless the label closes itself."""
    if not label or not text or label.endswith(("、", "）", ")", " ", "\u3000")):
        return label + text
    return f"{label} {text}"


def _counting(digits: str, units: str, *, bare_ten: bool, zero: bool) -> Callable[[int], str]:
    """Positional numerals: ``units`` are ten, hundred, thousand; 一十 is 十 below 20 if bare."""

    def write(number: int) -> str:
        if number == 0:
            return digits[0]
        if number >= 10_000:
            return ""
        text, pending_zero = "", False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit == 0:
                pending_zero = bool(text)
                continue
            text += digits[0] if pending_zero and zero else ""
            text += digits[digit] + (units[power - 1] if power else "")
            pending_zero = False
        if bare_ten and 10 <= number < 20:
            text = text[1:]
        return text

    return write


def _japanese(number: int) -> str:
    """Like the Chinese, without zeros and without 一 before ten, hundred and thousand."""
    text = _counting(_HAN, "十百千", bare_ten=False, zero=False)(number)
    for unit in "十百千":
        text = text.replace(f"一{unit}", unit)
    return text


def _digits(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _row(first: str, last: int) -> Callable[[int], str]:
    """``last`` consecutive characters of Unicode from ``first`` on."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= last else ""


def _among(names: str) -> Callable[[int], str]:
    return lambda number: names[number - 1] if 1 <= number <= len(names) else ""


def _circle(number: int) -> str:
    """① to ⑳, then ㉑ to ㉟ and ㊱ to ㊿, which Unicode put elsewhere."""
    for start, count, first in ((1, 20, "①"), (21, 15, "㉑"), (36, 15, "㊱")):
        if start <= number < start + count:
            return chr(ord(first) + number - start)
    return ""


def _letters(number: int) -> str:
    """a … z, aa, bb …: the letter is doubled, not carried as in columns of a sheet."""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1) if number > 0 else ""


def _roman(number: int) -> str:
    text = ""
    for value, numeral in _ROMAN:
        times, number = divmod(number, value)
        text += numeral * times
    return text


def _english(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


_chinese = _counting(_HAN, "十百千", bare_ten=True, zero=True)
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedCircle": _circle,
    "decimalEnclosedCircleChinese": _circle,
    "decimalEnclosedFullstop": _row("⒈", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _english,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _japanese,
    "ideographDigital": _digits("〇一二三四五六七八九"),
    "taiwaneseDigital": _digits("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _digits("〇一二三四五六七八九"),
    "chineseLegalSimplified": _counting(_LEGAL, "拾佰仟", bare_ten=False, zero=True),
    "ideographLegalTraditional": _counting(_LEGAL_TRADITIONAL, "拾佰仟", bare_ten=False, zero=True),
    "japaneseLegal": _counting(_LEGAL_JAPANESE, "拾百阡", bare_ten=False, zero=False),
    "ideographEnclosedCircle": _row("㊀", 10),
    "ideographTraditional": _among(_STEMS),
    "ideographZodiac": _among(_BRANCHES),
}
