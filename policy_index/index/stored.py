"""A loaded index: which clauses are worth ranking for a question.

Both arms look at each segment and give their best of each pool; what either finds is scored exactly
by both. Everything is by row of a segment inside, by row of the collection outside.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

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
    def live(self) -> Mask | None:
        """Its clauses that are not gone; None if none is."""
        live = self.clause_of >= 0
        return None if live.all() else live

    def allowed(self, pool: Mask | None) -> Mask | None:
        """A mask over the collection as one over the segment; None allows all."""
        if pool is None:
            return self.live
        mask: Mask = pool[self.clause_of]
        return mask if self.live is None else mask & self.live


@dataclass(frozen=True)
class _Term:
    """A token that the question wants, as one segment has it. ``weight`` includes its idf."""

    field: str
    column: int
    weight: float


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
        allowed = [[each.allowed(pool) for pool in pools] for each in self.held]
        lexical = [
            self._lexical(each, terms, masks)
            for each, terms, masks in zip(self.held, self._terms(wanted), allowed, strict=True)
        ]
        chosen = [np.empty(0, dtype=np.int64)]
        for pool in range(len(pools)):
            near, shared = [], []
            for each, masks, scores in zip(self.held, allowed, lexical, strict=True):
                near.append(_nearest(each, vector, masks[pool], depth))
                shared.append(_sharing(each, scores, masks[pool], depth))
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

    def _terms(self, wanted: FieldWeights) -> list[list[_Term]]:
        """What is wanted of each segment, with idf over all of them."""
        terms: list[list[_Term]] = [[] for _ in self.held]
        for field in FIELDS:
            hashes = token_hashes(list(wanted[field]))
            columns = [each.segment.postings[field].columns(hashes) for each in self.held]
            known = [each >= 0 for each in columns]
            frequencies = np.zeros(len(hashes), dtype=np.int64)
            for each, column, is_known in zip(self.held, columns, known, strict=True):
                frequencies[is_known] += each.frequencies[field][column[is_known]]
            weights = idf(self._clauses, frequencies) * list(wanted[field].values())
            for out, column, is_known in zip(terms, columns, known, strict=True):
                for at in np.flatnonzero(is_known & (frequencies > 0)):
                    out.append(_Term(field, int(column[at]), float(weights[at])))
        return terms

    def _lexical(
        self, held: HeldSegment, terms: Sequence[_Term], masks: Sequence[Mask | None]
    ) -> Scores:
        """BM25 of the clauses of a segment, shape (segment.size,); right where a mask allows."""
        scores = np.zeros(held.segment.size)
        within = _span(held.segment.size, masks)
        for term in terms:
            held.segment.postings[term.field].add_scores(
                scores, term.column, term.weight, self._average[term.field], within
            )
        return scores

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


def _nearest(held: HeldSegment, vector: Vector, allowed: Mask | None, depth: int) -> _Found:
    rows, scores = held.segment.nearest(vector, depth, allowed, held.clause_of)
    return held.clause_of[rows], scores


def _sharing(held: HeldSegment, scores: Scores, allowed: Mask | None, depth: int) -> _Found:
    if allowed is None:
        rows = best(scores, depth, held.clause_of, above=0.0)
    else:
        inside = np.flatnonzero(allowed)
        rows = inside[best(scores[inside], depth, held.clause_of[inside], above=0.0)]
    return held.clause_of[rows], scores[rows]


def _best_clauses(found: Sequence[_Found], depth: int) -> Rows:
    """The best of what the segments gave."""
    if not found:
        return np.empty(0, dtype=np.int64)
    clauses = np.concatenate([each for each, _ in found])
    return clauses[best(np.concatenate([scores for _, scores in found]), depth, clauses)]


def _span(size: int, masks: Sequence[Mask | None]) -> slice:
    """The rows from the first to the last that any mask allows."""
    first, last = size, 0
    for mask in masks:
        if mask is None:
            return slice(0, size)
        inside = np.flatnonzero(mask)
        if len(inside):
            first, last = min(first, int(inside[0])), max(last, int(inside[-1]) + 1)
    return slice(min(first, last), last)
