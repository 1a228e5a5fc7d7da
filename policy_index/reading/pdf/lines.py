"""From characters on a page to lines in reading order, blanks only where the page shows them."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from policy_index.reading.pdf.glyphs import Glyph

_IDEOGRAPHIC_BLANK = "\u3000"
_SAME_LINE = 0.5  # of the lower character's height, that two must share
_WORD_GAP = 0.25  # em, between Latin letters
_WIDE_GAP = 0.4  # em, between Chinese characters: less is justification
_TWICE_DRAWN = 0.2  # em, between two drawings of a character that is to look bold
_SPACED_OUT = 0.3  # of the pairs of Chinese characters with a blank between: the producer's habit
_GUTTER = 1.5  # em, between two columns
_COLUMN_ROWS = 8
_OTHER_SIZE = 0.12  # by which a running head differs from the columns below it
_COLUMN_SHARE = 0.6


@dataclass(frozen=True)
class Line:
    """``em``: the width of a Chinese character in this line, in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    em: float

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page, or of a cell, from top to bottom; of a page in columns, one by one."""
    lines = []
    for rows in _columns(_rows(glyphs)):
        lines += [line for row in rows if (line := _line(row)).text]
    return lines


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters by the height that they stand at, each row from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: -each.middle):
        row = next((row for row in reversed(rows[-3:]) if _share_a_line(row, glyph)), None)
        if row is None:
            rows.append([glyph])
        else:
            row.append(glyph)
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _share_a_line(row: Sequence[Glyph], glyph: Glyph) -> bool:
    tallest = max(row, key=lambda each: each.top - each.bottom)
    shared = min(tallest.top, glyph.top) - max(tallest.bottom, glyph.bottom)
    return shared >= _SAME_LINE * min(tallest.top - tallest.bottom, glyph.top - glyph.bottom)


def _line(row: Sequence[Glyph]) -> Line:
    shown = [glyph for glyph in row if not glyph.text.isspace()]
    if not shown:
        return Line("", 0, 0, 0, 0, 1)
    em = _em(shown)
    wide, keeps_blanks = _spacing(row, em)
    text, blank, last = "", "", None
    for glyph in row:
        if glyph.text.isspace():
            blank = _IDEOGRAPHIC_BLANK if _IDEOGRAPHIC_BLANK in (blank, glyph.text) else " "
            continue
        if last is not None:
            gap = glyph.left - last.right
            if glyph.text == last.text and abs(glyph.left - last.left) < _TWICE_DRAWN * em:
                continue
            latin = _is_latin(last.text) and _is_latin(glyph.text)
            if blank == _IDEOGRAPHIC_BLANK or (blank and (latin or keeps_blanks)):
                text += blank
            elif gap > (_WORD_GAP * em if latin else wide):
                text += " "
        text += glyph.text
        blank, last = "", glyph
    bottom, top = min(each.bottom for each in shown), max(each.top for each in shown)
    return Line(text, shown[0].left, max(each.right for each in shown), bottom, top, em)


def _spacing(row: Sequence[Glyph], em: float) -> tuple[float, bool]:
    """The gap that is a blank between Chinese characters, and whether drawn blanks are the text's:
    a letterhead is spaced out evenly, and some programs draw a blank after every character."""
    gaps, blanks, blank, last = [0.0], 0, False, None
    for glyph in row:
        if glyph.text.isspace():
            blank = True
            continue
        if last is not None and not (_is_latin(last.text) or _is_latin(glyph.text)):
            gaps.append(glyph.left - last.right)
            blanks += blank
        blank, last = False, glyph
    habit = len(gaps) > 4 and blanks > _SPACED_OUT * len(gaps)
    return max(_WIDE_GAP * em, 2 * median(gaps[1:] or gaps)), not habit


def _em(glyphs: Sequence[Glyph]) -> float:
    """The width of the Chinese characters; of Latin ones alone, what would stand beside them."""
    widths = [each.right - each.left for each in glyphs if _is_wide(each.text)]
    return median(widths) if widths else median(each.top - each.bottom for each in glyphs) / 1.2


def _is_wide(text: str) -> bool:
    return unicodedata.east_asian_width(text[-1]) in "WF"


def _is_latin(text: str) -> bool:
    return text.isascii()


def _columns(rows: list[list[Glyph]]) -> list[list[list[Glyph]]]:
    """The rows, of a page in two columns those of the left before those of the right; a row across
    both ends the columns above it."""
    gutter = _gutter(rows)
    if gutter is None:
        return [rows]
    bands: list[list[list[Glyph]]] = []
    left: list[list[Glyph]] = []
    right: list[list[Glyph]] = []
    em = median(map(_em, rows))
    for row in rows:
        at_edge = row in (rows[0], rows[-1]) and abs(_em(row) - em) > _OTHER_SIZE * em
        if not at_edge and (_has_gap_at(row, gutter) or not _spans(row, gutter)):
            left.append([each for each in row if each.centre < gutter])
            right.append([each for each in row if each.centre >= gutter])
        else:
            bands += [left, right, [row]]
            left, right = [], []
    return [[row for row in band if row] for band in (*bands, left, right)]


def _gutter(rows: Sequence[Sequence[Glyph]]) -> float | None:
    """Where most rows have a gap in the middle of the page, with full lines on both sides."""
    if not rows:
        return None
    start = min(row[0].left for row in rows)
    end = max(row[-1].right for row in rows)
    tried = [start + (end - start) * share / 100 for share in range(35, 66)]
    counted = [(sum(_has_gap_at(row, at) for row in rows), at) for at in tried]
    most, _ = max(counted)
    if most < max(_COLUMN_ROWS, _COLUMN_SHARE * len(rows)):
        return None
    best = [at for count, at in counted if count == most]
    at = best[len(best) // 2]
    beside = [row for row in rows if _has_gap_at(row, at)]
    reach = median(max(each.right for each in row if each.centre < at) for row in beside) - start
    return at if reach > _COLUMN_SHARE * (at - start) else None


def _has_gap_at(row: Sequence[Glyph], at: float) -> bool:
    """Words on both sides, and a gutter's width of nothing around the place."""
    left = [each.right for each in row if each.centre < at]
    right = [each.left for each in row if each.centre >= at]
    if not left or not right:
        return False
    return min(right) - max(left) > _GUTTER * _em(row)


def _spans(row: Sequence[Glyph], at: float) -> bool:
    return row[0].left < at < row[-1].right
