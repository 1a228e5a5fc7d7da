"""A Word document from first to last paragraph, with tables, text boxes and notes in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from policy_index.reading.docx.numbering import Numbering, read_numbering
from policy_index.reading.docx.package import Package
from policy_index.reading.docx.runs import Words, ends_deleted, words_of
from policy_index.reading.docx.styles import read_styles
from policy_index.reading.docx.xml import child, children, local, number, value
from policy_index.reading.ordinals import numbered
from policy_index.reading.reading import LeftOut, Reading
from policy_index.reading.tables import WIDEST, holds_document, row_line
from policy_index.reading.unreadable import Unreadable
from policy_index.reading.words import EDGES, joined

_CONTAINERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo")


def read_docx(content: bytes) -> Reading:
    """The words of a Word document. Raises Unreadable if the content is none, or is damaged."""
    package = Package(content)
    document = package.part(package.main)
    body = child(document, "body")
    if body is None:
        raise Unreadable("is a damaged .docx (it has no body): save it anew")
    styles = read_styles(next(package.related("styles"), None))
    numbering = read_numbering(next(package.related("numbering"), None), styles)
    story = _Story(numbering, _notes(package))
    try:
        text = "\n".join(story.lines(body))
        margins = [line for part in ("header", "footer") for line in _margin(package, part)]
    except RecursionError as error:
        raise Unreadable("is a damaged .docx (nested too deeply): save it anew") from error
    left_out = [LeftOut("header/footer of the page", line) for line in dict.fromkeys(margins)]
    return Reading(text, "docx", (*left_out, *story.left_out))


def _notes(package: Package) -> dict[tuple[str, str], Element]:
    return {
        (kind, value(note, "id") or ""): note
        for kind in ("footnote", "endnote")
        for part in package.related(f"{kind}s")
        for note in children(part, kind)
    }


def _margin(package: Package, kind: str) -> Iterator[str]:
    for part in package.related(kind):
        text = joined(words_of(paragraph).text for paragraph in children(part, "p"))
        if text:
            yield text


@dataclass
class _Story:
    """Turns block elements into lines, counting the automatic numbers as it goes."""

    numbering: Numbering
    notes: dict[tuple[str, str], Element]
    left_out: list[LeftOut] = field(default_factory=list)
    _unended: str = ""

    def lines(self, container: Element) -> Iterator[str]:
        """The lines of w:body, w:tc, w:txbxContent or a note."""
        for block in container:
            name = local(block)
            if name == "p":
                yield from self._paragraph(block)
            elif name == "tbl":
                yield from self._table(block)
            elif name in _CONTAINERS:
                yield from self.lines(block)

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        words = words_of(paragraph)
        self._tell(words)
        text, self._unended = self._unended + words.text, ""
        if ends_deleted(paragraph):
            self._unended = text
            return
        label = self.numbering.label(child(paragraph, "pPr"))
        lines = [line.strip(EDGES) for line in text.split("\n") if line.strip(EDGES)]
        if lines:
            yield numbered(label, lines[0])
        yield from lines[1:]
        for box in words.boxes:
            yield from self.lines(box)
        for reference in words.notes:
            note = self.notes.get(reference)
            if note is not None:
                yield f"注：{joined(self.lines(note))}"

    def _table(self, table: Element) -> Iterator[str]:
        cells: list[list[str]] = []
        grid: list[list[list[str]]] = []
        for row in _rows(table):
            grid.append(self._row(row, grid[-1] if grid else [], cells))
        if holds_document(cells, columns=max(map(len, grid), default=0)):
            for lines in cells:
                yield from lines
        else:
            yield from filter(None, (row_line([joined(cell) for cell in row]) for row in grid))

    def _row(
        self, row: Element, above: Sequence[list[str]], cells: list[list[str]]
    ) -> list[list[str]]:
        """The lines of each column, spanned ones repeated; the cells themselves go to ``cells``."""
        columns: list[list[str]] = [[] for _ in range(_count(child(row, "trPr", "gridBefore")))]
        for cell in _cells(row):
            merged = child(cell, "tcPr", "vMerge")
            goes_on = merged is not None and value(merged) != "restart"
            lines = list(self.lines(cell))
            if goes_on and len(columns) < len(above):
                lines = above[len(columns)]
            else:
                cells.append(lines)
            columns += [lines] * max(_count(child(cell, "tcPr", "gridSpan")), 1)
        return columns

    def _tell(self, words: Words) -> None:
        for kind, text in (("deleted words", words.deleted), ("hidden words", words.hidden)):
            if text.strip():
                self.left_out.append(LeftOut(kind, text))


def _rows(table: Element) -> Iterator[Element]:
    """The rows that are not deleted; a row may stand in a content control."""
    for each in children(table):
        if local(each) == "tr" and child(each, "trPr", "del") is None:
            yield each
        elif local(each) in _CONTAINERS:
            yield from _rows(each)


def _cells(row: Element) -> Iterator[Element]:
    for each in children(row):
        if local(each) == "tc":
            yield each
        elif local(each) in _CONTAINERS:
            yield from _cells(each)


def _count(element: Element | None) -> int:
    return min(max(number(element) or 0, 0), WIDEST)
