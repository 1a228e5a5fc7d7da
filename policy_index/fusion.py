"""Putting two rankings into one: pure functions on arrays of scores, one score per clause.

A convex combination of normalised scores beats reciprocal rank fusion once a weight has been
learnt from a few labelled questions, and hardly depends on which normalisation is taken: Bruch,
Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", ACM TOIS 2023.

    fused = min_max(dense) + LEXICAL_WEIGHT * bm25 / max(max(bm25), LEXICAL_FLOOR)
"""

import numpy as np

Scores = np.ndarray[tuple[int], np.dtype[np.float64]]

LEXICAL_WEIGHT = 0.5
LEXICAL_FLOOR = 5.0


def min_max(scores: Scores) -> Scores:
    """Scores of shape (n,) moved to [0, 1]; all zero when they are all the same."""
    low, high = scores.min(), scores.max()
    return np.zeros_like(scores) if high == low else (scores - low) / (high - low)


def max_scaled(scores: Scores, floor: float) -> Scores:
    """BM25 scores of shape (n,) divided by their greatest one, or by ``floor`` if that is more.

    Zero stays zero (no word shared). Without the floor the clause that shares one common word
    with the question would count as much as one that shares them all.
    """
    return scores / max(float(scores.max()), floor)


def fuse(dense: Scores, lexical: Scores) -> Scores:
    """The formula above; both of shape (n,). Between 0 and 1 + LEXICAL_WEIGHT."""
    return min_max(dense) + LEXICAL_WEIGHT * max_scaled(lexical, LEXICAL_FLOOR)
