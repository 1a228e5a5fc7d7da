"""Headings of official documents: markers, and the sequence that makes one a heading.

A marker's shape alone proves nothing (3.5亿元, 一、二等奖, （一）至（三）项 are prose): it is a
heading if it opens a level with 1 or goes on from the last number at its level.
"""

import re
from dataclasses import dataclass, field

_HAN = "一二三四五六七八九十百〇零两"
_DIGITS = {"〇": 0, "零": 0, "一": 1, "两": 2} | {
    h: i for i, h in enumerate("一二三四五六七八九", 1)
}

# （一）至（三）, （三）项所列, 一、二等奖: numbers spoken of, not the number of what follows.
_NO_REFERENCE = rf"(?!、?[至到和或及与]?\s*[（(]\s*[{_HAN}\d]+\s*[）)]|\s*项(?!目))"
_NO_LIST = rf"(?!\s*[{_HAN}]{{1,2}}[、等])"

# kind → (shape, canonical form); the order is that of the markers' usual rank.
_KINDS: dict[str, tuple[re.Pattern[str], str]] = {
    "part": (re.compile(rf"第([{_HAN}\d]+)编[\s　]*"), "第{}编"),
    "chapter": (re.compile(rf"第([{_HAN}\d]+)章[\s　]*"), "第{}章"),
    "section": (re.compile(rf"第([{_HAN}\d]+)节[\s　]*"), "第{}节"),
    "article": (re.compile(rf"第([{_HAN}\d]+)条[\s　：:]+"), "第{}条"),
    "han_comma": (re.compile(rf"([{_HAN}]+)、{_NO_LIST}\s*"), "{}、"),
    "han_bracket": (re.compile(rf"[（(]\s*([{_HAN}]+)\s*[）)]{_NO_REFERENCE}、?\s*"), "（{}）"),
    "digit_dot": (re.compile(r"(\d{1,2})\s*[.．、]\s*(?!\d)"), "{}."),
    "digit_bracket": (re.compile(rf"[（(]\s*(\d{{1,2}})\s*[）)]{_NO_REFERENCE}\s*"), "（{}）"),
}


@dataclass(frozen=True)
class Marker:
    """A candidate at the start of a line: ``label`` is its canonical form, ``width`` its length."""

    kind: str
    number: int
    label: str
    width: int


def find_marker(line: str) -> Marker | None:
    """The marker that a line begins with, if any."""
    for kind, (shape, form) in _KINDS.items():
        if match := shape.match(line):
            number = _to_int(match[1])
            printed = number if match[1].isdecimal() else match[1]
            return Marker(kind, number, form.format(printed), match.end())
    return None


@dataclass
class Numbering:
    """Where the document stands in its own numbering: ``stack`` holds the open markers.

    Articles are counted through the whole document, whatever chapter they stand in.
    """

    stack: list[Marker] = field(default_factory=list)
    articles: int = 0

    def accept(self, marker: Marker) -> bool:
        """Take the marker if it goes on in sequence; the stack then holds its whole path."""
        depth = next((i for i, open_ in enumerate(self.stack) if open_.kind == marker.kind), None)
        last = self.articles if marker.kind == "article" else 0
        if depth is not None:
            last = self.stack[depth].number
        # One number lost (a garbled heading) is borne; a jump is prose. A level opens with its 1.
        if marker.number - last not in ((1, 2) if last else (1,)):
            return False
        self.stack[len(self.stack) if depth is None else depth :] = [marker]
        if marker.kind == "article":
            self.articles = marker.number
        return True

    @property
    def path(self) -> str:
        return "".join(marker.label for marker in self.stack)


def split_heading(words: str) -> str:
    """The heading among the words that follow a marker: a short first sentence, or a short line."""
    sentence = words.split("。", 1)[0]
    return sentence if len(sentence) <= 30 else ""


def _to_int(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    total = digit = 0
    for char in numeral:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
