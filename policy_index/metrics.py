"""Measures of a ranking against graded gold, in numpy; the tests hold them against ir-measures.

``grades`` is the list of the gold grades of the ranked clauses, best first (0: not gold), and
``gold`` the grades of all gold clauses of the question. Gain is linear, as in trec_eval.
"""

from collections.abc import Sequence

import numpy as np


def hit(grades: Sequence[int], k: int) -> float:
    """1 when any of the first ``k`` is gold, else 0."""
    return float(any(grade > 0 for grade in grades[:k]))


def recall(grades: Sequence[int], gold: Sequence[int], k: int) -> float:
    """Share of the gold clauses that stand among the first ``k``."""
    return sum(grade > 0 for grade in grades[:k]) / _positive(gold)


def reciprocal_rank(grades: Sequence[int], k: int) -> float:
    """1 / rank of the first gold clause among the first ``k``, 0 when there is none."""
    return next((1 / rank for rank, grade in enumerate(grades[:k], 1) if grade > 0), 0.0)


def ndcg(grades: Sequence[int], gold: Sequence[int], k: int) -> float:
    """Discounted gain of the first ``k`` over that of the best possible order."""
    _positive(gold)
    return _discounted(grades[:k]) / _discounted(sorted(gold, reverse=True)[:k])


def _discounted(grades: Sequence[int]) -> float:
    gains = np.asarray(grades, dtype=np.float64)
    return float(np.sum(gains / np.log2(np.arange(2, len(gains) + 2))))


def _positive(gold: Sequence[int]) -> int:
    count = sum(grade > 0 for grade in gold)
    if not count:
        raise ValueError("a question needs at least one gold clause")
    return count
