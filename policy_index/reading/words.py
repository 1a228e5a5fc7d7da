"""Joining pieces of Chinese text: a blank belongs between Latin words, not between characters."""

import re
from collections.abc import Iterable

_IDEOGRAPHIC = "\u2e80-\u2fdf\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff“”‘’—…·"
_BREAK = re.compile(rf"(?<=[{_IDEOGRAPHIC}])[ \t\r\f]*\n\s*(?=[{_IDEOGRAPHIC}])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
EDGES = " \t\r\n\f\xa0\u3000\u200b\u200c\u200d\u2060\ufeff\xad"


def joined(pieces: Iterable[str]) -> str:
    """One line of several: no blank where two Chinese characters meet."""
    return collapsed("\n".join(piece.strip(EDGES) for piece in pieces if piece.strip(EDGES)))


def collapsed(text: str) -> str:
    """White space as a page prints it: runs are one blank, line ends inside Chinese are nothing."""
    return _BLANKS.sub(" ", _BREAK.sub("", text)).strip(EDGES)


def squeezed(text: str) -> str:
    """Without any white space: for comparing what two places of a page say."""
    return re.sub(rf"[\s{EDGES}]+", "", text)
