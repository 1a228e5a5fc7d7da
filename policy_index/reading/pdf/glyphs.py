"""What PDFium says of a page: characters with their places, and straight ruling lines."""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfMatrix, PdfPage

_STRAIGHT = 1.0  # points by which the ends of a straight line may differ
_SLANTED = math.radians(3)
_FORMS_DEEP = 5
_MOST_SEGMENTS = 20_000  # of one page; more is a map or a drawing, not a table


@dataclass(frozen=True)
class Glyph:
    """One character and its box, in points, y upwards."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Rule:
    """A straight line: at ``at`` on the one axis, from ``start`` to ``end`` on the other."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class PageContent:
    """``glyphs``: the characters in the main direction of the page; ``slanted``: the others, of
    stamps and watermarks. ``unmapped`` counts glyphs of which the file does not say what
    characters they are."""

    glyphs: tuple[Glyph, ...]
    slanted: str
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    unmapped: int


def content_of(page: PdfPage) -> PageContent:
    """All words and lines of a page, turned so that most of its words run from left to right."""
    characters = list(_characters(page))
    directions = Counter(quarter for _, quarter in characters if quarter is not None)
    main = directions.most_common(1)[0][0] if directions else 0
    glyphs = [_turned(glyph, main) for glyph, quarter in characters if quarter == main]
    slanted = "".join(glyph.text for glyph, quarter in characters if quarter != main)
    horizontal, vertical = [], []
    for x, y, u, v in _segments(page):
        (x, y), (u, v) = _turn(x, y, main), _turn(u, v, main)
        if abs(y - v) <= _STRAIGHT < abs(x - u):
            horizontal.append(Rule((y + v) / 2, min(x, u), max(x, u)))
        elif abs(x - u) <= _STRAIGHT < abs(y - v):
            vertical.append(Rule((x + u) / 2, min(y, v), max(y, v)))
    return PageContent(
        glyphs=tuple(glyph for glyph in glyphs if glyph.text not in _UNMAPPED),
        slanted=slanted,
        horizontal=tuple(horizontal),
        vertical=tuple(vertical),
        unmapped=sum(glyph.text in _UNMAPPED for glyph in glyphs),
    )


_UNMAPPED = ("\0", "\ufffd", "\ufffe", "\uffff")


def _characters(page: PdfPage) -> Iterator[tuple[Glyph, int | None]]:
    """Each character with the quarter turn that it stands at, None if it stands slanted."""
    text = page.get_textpage()
    box = pdfium.FS_RECTF()
    high = ""
    for index in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        if "\ud800" <= char <= "\udbff":
            high = char
            continue
        if "\udc00" <= char <= "\udfff":
            char = (high + char).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if pdfium.FPDFText_GetLooseCharBox(text, index, box) and _is_sound(box):
            angle = pdfium.FPDFText_GetCharAngle(text, index)
            quarter = round(angle / (math.pi / 2))
            is_slanted = abs(angle - quarter * math.pi / 2) > _SLANTED
            glyph = Glyph(_character(char), box.left, box.bottom, box.right, box.top)
            yield glyph, None if is_slanted else quarter % 4
    text.close()


def _is_sound(box: Any) -> bool:
    places = (box.left, box.bottom, box.right, box.top)
    return all(map(math.isfinite, places)) and box.left < box.right and box.bottom < box.top


def _character(char: str) -> str:
    """As people type it: fonts often name their glyphs by radicals (⼯ for 工), and PDFium calls a
    hyphen at the end of a line by a control character."""
    if "\u2e80" <= char <= "\u2fdf":
        return unicodedata.normalize("NFKC", char)
    return "-" if char == "\x02" else char


def _segments(page: PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Straight pieces of all paths, each from (x, y) to (u, v)."""
    count = 0
    x, y = ctypes.c_float(), ctypes.c_float()
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=_FORMS_DEEP):
        matrix = _matrix(drawn)
        start = last = (0.0, 0.0)
        for index in range(pdfium.FPDFPath_CountSegments(drawn)):
            count += 1
            if count > _MOST_SEGMENTS:
                return
            segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = matrix.on_point(x.value, y.value)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                yield (*last, *point)
            last = point
            if pdfium.FPDFPathSegment_GetClose(segment):
                yield (*last, *start)


def _matrix(drawn: Any) -> PdfMatrix:
    """From the object's own coordinates to the page's, through the forms that hold it."""
    matrix = drawn.get_matrix()
    container = drawn.container
    while container is not None:
        matrix = matrix.multiply(container.get_matrix())
        container = container.container
    return matrix


def _turn(x: float, y: float, quarters: int) -> tuple[float, float]:
    """The point after quarter turns to the left around the origin: PDFium counts to the right."""
    return ((x, y), (-y, x), (-x, -y), (y, -x))[quarters]


def _turned(glyph: Glyph, quarters: int) -> Glyph:
    (x, y), (u, v) = (
        _turn(glyph.left, glyph.bottom, quarters),
        _turn(glyph.right, glyph.top, quarters),
    )
    return Glyph(glyph.text, min(x, u), min(y, v), max(x, u), max(y, v))
