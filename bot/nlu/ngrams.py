"""Character n-grams of a message, weighed by how much they tell (tf-idf)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.nlu.characters import pieces

_BEGIN, _END = "^", "$"


@dataclass(frozen=True)
class NgramSpace:
    """The n-grams of the training data, each with its place and its inverse document frequency."""

    places: Mapping[str, int]
    rarity: npt.NDArray[np.float64]

    @classmethod
    def of(cls, texts: Sequence[str]) -> NgramSpace:
        """Every n-gram of the texts, in alphabetical order."""
        counts = Counter(ngram for text in texts for ngram in set(ngrams(text)))
        known = sorted(counts)
        holders = np.array([counts[ngram] for ngram in known], dtype=np.float64)
        rarity = np.log((1 + len(texts)) / (1 + holders)) + 1
        return cls({ngram: place for place, ngram in enumerate(known)}, rarity)

    def weigh(self, text: str) -> tuple[list[int], npt.NDArray[np.float64]]:
        """Places of the text's known n-grams, and their weights, together of length 1."""
        counts = Counter(ngram for ngram in ngrams(text) if ngram in self.places)
        places = [self.places[ngram] for ngram in counts]
        weights = np.array([1 + math.log(count) for count in counts.values()]) * self.rarity[places]
        length = float(np.linalg.norm(weights))
        return places, weights / length if length else weights


def ngrams(text: str) -> list[str]:
    """One and two neighbouring pieces; the begin and the end of the text count as pieces."""
    singles = [_BEGIN, *(piece.text for piece in pieces(text)), _END]
    return singles + [f"{first} {second}" for first, second in pairwise(singles)]
