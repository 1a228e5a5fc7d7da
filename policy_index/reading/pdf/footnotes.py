"""Notes at the bottom of a page: ① …, in smaller print than the text that has the mark."""

import re
from collections.abc import Sequence

from policy_index.reading.pdf.lines import Line

_MARK = re.compile(r"[①-⑳]|[\[〔［]\d{1,2}[\]〕］]|\*{1,3}")
_SMALLER = 0.85  # of the text's size


def without_footnotes(page: Sequence[Line], em: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page, and those of its notes; ``em`` is the size of the document's text."""
    start = len(page)
    while start and page[start - 1].em < _SMALLER * em:
        start -= 1
    for index in range(start, len(page)):
        mark = _MARK.match(page[index].text)
        if mark and any(mark.group() in line.text[1:] for line in page[:index]):
            return list(page[:index]), list(page[index:])
    return list(page), []
