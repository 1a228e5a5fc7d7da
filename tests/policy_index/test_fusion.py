import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_index.fusion import LEXICAL_FLOOR, LEXICAL_WEIGHT, Scores, fuse, max_scaled, min_max

NUMBERS = st.lists(st.floats(0, 50, allow_nan=False), min_size=1, max_size=30)


def scores(*values: float) -> Scores:
    return np.array(values, dtype=np.float64)


def test_min_max_moves_to_the_unit_interval() -> None:
    assert min_max(scores(0.7, 0.8, 0.9)) == pytest.approx([0.0, 0.5, 1.0])


def test_min_max_of_equal_scores_is_zero() -> None:
    assert min_max(scores(0.8, 0.8)).tolist() == [0.0, 0.0]


def test_max_scaled_by_its_greatest() -> None:
    assert max_scaled(scores(0, 10, 20), 5).tolist() == [0.0, 0.5, 1.0]


def test_one_common_word_does_not_count_as_a_full_match() -> None:
    assert max_scaled(scores(0, 1), 5).tolist() == [0.0, 0.2]


def test_nothing_shared_leaves_the_dense_order() -> None:
    assert fuse(scores(0.8, 0.9), scores(0, 0)).tolist() == [0.0, 1.0]


def test_formula() -> None:
    dense, lexical = scores(0.7, 0.9, 0.8), scores(20, 5, 0)
    assert fuse(dense, lexical) == pytest.approx([0.5, 1.125, 0.5])


@given(NUMBERS)
def test_min_max_keeps_the_order(values: list[float]) -> None:
    moved = min_max(scores(*values))
    assert np.all((moved >= 0) & (moved <= 1))
    order = np.argsort(values, kind="stable")
    assert np.all(np.diff(moved[order]) >= 0)


@given(NUMBERS)
def test_fused_scores_are_bounded(values: list[float]) -> None:
    fused = fuse(scores(*values), scores(*values))
    assert fused.min() >= 0
    assert fused.max() <= 1 + LEXICAL_WEIGHT
    assert LEXICAL_FLOOR > 0
