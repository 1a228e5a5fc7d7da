"""A loaded index: which clauses are worth ranking for a question.

Both arms look at each segment and give their best of each pool; what either finds is scored exactly
by both. Everything is by row of a segment inside, by row of the collection outside.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from policy_index.index.arrays import Mask, Rows, Scores, Vector, best
from policy_index.index.postings import idf, token_hashes
from policy_index.index.segments import FIELDS, Segment
from policy_index.tokens import FieldWeights


@dataclass(frozen=True)
class Candidates:
    """Clauses worth ranking: ``rows`` of the collection, in order, shape (n,).

    ``dense``: mean of the cosine of the whole clause and of its best sentence; ``lexical``: raw
    BM25, 0 where no token is shared. Both for every candidate, whichever arm found it.
    """

    rows: Rows
    dense: Scores
    lexical: Scores


@dataclass(frozen=True)
class HeldSegment:
    """A segment as one generation has it.

    ``clause_of``: the row in the collection of each of its clauses, -1 where it is gone, shape
    (segment.size,). ``frequencies``: by field in how many clauses each token stands.
    """

    segment: Segment
    clause_of: Rows
    frequencies: Mapping[str, Rows]

    @cached_property
    def live(self) -> Rows | None:
        """The rows of its clauses that are not gone; None if none is."""
        live = self.clause_of >= 0
        return None if live.all() else np.flatnonzero(live)


@dataclass(frozen=True)
class _Terms:
    """The tokens of a field that a question wants and a segment has; weights include the idf."""

    field: str
    columns: Rows
    weights: Scores


class StoredIndex:
    """Reads only, so threads may share it."""

    def __init__(
        self, held: Sequence[HeldSegment], clauses: int, lengths: Mapping[str, int]
    ) -> None:
        """``clauses``: how many there are; ``lengths``: tokens of all of them, by field."""
        self.held, self._clauses = held, clauses
        self._average = {
            field: max(length, 1) / max(clauses, 1) for field, length in lengths.items()
        }
        self._bases = np.cumsum([0, *(each.segment.size for each in held)])
        self._place = np.empty(clauses, dtype=np.int64)
        for base, each in zip(self._bases, held, strict=False):
            live = np.flatnonzero(each.clause_of >= 0)
            self._place[each.clause_of[live]] = base + live

    @property
    def ids(self) -> Rows:
        """Each clause's number, shape (clauses,): it keeps it while others come and go."""
        ids = np.concatenate([np.empty(0, np.int64), *(each.segment.ids for each in self.held)])
        return ids[self._place]

    def candidates(
        self, vector: Vector, wanted: FieldWeights, pools: Sequence[Mask | None], depth: int
    ) -> Candidates:
        """The clauses that either arm ranks among its best ``depth`` of any pool.

        A pool is a mask over all clauses, shape (clauses,), applied before the best are taken;
        None admits every clause. A clause that shares no token is none of the best of the lexical
        arm. ``vector``: the query's, shape (dimension,). Equal clauses go in the order of rows.
        """
        terms = self._terms(wanted)
        by_pool = [self._allowed(pool) for pool in pools]
        lexical = [
            _lexical(each, terms[number], [allowed[number] for allowed in by_pool], self._average)
            for number, each in enumerate(self.held)
        ]
        chosen = [np.empty(0, dtype=np.int64)]
        for allowed in by_pool:
            near, shared = [], []
            for each, rows, scores in zip(self.held, allowed, lexical, strict=True):
                near.append(_nearest(each, vector, rows, depth))
                shared.append(_sharing(each, scores, rows, depth))
            chosen += [_best_clauses(near, depth), _best_clauses(shared, depth)]
        rows = np.unique(np.concatenate(chosen))
        found = Candidates(rows, np.empty(len(rows)), np.empty(len(rows)))
        for number, at, inside in self._located(rows):
            found.dense[at] = self.held[number].segment.similarities(vector, inside)
            found.lexical[at] = lexical[number][inside]
        return found

    def sentence_similarities(self, vector: Vector, row: int) -> Scores:
        """Cosine of a query with each sentence of the clause ``row``, in the clause's order."""
        ((number, _, inside),) = self._located(np.array([row]))
        return self.held[number].segment.sentence_similarities(vector, int(inside[0]))

    def _terms(self, wanted: FieldWeights) -> list[list[_Terms]]:
        """What is wanted of each segment, with idf over all of them."""
        terms: list[list[_Terms]] = [[] for _ in self.held]
        for field in FIELDS:
            hashes = token_hashes(list(wanted[field]))
            columns = [each.segment.postings[field].columns(hashes) for each in self.held]
            frequencies = np.zeros(len(hashes), dtype=np.int64)
            for each, column in zip(self.held, columns, strict=True):
                known = column >= 0
                frequencies[known] += each.frequencies[field][column[known]]
            weights = idf(self._clauses, frequencies) * list(wanted[field].values())
            for out, column in zip(terms, columns, strict=True):
                known = column >= 0
                out.append(_Terms(field, column[known], weights[known]))
        return terms

    def _allowed(self, pool: Mask | None) -> list[Rows | None]:
        """The rows of each segment that a pool admits, ascending; None: all."""
        if pool is None:
            return [each.live for each in self.held]
        inside = np.zeros(self._bases[-1], dtype=np.bool_)
        inside[self._place[np.flatnonzero(pool)]] = True
        return [np.flatnonzero(inside[first:last]) for first, last in pairwise(self._bases)]

    def _located(self, rows: Rows) -> Iterator[tuple[int, Rows, Rows]]:
        """For each segment: its number, which of ``rows`` are in it, and their rows there,
        ascending."""
        place = self._place[rows]
        segment_of = np.searchsorted(self._bases, place, side="right") - 1
        for number in np.unique(segment_of):
            at = np.flatnonzero(segment_of == number)
            at = at[np.argsort(place[at])]
            yield int(number), at, place[at] - self._bases[number]


