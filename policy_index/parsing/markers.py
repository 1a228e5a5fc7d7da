"""The marks that number a heading, 第三条 一、 （一） 1. （1） ①, and how far each can be trusted.

A mark's shape alone proves nothing (3.5亿元, 一、二等奖, （一）至（三）项 are prose); numbering.py
decides by the sequence. ``doubt`` says how much the words after a mark speak for prose.
"""

import re
from dataclasses import dataclass, replace
from enum import IntEnum

_HAN_DIGITS = {"〇": 0, "零": 0, "○": 0, "两": 2, "—": 1, "－": 1, "ー": 1, "ニ": 2, "ハ": 8}
_HAN_DIGITS |= {han: number for number, han in enumerate("一二三四五六七八九", 1)}
_HAN = "".join(_HAN_DIGITS) + "十百"
# A scan takes 一 for a dash and 二 for a katakana, and puts blanks inside a number.
_NUMERAL = rf"[一二三四五六七八九十百—－ーニハ](?:[ \u3000]?[{_HAN}]){{0,4}}"
# White space within a mark: a scan puts blanks there, a web page even a line break.
_GAP = r"[^\S\n]*\n?[^\S\n]*"


class Kind(IntEnum):
    """Levels by their usual rank, the highest first."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    ARTICLE = 3
    DECIMAL = 4
    PARAGRAPH = 5
    HAN = 6
    HAN_BRACKET = 7
    DIGIT = 8
    DIGIT_BRACKET = 9
    CIRCLED = 10


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark at the start of a text: ``label`` is its canonical form, ``width`` its length.

    ``width`` includes the white space behind it on its line. ``breaks`` counts the line breaks
    inside it. ``doubt`` is 0 for a mark that reads like a heading's, 1 to 4 for one that is rather
    prose.
    """

    kind: Kind
    number: int
    label: str
    width: int
    breaks: int
    doubt: float

    def words(self, paragraph: str) -> str:
        """What follows the mark in the paragraph that begins with it, line breaks closed up."""
        return paragraph[self.width - self.breaks :].strip()


_UNITS = {
    "编": Kind.PART, "篇": Kind.PART, "部分": Kind.PART,
    "章": Kind.CHAPTER, "节": Kind.SECTION, "条": Kind.ARTICLE, "款": Kind.PARAGRAPH,
}  # fmt: skip
_SIMPLIFIED = {"編": "编", "節": "节", "條": "条"}
_ORDINAL = re.compile(
    rf"第{_GAP}({_NUMERAL}|\d{{1,3}}){_GAP}([编編篇章节節条條款]|部分)[\s:：、．]*"
)
_HAN_COMMA = re.compile(rf"({_NUMERAL}){_GAP}([、﹑.．，,])\s*")
_HAN_CLOSED = re.compile(rf"([（(〔［]?){_GAP}({_NUMERAL}){_GAP}([）)〕］])\s*[、.．]?\s*")
# It takes 1 for l, but only before a Chinese word: l. is no Latin initial there.
_ELL = re.compile(rf"l{_GAP}[.．、]{_GAP}[一-鿿]")
_DIGIT_DOT = re.compile(rf"(\d{{1,3}}){_GAP}([.．、，,]){_GAP}")
_DIGIT_CLOSED = re.compile(rf"([（(]?){_GAP}(\d{{1,3}}){_GAP}([）)])\s*[、.．]?\s*")
# One character that is a whole mark: the characters from its number 1 on, by kind.
_SINGLE = {
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟": Kind.CIRCLED,
    "❶❷❸❹❺❻❼❽❾❿": Kind.CIRCLED,
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇": Kind.DIGIT_BRACKET,
    "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛": Kind.DIGIT,
    "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩": Kind.HAN_BRACKET,
}
CIRCLED = next(iter(_SINGLE))

# What follows a number that is spoken of: 第三条规定的, （一）至（三）项, （二）项所列, 一、二等奖.
_AFTER_ORDINAL = re.compile(
    rf"(?:[、，]|[及和或与至到中—-]|以及|或者)\s*第\s*[{_HAN}\d]+\s*[编章节条條款项]"
    rf"|\s*第\s*[{_HAN}\d]+\s*[款项]|中?规定|中?所[列称述指]|之(?:规定|[一二三四五])|的"
    r"|项(?!目)|款(?!项)|[及和或与至到]本"
)
_AFTER_BRACKET = re.compile(
    r"[、至到和及与或—~～-]?\s*[（(][一二三四五六七八九十\d]+[）)]|[项款目](?!目|标)|[，。；,;）)]"
    r"|[至到和及与或]\s*第|[类档种]企业|[类档级种][^，。]{0,4}[，。]"
)
_AFTER_HAN = re.compile(
    rf"[{_HAN}]{{1,3}}\s*[、和及等类级档批期次线者种是方季年月层星区款项个名家]"
)
_AFTER_CIRCLED = re.compile(r"[类项款、和至①-⑳]")
_YEAR = re.compile(r"(?:19|20)\d\d\s*[年—-]")

