"""Numbers as lists print them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_index.reading.ordinals import numbered, ordinal

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@pytest.mark.parametrize(
    ("number_format", "number", "printed"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircle", 50, "㊿"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedParen", 3, "⑶"),
        ("decimalEnclosedFullstop", 3, "⒊"),
        ("numberInDash", 3, "- 3 -"),
        ("ordinal", 11, "11th"),
        ("ordinal", 22, "22nd"),
        ("lowerLetter", 3, "c"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 53, "aaa"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1005, "一千零五"),
        ("chineseCountingThousand", 2010, "二千零一十"),
        ("ideographDigital", 10, "一〇"),
        ("japaneseCounting", 20, "二十"),
        ("japaneseCounting", 111, "百十一"),
        ("chineseLegalSimplified", 15, "壹拾伍"),
        ("ideographLegalTraditional", 6, "陸"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographEnclosedCircle", 2, "㊁"),
        ("none", 3, ""),
        ("bullet", 3, ""),
        ("of a later standard", 3, "3"),
    ],
)
def test_each_format_prints(number_format: str, number: int, printed: str) -> None:
    assert ordinal(number, number_format) == printed


@given(st.integers(1, 9999))
def test_chinese_numerals_say_the_number(number: int) -> None:
    for number_format, units in (
        ("chineseCountingThousand", "十百千"),
        ("japaneseCounting", "十百千"),
        ("chineseLegalSimplified", "拾佰仟"),
    ):
        assert _said(ordinal(number, number_format), units) == number


@given(st.integers(1, 3999))
def test_roman_numerals_say_the_number(number: int) -> None:
    values = [ROMAN[letter] for letter in ordinal(number, "upperRoman")]
    following = [*values[1:], 0]
    assert (
        sum(v if v >= after else -v for v, after in zip(values, following, strict=True)) == number
    )


@given(st.integers(0, 10_000), st.sampled_from(["ideographDigital", "decimalFullWidth"]))
def test_digit_by_digit_numerals_say_the_number(number: int, number_format: str) -> None:
    printed = ordinal(number, number_format).replace("〇", "零")
    assert int("".join(str(_digit(char)) for char in printed)) == number


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("一、", "一、总则"),
        ("（1）", "（1）总则"),
        ("1.", "1. 总则"),
        ("第一条", "第一条 总则"),
        ("", "总则"),
    ],
)
def test_a_label_stands_apart_unless_it_closes_itself(label: str, line: str) -> None:
    assert numbered(label, "总则") == line


def _said(text: str, units: str) -> int:
    """What a numeral says, read from left to right: an oracle that knows no positions."""
    total, digit = 0, None
    for char in text:
        if char in units:
            total += (1 if digit is None else digit) * 10 ** (units.index(char) + 1)
            digit = None
        else:
            digit = _digit(char)
    return total + (digit or 0)


def _digit(char: str) -> int:
    """By the Unicode database, which also knows the characters of cheques."""
    return int(unicodedata.numeric(char))
