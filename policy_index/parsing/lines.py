"""The lines of a source text, each with its place: the units that layout and numbering judge."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

TABLE_CELL = " | "

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
# Marks that are printed nowhere: byte order marks, zero-width spaces, soft hyphens.
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"
_BLANK = r"\s" + _INVISIBLE
_TEXT = re.compile(rf"[^{_BLANK}](?:.*[^{_BLANK}])?")
# A line is cut where old pages begin a paragraph with two wide spaces, and at marks of emphasis.
_CUT = re.compile(rf"(?<=[。；：！？])\s*(?=\u3000\u3000)|\*\*|^[{_BLANK}]*#{{1,6}}(?=\s)")
# A text is hard-wrapped if many lines are as wide as the widest, give or take a few characters,
# and most of these end within a sentence.
_ENDS = "。；：！？"
_NARROWEST, _WIDEST, _TOLERANCE = 36, 120, 6
_FEWEST, _SHARE = 6, 0.12


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` without the white space around it; ``start`` is its offset in the source.

    ``indent`` is the width of the white space before it; ``page`` counts the form feeds before.
    ``tied``: it goes on with the line before, which only a mark of emphasis parts from it.
    """

    text: str
    start: int
    indent: int = 0
    page: int = 0
    tied: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_table_row(self) -> bool:
        return TABLE_CELL in self.text


def split_lines(source: str) -> list[Line]:
    """The lines that are not blank, in order."""
    lines: list[Line] = []
    page = done = 0
    for match in _LINE.finditer(source):
        page += source.count("\f", done, match.start())
        done = match.end()
        whole = match.group()
        start, tied = 0, False
        for cut in [*_CUT.finditer(whole), None]:
            text = _TEXT.search(whole, start, cut.start() if cut else len(whole))
            if text:
                at = text.start()
                lines.append(Line(text.group(), match.start() + at, at - start, page, tied))
            if cut:
                tied = cut.group() == "**" and (tied or text is not None)
                start = cut.end()
    return lines


def find_marks(source: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Spans of what is no white space and in no line: invisible marks, marks of emphasis."""
    spans: list[tuple[int, int]] = []
    done = 0
    for start, end in [*((line.start, line.end) for line in lines), (len(source), len(source))]:
        between = re.finditer(r"\S+", source[done:start])
        spans += [(done + match.start(), done + match.end()) for match in between]
        done = end
    return spans


def width(text: str) -> int:
    """How wide a text is printed: a Chinese character is two columns, a Latin letter is one."""
    return len(text) + sum(map("\u2000".__le__, text))


def wrap_width(lines: Sequence[Line]) -> int:
    """How wide the lines of a hard-wrapped text are; 0 if its lines are whole paragraphs."""
    prose = [line for line in lines if not line.is_table_row]
    if len(prose) < _FEWEST:
        return 0
    widths = [width(line.text) + line.indent for line in prose]
    widest = sorted(widths)[int(len(widths) * 0.95)]
    full = [i for i, each in enumerate(widths) if abs(each - widest) <= _TOLERANCE]
    if not _NARROWEST <= widest <= _WIDEST or len(full) < max(3, _SHARE * len(widths)):
        return 0
    is_open = sum(prose[i].text[-1] not in _ENDS for i in full)
    return widest if 2 * is_open >= len(full) else 0


def is_full(line: Line, wrapped: int) -> bool:
    """Whether a line of a hard-wrapped text is as long as the page allows."""
    return bool(wrapped) and width(line.text) + line.indent >= wrapped - _TOLERANCE
