"""Chinese text cut without a word list: Han characters singly, digit and Latin runs whole."""

import re
from dataclasses import dataclass

from policy_index.text import align

_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_\u3007\u3400-\u9fff\uf900-\U0003ffff]+|\S")


@dataclass(frozen=True)
class Piece:
    """`text` is normalised and in lower case; [start, end) is its place in the original."""

    text: str
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """All pieces in order, without blanks."""
    aligned = align(text)
    return [
        Piece(match.group().lower(), *aligned.original_span(*match.span()))
        for match in _PIECE.finditer(aligned.text)
    ]
