"""Articles that a web page's text lost the line breaks between, each cut to a line of its own."""

import re
from collections.abc import Sequence

from policy_index.parsing.lines import Line
from policy_index.parsing.markers import find_marker

_NUMERAL = "[一二三四五六七八九十百]{1,5}"
_ARTICLE = re.compile(rf"(?<=[。；])\s*(?=第{_NUMERAL}条[\s（(【])")
# In a text that is glued so, chapters and items are too, and an article behind its chapter's title.
_ANY = re.compile(
    rf"(?:(?<=[。；])\s*|(?<!\s)\s+)(?=第{_NUMERAL}[章条][\s（(【])|(?<=[。；：])\s*(?=[（(]{_NUMERAL}[）)])"
)
_FEWEST = 3


def cut_glued(lines: Sequence[Line]) -> list[Line]:
    """The lines as they are, but cut before articles that stand inside them, if there are three."""
    glued = sum(len(_ARTICLE.findall(line.text)) for line in lines)
    if glued < _FEWEST:
        return list(lines)
    return [piece for line in lines for piece in _cut(line)]


def _cut(line: Line) -> list[Line]:
    if not _ARTICLE.search(line.text) and find_marker(line.text) is None:
        return [line]
    cuts = [match.end() for match in _ANY.finditer(line.text) if match.end()]
    bounds = zip([0, *cuts], [*cuts, len(line.text)], strict=True)
    return [
        Line(text, line.start + start, line.indent, line.page, line.tied and not start)
        for start, end in bounds
        if (text := line.text[start:end].rstrip())
    ]
