import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_index.index.arrays import best, ranges

SCORES = st.lists(st.integers(-3, 6), max_size=40)


@given(SCORES, st.integers(1, 12), st.integers(-4, 7))
def test_the_best_are_those_that_sorting_finds(scores: list[int], count: int, above: int) -> None:
    array, order = np.array(scores, dtype=np.float64), np.arange(len(scores))[::-1]
    sorted_places = sorted(range(len(scores)), key=lambda place: (-scores[place], order[place]))
    expected = [place for place in sorted_places if scores[place] > above][:count]
    assert sorted(best(array, count, order, above)) == sorted(expected)


@pytest.mark.parametrize("distinct", [3, 100_000])
def test_the_best_of_very_many(distinct: int) -> None:
    scores = np.random.default_rng(0).integers(0, distinct, 50_000).astype(np.float64)
    order = np.arange(len(scores))
    expected = np.lexsort((order, -scores))[:20]
    assert sorted(best(scores, 20, order, above=0.0)) == sorted(expected)


def test_where_hardly_any_is_above_the_rest_is_left_out() -> None:
    scores = np.zeros(50_000)
    scores[[7, 40_000]] = 1.0
    assert sorted(best(scores, 20, np.arange(len(scores)), above=0.0)) == [7, 40_000]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=10))
def test_ranges_are_laid_end_to_end(pairs: list[tuple[int, int]]) -> None:
    starts = np.array([start for start, _ in pairs], dtype=np.int64)
    counts = np.array([count for _, count in pairs], dtype=np.int64)
    expected = [start + step for start, count in pairs for step in range(count)]
    assert ranges(starts, counts).tolist() == expected
