"""Text cut into the pieces that the E5 knows: the likeliest cut of a unigram model (Kudo, 2018,
"Subword Regularization").

The library ``tokenizers`` cuts the same way by a table that takes 280 MB of memory. This one takes
50, which counts where a process encodes short questions and nothing else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from policy_index.packed import Packed

_WORD_START = "▁"
_BETWEEN = "\0"
_LONGEST = 16
"""Characters of the longest piece."""
_UNKNOWN_PENALTY = 10.0
"""How much less likely an unknown character is than the rarest piece, as in SentencePiece."""


@dataclass(frozen=True)
class PieceTable:
    """The pieces with their ids and log probabilities; threads may share it."""

    ids: Mapping[str, int]
    scores: Sequence[float]
    unknown_score: float
    begin: int
    """The id of ``<s>``."""
    end: int
    """The id of ``</s>``."""
    unknown: int
    """The id of ``<unk>``."""

    @classmethod
    def load(cls, file: Path) -> PieceTable:
        """Read what ``write`` wrote."""
        with np.load(file, allow_pickle=False) as data:
            pieces = data["pieces"].tobytes().decode().split(_BETWEEN)
            scores = data["scores"].tolist()
            begin, end, unknown = data["special"].tolist()
        ids = {piece: place for place, piece in enumerate(pieces)}
        return cls(ids, scores, min(scores) - _UNKNOWN_PENALTY, begin, end, unknown)

    def encode(self, text: str, most: int) -> list[int]:
        """The ids of a text between ``<s>`` and ``</s>``, with these at most ``most``."""
        words = unicodedata.normalize("NFKC", text).split()
        ids = [piece for word in words for piece in self._cut(_WORD_START + word)]
        return [self.begin, *ids[: most - 2], self.end]

    def _cut(self, word: str) -> list[int]:
        """The likeliest pieces of a word; unknown characters in a row are one piece."""
        # Of the best way to each place in the word: its score, where its last piece starts, which.
        best = [(0.0, 0, self.unknown)] + [(float("-inf"), 0, self.unknown)] * len(word)
        for start in range(len(word)):
            so_far = best[start][0]
            for end, piece, score in self._pieces_from(word, start):
                if so_far + score > best[end][0]:
                    best[end] = (so_far + score, start, piece)
        backwards: list[int] = []
        place = len(word)
        while place:
            _, place, piece = best[place]
            if piece != self.unknown or backwards[-1:] != [piece]:
                backwards.append(piece)
        return backwards[::-1]

    def _pieces_from(self, word: str, start: int) -> Iterator[tuple[int, int, float]]:
        """The end, the id and the score of each piece that starts there."""
        for end in range(start + 1, min(start + _LONGEST, len(word)) + 1):
            piece = self.ids.get(word[start:end])
            if piece is not None:
                yield end, piece, self.scores[piece]
            elif end == start + 1:
                yield end, self.unknown, self.unknown_score


def write(file: Path, packed: Packed) -> None:
    """Write the table of pieces as arrays."""
    special = [packed.special_ids[name] for name in ("<s>", "</s>", "<unk>")]
    text = _BETWEEN.join(piece for piece, _ in packed.pieces)
    np.savez(
        file,
        pieces=np.frombuffer(text.encode(), dtype=np.uint8),
        scores=np.array([score for _, score in packed.pieces]),
        special=np.array(special),
    )
