"""Headings of official documents: markers, and the sequence that makes one a heading.

A marker's shape alone proves nothing (3.5亿元, 一、二等奖, （一）至（三）项 are prose): it is a heading
if it opens a level with 1 or goes on from the last number at its level.
"""

import re
from dataclasses import dataclass, field

_HAN = "一二三四五六七八九十百〇零两"
_DIGITS = {"〇": 0, "零": 0, "一": 1, "两": 2} | {
    h: i for i, h in enumerate("一二三四五六七八九", 1)
}

# kind → (shape, canonical form); the order is that of the markers' usual rank.
_KINDS: dict[str, tuple[re.Pattern[str], str]] = {
    "part": (re.compile(rf"第([{_HAN}\d]+)编[\s　]*"), "第{}编"),
    "chapter": (re.compile(rf"第([{_HAN}\d]+)章[\s　]*"), "第{}章"),
    "section": (re.compile(rf"第([{_HAN}\d]+)节[\s　]*"), "第{}节"),
    "article": (re.compile(rf"第([{_HAN}\d]+)条[\s　：:]+"), "第{}条"),
    "han_comma": (re.compile(rf"([{_HAN}]+)、\s*"), "{}、"),
    "han_bracket": (re.compile(rf"[（(]\s*([{_HAN}]+)\s*[）)]、?\s*"), "（{}）"),
    "digit_dot": (re.compile(r"(\d{1,2})\s*[.．、]\s*(?!\d)"), "{}."),
    "digit_bracket": (re.compile(r"[（(]\s*(\d{1,2})\s*[）)]\s*"), "（{}）"),
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
            return Marker(kind, _to_int(match[1]), form.format(match[1]), match.end())
    return None


@dataclass
class Numbering:
    """Where the document stands in its own numbering, as a stack of (marker, number)."""

    stack: list[Marker] = field(default_factory=list)

    def accept(self, marker: Marker) -> bool:
        """Take the marker if it goes on in sequence; the stack then holds its whole path."""
        depth = next((i for i, open_ in enumerate(self.stack) if open_.kind == marker.kind), None)
        if depth is None:
            if marker.number != 1:
                return False
            self.stack.append(marker)
            return True
        # One number lost (a garbled heading) is borne; a jump is prose.
        if marker.number - self.stack[depth].number not in (1, 2):
            return False
        self.stack[depth:] = [marker]
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
