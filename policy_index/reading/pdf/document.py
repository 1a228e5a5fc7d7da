"""A PDF from its first page to its last."""

from collections.abc import Iterator, Sequence

from pypdfium2 import PdfDocument, PdfiumError

from policy_index.reading.pdf.footnotes import without_footnotes
from policy_index.reading.pdf.glyphs import PageContent, content_of
from policy_index.reading.pdf.lines import Line, lines_of
from policy_index.reading.pdf.margins import without_margins
from policy_index.reading.pdf.paragraphs import Frame, frame_of, frame_on_page, paragraphs_of
from policy_index.reading.pdf.side_words import without_side_words
from policy_index.reading.pdf.tables import Table, tables_of
from policy_index.reading.reading import LeftOut, Reading
from policy_index.reading.unreadable import Unreadable

_OCR = "run OCR first, e.g. ocrmypdf -l chi_sim --force-ocr in.pdf out.pdf"
_SCAN = f"has no text layer (a scan): {_OCR}"
_UNMAPPED_AT_MOST = 0.2  # of the characters


def read_pdf(content: bytes) -> Reading:
    """The words of a PDF, pages apart by form feeds.

    Raises Unreadable if it is protected, damaged, a scan, or does not say which characters its
    glyphs are.
    """
    pages = _pages(content)
    _refuse_wordless(pages)
    tables = [tables_of(page.glyphs, page.horizontal, page.vertical) for page in pages]
    around = [
        without_side_words([each for each in page.glyphs if not any(t.holds(each) for t in drawn)])
        for page, drawn in zip(pages, tables, strict=True)
    ]
    lines, margins = without_margins([lines_of(glyphs) for glyphs, _ in around])
    everywhere = [line for page in lines for line in page]
    frame = frame_of(everywhere) if everywhere else None
    noted = [without_footnotes(page, frame.em if frame else 0.0) for page in lines]
    texts = [
        "\n".join(_page_lines(page, drawn, frame))
        for (page, _), drawn in zip(noted, tables, strict=True)
    ]
    left_out = [LeftOut("header/footer of the page", line.text) for line in margins]
    left_out += [LeftOut("slanted words", page.slanted) for page in pages if page.slanted]
    left_out += [LeftOut("words at the side of the page", side) for _, side in around if side]
    left_out += [LeftOut("footnotes", line.text) for _, notes in noted for line in notes]
    empty = [str(at) for at, page in enumerate(pages, start=1) if not page.glyphs]
    if empty:
        left_out.append(LeftOut("pages without words", ", ".join(empty)))
    return Reading("\f".join(texts), "pdf", tuple(left_out))


def _pages(content: bytes) -> list[PageContent]:
    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("is protected by a password: save it without one") from error
        raise Unreadable("is a damaged PDF: fetch it again, or print it to a new one") from error
    with document:
        try:
            return [content_of(page) for page in document]
        except PdfiumError as error:
            raise Unreadable("is a damaged PDF: print it to a new one") from error


def _refuse_wordless(pages: Sequence[PageContent]) -> None:
    glyphs = sum(len(page.glyphs) for page in pages)
    unmapped = sum(page.unmapped for page in pages)
    if not glyphs + unmapped:
        raise Unreadable(_SCAN)
    if unmapped > _UNMAPPED_AT_MOST * (glyphs + unmapped):
        raise Unreadable(f"does not say which characters its glyphs are: {_OCR}")


def _page_lines(
    lines: Sequence[Line], tables: Sequence[Table], frame: Frame | None
) -> Iterator[str]:
    """Paragraphs and rows of tables from top to bottom."""
    if frame is not None and lines:
        frame = frame_on_page(frame, lines)
    waiting = sorted(tables, key=lambda table: -table.top)
    above: list[Line] = []
    for line in lines:
        while waiting and line.top < waiting[0].top:
            yield from _joined(above, frame)
            yield from waiting.pop(0).rows
            above = []
        above.append(line)
    yield from _joined(above, frame)
    for table in waiting:
        yield from table.rows


def _joined(lines: Sequence[Line], frame: Frame | None) -> list[str]:
    return paragraphs_of(lines, frame) if frame is not None and lines else []
