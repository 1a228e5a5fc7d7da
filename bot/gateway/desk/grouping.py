"""Questions about the same matter, put together by the likeness of their vectors.

On the hand-made set of ``benchmarks/desk/alike.yml`` the pairs that are put together have an F1 of
0.76; with character n-grams, that need no model, 0.46 (``python -m benchmarks.desk.alike``).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from policy_index.text import normalize

if TYPE_CHECKING:
    from policy_index.index.arrays import Vectors

ALIKE = 0.65
"""The mean cosine of two groups from which they are one: the best on the hand-made set."""


@lru_cache(maxsize=20_000)
def spelling(text: str) -> str:
    """What two questions share that differ in punctuation, blanks and the like alone."""
    plain = normalize(text).lower()
    return "".join(character for character in plain if character.isalnum()) or plain.strip()


def grouped(vectors: "Vectors", alike: float = ALIKE) -> list[list[int]]:
    """The rows of ``vectors`` (texts, dimension; unit length) by groups, of average linkage: the
    two groups whose members are most alike on average become one, as long as that is ``alike``."""
    if len(vectors) < 2:
        return [[row] for row in range(len(vectors))]
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage

    upper = np.triu_indices(len(vectors), k=1)
    distances = np.clip(1 - vectors @ vectors.T, 0, 2)[upper].astype(np.float64)
    numbers = fcluster(linkage(distances, "average"), t=1 - alike, criterion="distance")
    groups: dict[int, list[int]] = {}
    for row, number in enumerate(numbers):
        groups.setdefault(int(number), []).append(row)
    return list(groups.values())


def middle(vectors: "Vectors", group: Sequence[int]) -> int:
    """The row of the group that is nearest to all others: it speaks for the group."""
    members = vectors[list(group)]
    return group[int((members @ members.sum(axis=0)).argmax())]