REFERENCE, ENUMERATION, DECIMAL, DIGIT_NEXT, MISPRINT = 4.0, 2.0, 2.6, 2.0, 1.0


def find_marker(text: str) -> Marker | None:
    """The mark that a text begins with, if any; a line break may stand inside the mark."""
    first = text[:1]
    if first == "第":
        return _ordinal(text)
    if first and first in _HAN:
        return _han(text)
    if first.isdecimal():
        return _digit(text)
    if first == "l" and _ELL.match(text) and (marker := _digit(f"1{text[1:]}")):
        return replace(marker, doubt=marker.doubt + MISPRINT)
    if first in ("（", "(", "〔", "［"):
        return _bracketed(text)
    return _single(text) if first >= "①" else None


def _marker(kind: Kind, number: int, text: str, end: int, doubt: float) -> Marker | None:
    if number == 0:
        return None
    mark = text[:end].rstrip()
    if "\n" in text[len(mark) : end]:
        end = len(mark)
    return Marker(kind, number, _label(kind, number), end, mark.count("\n"), doubt)


def _ordinal(text: str) -> Marker | None:
    match = _ORDINAL.match(text)
    number = to_int(match[1]) if match else 0
    if match is None or number == 0:
        return None
    doubt = 0.0
    if _AFTER_ORDINAL.match(text, match.end(2)):
        doubt = REFERENCE
    elif _AFTER_ORDINAL.match(text, match.end()):
        doubt = MISPRINT
    end = len(match.group().rstrip()) if "\n" in match.group()[match.end(2) :] else match.end()
    unit = _SIMPLIFIED.get(match[2], match[2])
    label = f"第{to_han(number)}{unit}"
    return Marker(_UNITS[unit], number, label, end, text.count("\n", 0, end), doubt)


def _han(text: str) -> Marker | None:
    match = _HAN_COMMA.match(text)
    if match is None:
        return _bracketed(text)
    doubt = 0.0 if match[2] in "、﹑" else MISPRINT
    if _AFTER_HAN.match(text, match.end()):
        doubt += ENUMERATION
    return _marker(Kind.HAN, to_int(match[1]), text, match.end(), doubt)


def _bracketed(text: str) -> Marker | None:
    for kind, shape in ((Kind.HAN_BRACKET, _HAN_CLOSED), (Kind.DIGIT_BRACKET, _DIGIT_CLOSED)):
        if match := shape.match(text):
            # 1) is a mark of its own; 一) has lost its opening bracket.
            doubt = 0.0 if match[1] or kind is Kind.DIGIT_BRACKET else MISPRINT
            if _AFTER_BRACKET.match(text, match.end()):
                doubt = REFERENCE
            return _marker(kind, to_int(match[2]), text, match.end(), doubt)
    return None


def _digit(text: str) -> Marker | None:
    match = _DIGIT_DOT.match(text)
    if match is None:
        return _bracketed(text)
    doubt = MISPRINT if match[2] in "，," else 0.0
    if text[match.end() : match.end() + 1].isdecimal() and not _YEAR.match(text, match.end()):
        doubt += DECIMAL if match.end() == match.end(2) and match[2] != "、" else DIGIT_NEXT
    return _marker(Kind.DIGIT, int(match[1]), text, match.end(), doubt)


def _single(text: str) -> Marker | None:
    for characters, kind in _SINGLE.items():
        if text[0] in characters:
            end = len(text) - len(text[1:].lstrip(" \t\u3000"))
            doubt = ENUMERATION if _AFTER_CIRCLED.match(text, end) else 0.0
            return _marker(kind, characters.index(text[0]) + 1, text, end, doubt)
    return None


def _label(kind: Kind, number: int) -> str:
    if kind is Kind.HAN:
        return f"{to_han(number)}、"
    if kind is Kind.HAN_BRACKET:
        return f"（{to_han(number)}）"
    if kind is Kind.DIGIT:
        return f"{number}."
    if kind is Kind.DIGIT_BRACKET:
        return f"（{number}）"
    return CIRCLED[number - 1]


def to_han(number: int) -> str:
    """A whole number from 1 to 999 in Chinese numerals."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    digits = " 一二三四五六七八九"
    text = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{digits[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + digits[ones].strip()


def to_int(numeral: str) -> int:
    """The number of a Chinese or an Arabic numeral; 0 if it is none that counts anything."""
    if numeral.isdecimal():
        return int(numeral)
    total = digit = 0
    for char in numeral:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        elif char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
    return total + digit
