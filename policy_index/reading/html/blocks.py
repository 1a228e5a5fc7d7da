"""From the tree of a page to its lines, each with where it stood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from policy_index.reading.html.elements import (
    BLOCKS,
    HEADINGS,
    WORDLESS,
    Element,
    element,
    is_hidden,
)
from policy_index.reading.html.lists import NumberedList, numbered_list
from policy_index.reading.ordinals import numbered
from policy_index.reading.tables import Cell, holds_document, row_line, unrolled
from policy_index.reading.words import collapsed, joined

_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
# Who types the numbers lets a style sheet take away those of the list.
_NUMBERED = re.compile(r"\d+[.．、]\s*\D|[（(]?[\d一二三四五六七八九十]+[）)、]")
_TITLES = ("h1", "h2", "h3")
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


@dataclass(frozen=True)
class Link:
    text: str
    address: str


@dataclass(frozen=True)
class Block:
    """One line of the page. ``path``: the elements around it, the outermost first. ``row``: the
    cells, if the line is a row of a table."""

    text: str
    path: tuple[Element, ...]
    links: tuple[Link, ...] = ()
    hidden: bool = False
    row: tuple[str, ...] = ()

    @property
    def link_share(self) -> float:
        """The part of the characters that can be clicked."""
        return sum(len(link.text) for link in self.links) / max(len(self.text), 1)

    @property
    def is_heading(self) -> bool:
        return any(each.tag in HEADINGS for each in self.path)


def blocks_of(root: LexborNode) -> list[Block]:
    """The lines of a page in their order, hidden ones too."""
    return _Walk().through(root)


@dataclass
class _Line:
    """A line in the making. A link goes on over the ends of lines until it is left."""

    words: list[str] = field(default_factory=list)
    links: list[tuple[list[str], str]] = field(default_factory=list)

    def add(self, text: str, address: str | None, opens: bool) -> None:
        self.words.append(text)
        if address is not None:
            if opens or not self.links:
                self.links.append(([], address))
            self.links[-1][0].append(text)

    def take(self) -> tuple[str, tuple[Link, ...]]:
        """What was written, and an empty line again."""
        text = collapsed("".join(self.words))
        links = [Link(collapsed("".join(words)), address) for words, address in self.links]
        self.words, self.links = [], []
        return text, tuple(link for link in links if link.text)


@dataclass
class _Walk:
    """One pass over the tree, without recursion: pasted text nests its spans a thousand deep."""

    blocks: list[Block] = field(default_factory=list)
    path: list[Element] = field(default_factory=list)
    lists: list[NumberedList] = field(default_factory=list)
    label: str = ""
    shown: _Line = field(default_factory=_Line)
    unseen: _Line = field(default_factory=_Line)
    address: str | None = None
    link_opens: bool = False
    hidden: int = 0
    in_title: int = 0
    preformatted: int = 0
    superscript: int = 0
    serial: int = 0

    def through(self, root: LexborNode) -> list[Block]:
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self._leave(node)
            elif node.is_text_node:
                self._text(node.text_content or "")
            elif node.is_element_node and node.tag not in WORDLESS:
                self._enter(node)
                stack.append((node, True))
                if node.tag == "table" and _is_data(node):
                    self._rows(node)
                else:
                    stack.extend((child, False) for child in reversed(list(_children(node))))
        self._end_line()
        return self.blocks

    def _enter(self, node: LexborNode) -> None:
        tag, attributes = node.tag or "", node.attributes
        if tag in BLOCKS:
            self._end_line()
        if _is_placed(tag, attributes):
            self.serial += 1
            self.path.append(element(self.serial, tag, attributes))
        self._count(tag, attributes, 1)
        if tag == "br":
            self._line_break()
        elif tag == "a":
            self.address, self.link_opens = attributes.get("href") or "", True
        elif tag in ("ol", "ul"):
            self.lists.append(numbered_list(tag, attributes))
        elif tag == "li" and self.lists:
            self.label = self.lists[-1].next_label(attributes.get("value"))

    def _leave(self, node: LexborNode) -> None:
        tag, attributes = node.tag or "", node.attributes
        if tag in BLOCKS:
            self._end_line()
        if tag == "li":
            self.label = ""
        elif tag in ("ol", "ul"):
            self.lists.pop()
        elif tag == "a":
            self.address = None
        self._count(tag, attributes, -1)
        if _is_placed(tag, attributes):
            self.path.pop()

    def _count(self, tag: str, attributes: dict[str, str | None], by: int) -> None:
        self.hidden += by * is_hidden(attributes)
        self.in_title += by * (tag in _TITLES)
        self.superscript += by * (tag == "sup")
        keeps_lines = tag == "pre" or _PREFORMATTED.search(attributes.get("style") or "")
        self.preformatted += by * bool(keeps_lines)

    def _line_break(self) -> None:
        """A title stays one line: the breaks in it are for the eye."""
        if self.in_title:
            self._add("\n")
        else:
            self._end_line()

    def _text(self, text: str) -> None:
        if self.superscript:
            text = text.translate(_SUPERSCRIPT)
        first, *others = text.split("\n") if self.preformatted else [text]
        self._add(first)
        for line in others:
            self._end_line()
            self._add(line)

    def _add(self, text: str) -> None:
        line = self.unseen if self.hidden else self.shown
        line.add(text, self.address, self.link_opens)
        self.link_opens = False

    def _end_line(self) -> None:
        text, links = self.shown.take()
        if text:
            label = "" if _NUMBERED.match(text) else self.label
            self._emit(numbered(label, text), links)
            self.label = ""
        text, links = self.unseen.take()
        self._emit(text, links, hidden=True)

    def _rows(self, table: LexborNode) -> None:
        for caption in table.css("caption"):
            self._emit(joined(block.text for block in blocks_of(caption)), ())
        rows = [[blocks_of(cell) for cell in cells] for cells in _table_rows(table)]
        grid = unrolled(
            [
                [_cell(cell, shown) for cell, shown in zip(cells, row, strict=True)]
                for cells, row in zip(_table_rows(table), rows, strict=True)
            ]
        )
        for row, texts in zip(rows, grid, strict=True):
            links = tuple(link for cell in row for block in cell for link in block.links)
            self._emit(row_line(texts), links, tuple(texts))

    def _emit(
        self,
        text: str,
        links: tuple[Link, ...],
        row: tuple[str, ...] = (),
        hidden: bool = False,
    ) -> None:
        if text:
            hidden = hidden or self.hidden > 0
            self.blocks.append(Block(text, tuple(self.path), links, hidden, row))


def _is_placed(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether lines are told apart by this element: pasted spans without a name are not."""
    return tag in BLOCKS or "id" in attributes or "class" in attributes


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _table_rows(table: LexborNode) -> list[list[LexborNode]]:
    """Cells by rows, the head first wherever it is written; hidden rows are none."""
    parts = [part for part in _children(table) if part.tag in ("thead", "tbody", "tfoot", "tr")]
    parts.sort(key=lambda part: part.tag != "thead")
    rows = [row for part in parts for row in ([part] if part.tag == "tr" else _children(part))]
    return [
        [cell for cell in _children(row) if cell.tag in ("td", "th")]
        for row in rows
        if row.tag == "tr" and not is_hidden(row.attributes)
    ]


def _is_data(table: LexborNode) -> bool:
    """A table of figures, not a frame that a page or a document was laid out in."""
    rows = _table_rows(table)
    if not rows or any(other.mem_id != table.mem_id for other in table.css("table")):
        return False
    cells = [[block.text for block in blocks_of(cell)] for row in rows for cell in row]
    return not holds_document(cells, columns=max(map(len, rows)))


def _cell(node: LexborNode, lines: list[Block]) -> Cell:
    text = joined(line.text for line in lines if not line.hidden)
    rows, columns = (_span(node.attributes.get(name)) for name in ("rowspan", "colspan"))
    return Cell(text, rows, columns)


def _span(value: str | None) -> int:
    return int(value) if value and value.strip().isdecimal() else 1
