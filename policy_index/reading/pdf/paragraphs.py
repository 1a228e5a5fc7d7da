"""Paragraphs of a page: the line ends that the page's width made are taken back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, median_low

from policy_index.reading.pdf.lines import Line
from policy_index.reading.words import collapsed

_INDENT = 1.0  # em, from which a line opens a paragraph
_SLACK = 4.0  # em, by which the line before may fall short: numbers and words are not broken
_TIGHT_SLACK = 1.5  # the same on pages without indents, where nothing else tells
_SAME_SIZE = 0.12
_NEARLY_ALL = 0.95
_LEADING, _WIDEST_LEADING = 1.6, 3.0  # times the usual distance of lines, and em
_LEADER = re.compile(r"[.．…·]{3,}\s*\d+$|\s\d+$")
_SENTENCE_END = tuple("。！？；：")
_MARKER = re.compile(
    r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|第[一二三四五六七八九十百\d]+[章节条]"
)


@dataclass(frozen=True)
class Frame:
    """Where the text of a document stands: its edges, and whether its paragraphs are indented."""

    left: float
    right: float
    em: float
    indented: bool


def frame_of(lines: Sequence[Line]) -> Frame:
    """The frame that most of the lines keep to; a few that stick out do not move it."""
    em = median_low(line.em for line in lines for _ in line.text)
    body = [line for line in lines if abs(line.em - em) <= _SAME_SIZE * em]
    right = sorted(line.right for line in body)[int(_NEARLY_ALL * (len(body) - 1))]
    full = [line for line in body if line.right > right - _SLACK * em]
    left = sorted(line.left for line in full)[int((1 - _NEARLY_ALL) * (len(full) - 1))]
    inset = [line for line in body if left + _INDENT * em < line.left < left + 3 * em]
    return Frame(left, right, em, len(inset) > 0.1 * len(body))


def frame_on_page(frame: Frame, lines: Sequence[Line]) -> Frame:
    """The document's frame where this page has it: left and right pages differ by a little."""
    own = frame_of(lines)
    shift = own.right - frame.right
    moved = abs(shift) < 3 * frame.em and abs(own.left - frame.left - shift) < frame.em
    return replace(frame, left=own.left, right=own.right) if moved else frame


def paragraphs_of(lines: Sequence[Line], frame: Frame) -> list[str]:
    """The lines of one page, those of one paragraph joined."""
    distance = _usual_distance(lines)
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and _goes_on(paragraphs[-1][-1], line, frame, distance):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [collapsed("\n".join(line.text for line in lines)) for lines in paragraphs]


def _goes_on(before: Line, line: Line, frame: Frame, distance: float) -> bool:
    """Whether the line belongs to the paragraph of the line before it."""
    same_size = abs(before.em - line.em) <= _SAME_SIZE * before.em
    near = 0 < before.middle - line.middle <= min(_LEADING * distance, _WIDEST_LEADING * line.em)
    at_edge = line.left < frame.left + _INDENT * line.em
    if not (same_size and near and at_edge) or _LEADER.search(before.text):
        return False
    if frame.indented:
        return before.right > frame.right - _SLACK * line.em
    full = before.right > frame.right - _TIGHT_SLACK * line.em
    return full and not before.text.endswith(_SENTENCE_END) and not _MARKER.match(line.text)


def _usual_distance(lines: Sequence[Line]) -> float:
    distances = [
        above.middle - below.middle
        for above, below in pairwise(lines)
        if above.middle > below.middle
    ]
    return median(distances) if distances else 0.0
