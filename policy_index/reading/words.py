"""Joining pieces of Chinese text: a blank belongs between Latin words, not between characters."""

import re
from collections.abc import Iterable

_IDEOGRAPHIC = (
    "\u2e80-\u2fdf\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff“”‘’—…·"
)
_BREAK_IN_WORDS = re.compile(
    rf"(?<=[{_IDEOGRAPHIC}])[ \t\r\f]*\n\s*|\s*\n[ \t\r\f]*(?=[{_IDEOGRAPHIC}])"
)
_BREAK_BETWEEN = re.compile(rf"(?<=[{_IDEOGRAPHIC}])[ \t\r\f]*\n\s*(?=[{_IDEOGRAPHIC}])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
EDGES = " \t\r\n\f\xa0\u3000\u200b\u200c\u200d\u2060\ufeff\xad"


def joined(paragraphs: Iterable[str]) -> str:
    """One line of several that are more than one sentence: a blank, unless two Chinese characters
    meet."""
    lines = "\n".join(filter(None, (line.strip(EDGES) for line in paragraphs)))
    return _BLANKS.sub(" ", _BREAK_BETWEEN.sub("", lines))


def collapsed(text: str) -> str:
    """Running text as it is shown: blanks are one, a line end next to a Chinese character none."""
    return _BLANKS.sub(" ", _BREAK_IN_WORDS.sub("", text)).strip(EDGES)


def squeezed(text: str) -> str:
    """Without any white space: for comparing what two places of a page say."""
    return re.sub(rf"[\s{EDGES}]+", "", text)
