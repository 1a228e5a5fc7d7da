"""Running heads and page numbers: what stands at the edges of pages and is none of the text."""

import re
from collections import defaultdict
from collections.abc import Sequence

from policy_index.reading.pdf.lines import Line

_EDGE_LINES = 2
_SAME_HEIGHT = 6.0  # points
_FEWEST_PAGES, _SHARE_OF_PAGES = 2, 0.3  # on which a running head stands at least
_PAGE_NUMBER = re.compile(
    r"[-—–－―一•·]+\s*\d{1,4}\s*[-—–－―一•·]+"
    r"|第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
)
# 附件1 and 附件2 may each stand at the top of a page.
_OPENS_A_PART = re.compile(
    r"附\s*[件表录]|第.{1,4}[编章节条]|[一二三四五六七八九十]+、|[（(].{1,3}[）)]|\d+[.．、]"
)


def without_margins(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Line]]:
    """The lines of each page that are its text, and those that stand at the edges of many pages
    at the same height (but for the numbers in them) or are page numbers by their form."""
    heights: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        for line in _edges(page):
            heights[_form(line)].append(line.middle)
    often = max(_FEWEST_PAGES, _SHARE_OF_PAGES * len(pages))

    def is_margin(line: Line) -> bool:
        if _PAGE_NUMBER.fullmatch(line.text):
            return True
        alike = [y for y in heights[_form(line)] if abs(y - line.middle) <= _SAME_HEIGHT]
        return len(alike) >= often and not _OPENS_A_PART.match(line.text)

    margins = [[line for line in _edges(page) if is_margin(line)] for page in pages]
    text = [
        [line for line in page if line not in dropped]
        for page, dropped in zip(pages, margins, strict=True)
    ]
    return text, [line for page in margins for line in page]


def _edges(page: Sequence[Line]) -> Sequence[Line]:
    if len(page) <= 2 * _EDGE_LINES:
        return page
    return (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])


def _form(line: Line) -> str:
    """What a running head has in common with those of other pages."""
    return re.sub(r"\d+", "#", line.text)
