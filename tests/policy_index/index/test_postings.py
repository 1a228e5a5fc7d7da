from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_index.index.arrays import Scores
from policy_index.index.postings import K1, B, Postings, idf, token_hashes, write_postings

Clauses = Sequence[Sequence[str]]

TOKENS = ["奖励", "贷款", "贴息", "认定", "企业", "小巨人", "展会"]
CLAUSES = st.lists(st.lists(st.sampled_from(TOKENS), max_size=12), min_size=1, max_size=12)


def random_clauses(count: int) -> list[list[str]]:
    rng = np.random.default_rng(0)
    return [
        [f"t{number}" for number in rng.zipf(1.5, size) % 300]
        for size in rng.integers(0, 80, count)
    ]


def scores(postings: Postings, wanted: Sequence[str], within: slice | None = None) -> Scores:
    """BM25 of every clause for some tokens, each of weight 1."""
    count = len(postings.row_lengths)
    total = np.zeros(count)
    columns = postings.columns(token_hashes(wanted))
    columns = columns[columns >= 0]
    weights = idf(count, postings.frequencies()[columns])
    average = float(postings.row_lengths.mean())
    postings.add_scores(total, columns, weights, average, within or slice(0, count))
    return total


def same(postings: Postings, expected: Postings) -> bool:
    return all(
        np.array_equal(getattr(postings, name), getattr(expected, name)) for name in vars(expected)
    )


def test_scores_are_those_of_bm25s() -> None:
    clauses = random_clauses(500)
    reference = bm25s.BM25(k1=K1, b=B, method="lucene")
    reference.index(clauses, show_progress=False)
    postings = Postings.of(clauses)
    known = [token for token in reference.vocab_dict if token]
    for wanted in (known[:1], known[5:15], known[100:140]):
        expected = reference.get_scores(wanted)  # in float32
        assert scores(postings, wanted) == pytest.approx(expected, rel=1e-5, abs=1e-6)


def test_no_shared_token_scores_zero_and_unknown_ones_have_no_column() -> None:
    postings = Postings.of([["奖励"], ["贷款", "贴息"]])
    assert scores(postings, ["unknown"]).tolist() == [0.0, 0.0]
    assert postings.columns(token_hashes(["unknown", "贷款"]))[0] == -1
    assert scores(postings, ["奖励"])[1] == 0.0


def test_only_the_span_that_is_asked_for_is_scored() -> None:
    postings = Postings.of([["奖励"]] * 5000)
    found = scores(postings, ["奖励"], within=slice(2, 4))
    assert np.flatnonzero(found).tolist() == [2, 3]


def test_without_any_token_there_is_nothing(tmp_path: Path) -> None:
    write_postings(tmp_path / "words", [(Postings.of([[], []]), np.arange(2))], 2)
    postings = Postings.read(tmp_path / "words")
    assert scores(postings, ["奖励"]).tolist() == [0.0, 0.0]


def test_a_token_may_stand_more_often_than_a_byte_counts(tmp_path: Path) -> None:
    built = Postings.of([["奖励"] * 300, ["奖励", "贷款"]])
    write_postings(tmp_path / "words", [(built, np.arange(2))], 2)
    assert same(Postings.read(tmp_path / "words"), built)
    assert built.counts.max() == 300


@settings(max_examples=60, deadline=None)
@given(first=CLAUSES, second=CLAUSES, data=st.data())
def test_merged_parts_are_what_their_clauses_together_would_be(
    first: Clauses, second: Clauses, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    together = [*first, *second]
    kept = data.draw(
        st.permutations(range(len(together))).map(lambda order: order[: len(order) // 2 + 1])
    )
    new = np.full(len(together), -1)
    new[kept] = np.arange(len(kept))
    folder = tmp_path_factory.mktemp("merged") / "words"
    parts = [(Postings.of(first), new[: len(first)]), (Postings.of(second), new[len(first) :])]
    write_postings(folder, parts, len(kept))
    assert same(Postings.read(folder), Postings.of([together[row] for row in kept]))


def test_memory_bounds_a_merge_and_not_its_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clauses = random_clauses(200)
    monkeypatch.setattr("policy_index.index.postings._BLOCK", 64)
    halves = [
        (Postings.of(clauses[:90]), np.arange(90)),
        (Postings.of(clauses[90:]), np.arange(90, 200)),
    ]
    write_postings(tmp_path / "words", halves, 200)
    assert same(Postings.read(tmp_path / "words"), Postings.of(clauses))


def test_frequencies_count_the_clauses_that_hold() -> None:
    postings = Postings.of([["奖励", "奖励"], ["奖励"], ["贷款"]])
    column = postings.columns(token_hashes(["奖励"]))
    assert postings.frequencies()[column] == 2
    assert postings.frequencies(np.array([True, False, True]))[column] == 1
