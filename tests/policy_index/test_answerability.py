from pathlib import Path

import numpy as np
import pytest

from policy_index.answerability import Model, load

ANSWERED, UNANSWERED = [4.0, 2.0], [0.0, 2.0]


@pytest.fixture
def model() -> Model:
    """Two questions: one with an answer, one without."""
    return Model(
        support=np.array([[1, 0], [-1, 0]], dtype=np.float32),
        weights=np.array([2, -2], dtype=np.float32),
        mean=np.array([2, 2], dtype=np.float32),
        scale=np.array([2, 1], dtype=np.float32),
        bias=0.0,
        gamma=1.0,
        curve=(1.5, 0.0),
        threshold=0.4,
    )


def test_a_question_is_as_probably_answered_as_those_that_it_is_like(model: Model) -> None:
    answered, between, unanswered = model.probability(
        np.array([ANSWERED, [2.0, 2.0], UNANSWERED], dtype=np.float64)
    )
    assert answered > 0.9
    assert between == pytest.approx(0.5)
    assert unanswered < 0.1


def test_one_that_is_like_none_is_judged_by_the_bias(model: Model) -> None:
    assert model.probability(np.array([[100.0, 100.0]]))[0] == pytest.approx(0.5)


def test_what_is_saved_is_loaded(model: Model, tmp_path: Path) -> None:
    model.save(tmp_path / "model.npz")
    loaded = load(tmp_path / "model.npz")
    some = np.array([[1.0, 2.5], [3.0, 0.5]])
    assert loaded.probability(some) == pytest.approx(model.probability(some))
    assert (loaded.curve, loaded.threshold) == (model.curve, model.threshold)
