"""From a source text to the lines of the document itself, and what around them is none of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from policy_index.parsing.contents import find_contents
from policy_index.parsing.draft_form import find_draft_form
from policy_index.parsing.glued import cut_glued
from policy_index.parsing.lines import Line, find_marks, split_lines
from policy_index.parsing.page_breaks import find_page_breaks
from policy_index.parsing.parsed import Furniture, FurnitureKind
from policy_index.parsing.web_page import find_web_page


@dataclass(frozen=True)
class Layout:
    """``lines`` are the document's own, in reading order."""

    lines: tuple[Line, ...]
    furniture: tuple[Furniture, ...]


def lay_out(source: str) -> Layout:
    """Tell the document's own lines from menus, forms, page numbers and contents lists."""
    lines = split_lines(source)
    furniture = [Furniture(start, end, "web page") for start, end in find_marks(source, lines)]
    lines = _take(lines, find_web_page(lines), "web page", furniture)
    lines = _take(lines, find_draft_form(lines), "form", furniture)
    lines = _take(lines, find_contents(lines), "contents", furniture)
    lines = _take(lines, find_page_breaks(lines), "page break", furniture)
    return Layout(tuple(cut_glued(lines)), tuple(furniture))


def _take(
    lines: Sequence[Line], found: set[int], kind: FurnitureKind, furniture: list[Furniture]
) -> list[Line]:
    furniture += [Furniture(lines[i].start, lines[i].end, kind) for i in sorted(found)]
    return [line for i, line in enumerate(lines) if i not in found]
