"""The measures against ir-measures on the same random rankings."""

import ir_measures
import numpy as np
import pytest
from ir_measures import RR, R, Success, nDCG

from policy_index.metrics import hit, ndcg, recall, reciprocal_rank

CLAUSES = [f"c{number:02}" for number in range(40)]


def random_case(seed: int) -> tuple[dict[str, int], list[str]]:
    random = np.random.default_rng(seed)
    gold_clauses = random.choice(CLAUSES, size=int(random.integers(1, 8)), replace=False)
    gold = {str(clause): int(random.integers(1, 3)) for clause in gold_clauses}
    ranking = [str(clause) for clause in random.permutation(CLAUSES)[: random.integers(1, 41)]]
    return gold, ranking


@pytest.mark.parametrize("seed", range(40))
def test_agrees_with_ir_measures(seed: int) -> None:
    gold, ranking = random_case(seed)
    run = {"q": {clause: 1 / rank for rank, clause in enumerate(ranking, 1)}}
    theirs = ir_measures.calc_aggregate(
        [Success @ 1, Success @ 3, R @ 10, RR @ 10, nDCG @ 10], {"q": gold}, run
    )
    grades = [gold.get(clause, 0) for clause in ranking]
    values = list(gold.values())
    ours = {
        Success @ 1: hit(grades, 1),
        Success @ 3: hit(grades, 3),
        R @ 10: recall(grades, values, 10),
        RR @ 10: reciprocal_rank(grades, 10),
        nDCG @ 10: ndcg(grades, values, 10),
    }
    assert ours == pytest.approx(theirs)


def test_by_hand() -> None:
    grades, gold = [0, 2, 1], [2, 1, 1]
    assert hit(grades, 1) == 0.0
    assert hit(grades, 3) == 1.0
    assert recall(grades, gold, 10) == pytest.approx(2 / 3)
    assert reciprocal_rank(grades, 10) == 0.5
    best = 2 + 1 / np.log2(3) + 1 / 2
    assert ndcg(grades, gold, 10) == pytest.approx((2 / np.log2(3) + 1 / 2) / best)


def test_nothing_found() -> None:
    assert reciprocal_rank([0, 0], 10) == 0.0
    assert ndcg([0, 0], [1], 10) == 0.0


def test_a_question_without_gold_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one gold clause"):
        recall([0], [], 10)
