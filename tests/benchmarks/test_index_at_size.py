import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.index.clauses import FILTERS, SENTENCES, Clauses, write_clauses
from benchmarks.index.page import PAGE, RESULTS, page_of


@pytest.fixture(scope="module", params=[False, True], ids=["whole", "with sentences"])
def clauses(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Clauses:
    real = np.random.default_rng(0).standard_normal((400, 384)).astype(np.float32) + 1
    folder = tmp_path_factory.mktemp("clauses") / "1000"
    write_clauses(folder, 1000, 20, real, sentences=request.param)
    return Clauses.read(folder)


def test_the_page_says_what_was_measured() -> None:
    results = json.loads(RESULTS.read_text("utf-8"))
    assert PAGE.read_text("utf-8") == page_of(results)


def test_a_filter_leaves_the_share_that_it_is_named_after(clauses: Clauses) -> None:
    shares = [float((clauses.places == place).mean()) for place in FILTERS.values() if place]
    assert shares == [0.1, 0.01, 0.001]


def test_the_truth_is_the_comparison_of_every_clause(clauses: Clauses) -> None:
    scores = clauses.queries @ clauses.vectors.T
    if clauses.sentences is not None:
        spoken = clauses.queries @ clauses.sentences.T
        scores = (scores + spoken.reshape(len(scores), -1, SENTENCES).max(axis=2)) / 2
    for name, place in FILTERS.items():
        allowed = (
            np.arange(len(clauses)) if place is None else np.flatnonzero(clauses.places == place)
        )
        for row, exact in enumerate(clauses.exact[name]):
            best = allowed[np.argsort(-scores[row, allowed])][:10]
            assert set(exact[exact >= 0]) == set(best)


def test_a_question_asks_for_tokens_of_some_clause(clauses: Clauses) -> None:
    tokens = clauses.clause_tokens(range(len(clauses)))
    for asked in clauses.asked:
        assert any(all(set(asked[field]) <= set(each[field]) for field in asked) for each in tokens)


def test_pictures_are_beside_the_page() -> None:
    named = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("![")]
    assert named
    assert all((PAGE.parent / Path(line.split("(")[1].rstrip(")"))).exists() for line in named)