_Found = tuple[Rows, Scores]
"""Clauses of the collection and their scores in one arm."""


def _nearest(held: HeldSegment, vector: Vector, rows: Rows | None, depth: int) -> _Found:
    found, scores = held.segment.nearest(vector, depth, rows, held.clause_of)
    return held.clause_of[found], scores


def _lexical(
    held: HeldSegment,
    terms: Sequence[_Terms],
    allowed: Sequence[Rows | None],
    average: Mapping[str, float],
) -> Scores:
    """BM25 of the clauses of a segment, shape (segment.size,); right for the rows ``allowed``."""
    scores = np.zeros(held.segment.size)
    within = _span(held.segment.size, allowed)
    for each in terms:
        held.segment.postings[each.field].add_scores(
            scores, each.columns, each.weights, average[each.field], within
        )
    return scores


def _sharing(held: HeldSegment, scores: Scores, rows: Rows | None, depth: int) -> _Found:
    if rows is None:
        found = best(scores, depth, held.clause_of, above=0.0)
    else:
        found = rows[best(scores[rows], depth, held.clause_of[rows], above=0.0)]
    return held.clause_of[found], scores[found]


def _best_clauses(found: Sequence[_Found], depth: int) -> Rows:
    """The best of what the segments gave."""
    if not found:
        return np.empty(0, dtype=np.int64)
    clauses = np.concatenate([each for each, _ in found])
    return clauses[best(np.concatenate([scores for _, scores in found]), depth, clauses)]


def _span(size: int, allowed: Sequence[Rows | None]) -> slice:
    """The rows from the first to the last that are allowed."""
    if any(rows is None for rows in allowed):
        return slice(0, size)
    ends = [(int(rows[0]), int(rows[-1]) + 1) for rows in allowed if rows is not None and len(rows)]
    return slice(
        min((first for first, _ in ends), default=0), max((last for _, last in ends), default=0)
    )
