"""Each kind of segment × each kind of filter, against scoring every clause."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from policy_index.index.arrays import Rows, Scores, Vector, Vectors
from policy_index.index.postings import Postings
from policy_index.index.segments import (
    FIELDS,
    SCANNED,
    Part,
    Segment,
    read_segment,
    write_segment,
)

DIMENSION = 128
FILTERS = ["none", "half", "tenth", "place", "two places", "one", "no clause"]


@dataclass(frozen=True)
class Case:
    """A segment, what it was made from, and questions near some of its clauses."""

    segment: Segment
    part: Part
    queries: Vectors

    def score(self, query: Vector) -> Scores:
        """Mean of the whole clause's and its best sentence's product, by hand."""
        whole = self.part.whole @ query
        owner = np.repeat(np.arange(len(whole)), np.diff(self.part.starts))
        best = np.full(len(whole), -np.inf)
        np.maximum.at(best, owner, self.part.sentences @ query)
        return (whole + np.where(np.isfinite(best), best, whole)) / 2


def unit(values: Vectors) -> Vectors:
    return (values / np.linalg.norm(values, axis=1, keepdims=True)).astype(np.float32)


def part_of(clauses: int, sentences: int, seed: int = 0) -> Part:
    """Clauses around topics, each with up to ``sentences`` sentences around it."""
    rng = np.random.default_rng(seed)
    topics = rng.standard_normal((max(clauses // 100, 5), DIMENSION))
    noise = 0.5 * rng.standard_normal((clauses, DIMENSION))
    whole = unit(topics[rng.integers(0, len(topics), clauses)] + noise)
    counts = rng.integers(0, sentences + 1, clauses)
    own = np.repeat(whole, counts, axis=0)
    spoken = unit(own + 0.1 * rng.standard_normal(own.shape)) if len(own) else own
    empty = Postings.of([[]] * clauses)
    return Part(
        digests=np.zeros((clauses, 16), dtype=np.uint8),
        ids=np.arange(clauses),
        starts=np.concatenate([[0], np.cumsum(counts)]),
        whole=whole,
        sentences=spoken,
        postings=dict.fromkeys(FIELDS, empty),
    )


def written(folder: Path, part: Part) -> Segment:
    folder.mkdir()
    write_segment(folder, [part], np.arange(len(part.ids)))
    return read_segment(folder)


@pytest.fixture(scope="module", params=["scanned", "neighbours", "neighbours of sentences"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    clauses, sentences = {
        "scanned": (3_000, 4),
        "neighbours": (SCANNED + 5_000, 0),
        "neighbours of sentences": (SCANNED // 2, 4),
    }[request.param]
    part = part_of(clauses, sentences)
    segment = written(tmp_path_factory.mktemp("segment") / "segment", part)
    assert (segment.neighbours is not None) == request.param.startswith("neighbours")
    rng = np.random.default_rng(1)
    near = part.whole[rng.integers(0, clauses, 20)]
    queries = unit(near + 0.05 * rng.standard_normal(near.shape))
    return Case(segment, part, queries)


def rows_of(kind: str, clauses: int) -> Rows | None:
    """The rows that a filter allows."""
    rows = np.arange(clauses)
    return {
        "none": None,
        "half": rows[::2],
        "tenth": rows[3::10],
        "place": rows[100:150],
        "two places": np.concatenate([rows[:40], rows[-40:]]),
        "one": rows[-1:],
        "no clause": rows[:0],
    }[kind]


def recall(found: Rows, scores: Scores, allowed: Rows | None, count: int) -> float:
    """Share of the best scores that were found."""
    rows = np.arange(len(scores)) if allowed is None else allowed
    best = rows[np.argsort(-scores[rows], kind="stable")][:count]
    return len(set(found) & set(best)) / len(best) if len(best) else 1.0


@pytest.mark.parametrize("kind", FILTERS)
def test_the_nearest_are_found_under_every_filter(case: Case, kind: str) -> None:
    allowed = rows_of(kind, case.segment.size)
    possible = case.segment.size if allowed is None else len(allowed)
    recalls = []
    for query in case.queries:
        rows, scores = case.segment.nearest(query, 10, allowed, np.arange(case.segment.size))
        expected = case.score(query)
        assert len(set(rows)) == len(rows) == min(10, possible)
        assert allowed is None or set(rows) <= set(allowed)
        assert scores == pytest.approx(expected[rows], abs=1e-6)
        recalls.append(recall(rows, expected, allowed, 10))
    assert np.mean(recalls) >= (0.98 if case.segment.neighbours else 1.0)


def test_a_score_does_not_hang_on_the_clauses_it_is_computed_with(case: Case) -> None:
    rows = np.arange(0, case.segment.size, 7)
    together = case.segment.similarities(case.queries[0], rows)
    for row, score in list(zip(rows, together, strict=True))[:50]:
        assert case.segment.similarities(case.queries[0], np.array([row]))[0] == score


def test_more_are_asked_for_than_there_are(case: Case) -> None:
    allowed = rows_of("place", case.segment.size)
    rows, _ = case.segment.nearest(case.queries[0], 500, allowed, np.arange(case.segment.size))
    assert sorted(rows) == list(range(100, 150))


def test_equal_clauses_come_in_the_order_that_is_given(tmp_path: Path) -> None:
    part = part_of(50, 3)
    part.whole[:] = part.whole[0]
    part.sentences[:] = part.whole[0]
    segment = written(tmp_path / "segment", part)
    rows, _ = segment.nearest(part.whole[0], 5, None, np.arange(50)[::-1])
    assert sorted(rows) == [45, 46, 47, 48, 49]


def test_sentences_are_compared_in_their_order(case: Case) -> None:
    row = int(np.argmax(np.diff(case.part.starts)))
    sentences = case.part.sentences[case.part.starts[row] : case.part.starts[row + 1]]
    found = case.segment.sentence_similarities(case.queries[0], row)
    assert found == pytest.approx(sentences @ case.queries[0], abs=1e-6)


def test_parts_are_joined_in_the_order_of_the_picks(tmp_path: Path) -> None:
    first, second = part_of(30, 3), part_of(20, 2, seed=1)
    picks = np.array([49, 3, 30, 0, 12])
    (tmp_path / "segment").mkdir()
    write_segment(tmp_path / "segment", [first, second], picks)
    joined = read_segment(tmp_path / "segment")
    ends = zip([second, first, second, first, first], [19, 3, 0, 0, 12], range(5), strict=True)
    for part, row, new in ends:
        assert np.array_equal(joined.whole[np.array([new])][0], part.whole[row])
        sentences = joined.sentences[np.arange(joined.starts[new], joined.starts[new + 1])]
        assert np.array_equal(sentences, part.sentences[part.starts[row] : part.starts[row + 1]])


def test_a_query_of_another_dimension_is_refused(case: Case) -> None:
    with pytest.raises(ValueError, match="vectors of 128 dimensions"):
        case.segment.similarities(case.queries[0][:64], np.arange(3))
