"""A segment: some clauses that were indexed together. It is written once and never changed.

    digests.npy    what each clause was made from, 16 bytes; the same digest is the same clause
    ids.npy        each clause's number in the index, given once, never to another clause
    starts.npy     clause i has the sentences starts[i] … starts[i + 1] - 1
    whole.npy, sentences.npy            vectors
    neighbours.faiss                        only where there are more vectors than are scanned
    words/, bigrams/                        postings

Rows are sorted by jurisdiction, so a filter by place is a slice of every file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from policy_index.index.arrays import (
    Array,
    Rows,
    Scores,
    Vector,
    Vectors,
    best,
    ranges,
    read,
    save,
)
from policy_index.index.neighbours import Neighbours, write_neighbours
from policy_index.index.postings import Postings, write_postings
from policy_index.index.vectors import VectorFile, write_vectors

FIELDS = ("words", "bigrams")
SCANNED = 2**15
"""Vectors that are all compared with a question, in 1.6 ms, and nothing is missed."""
SCANNED_SHARE = 1 / 16
"""So is this share of a larger segment's: to find so few among all would take as long."""

_BLOCK = 8192


class VectorRows(Protocol):
    """Vectors by row: an array, a file, or the embedded passages."""

    def __getitem__(self, rows: Rows, /) -> Vectors: ...


@dataclass(frozen=True)
class Part:
    """Clauses on their way into a segment; all arrays by row."""

    digests: Array
    ids: Rows
    starts: Rows
    whole: VectorRows
    sentences: VectorRows
    postings: dict[str, Postings]


@dataclass(frozen=True)
class Segment(Part):
    """A segment that was opened."""

    whole: VectorFile
    sentences: VectorFile
    neighbours: Neighbours | None

    @property
    def size(self) -> int:
        """How many clauses are in it, those that were removed since included."""
        return len(self.ids)

    @property
    def dimension(self) -> int:
        """Of its vectors."""
        return self.whole.dimension

    def nearest(
        self, query: Vector, count: int, allowed: Rows | None, order: Rows
    ) -> tuple[Rows, Scores]:
        """Rows and scores of the ``count`` nearest clauses of those ``allowed``, in no order.

        ``allowed``: rows, ascending; None: all. Of equal clauses those that come first by
        ``order``, shape (size,).
        """
        rows = np.arange(self.size) if allowed is None else allowed
        vectors = self.whole.count + self.sentences.count
        asked = vectors * len(rows) / max(self.size, 1)
        if self.neighbours is not None and asked > max(SCANNED, SCANNED_SHARE * vectors):
            rows = self.neighbours.near(query, count, allowed, self.size)
        scores = self.similarities(query, rows)
        at = best(scores, count, order[rows])
        return rows[at], scores[at]

    def similarities(self, query: Vector, rows: Rows) -> Scores:
        """Mean of the similarity of the whole clause and of its best sentence; ``rows`` ascend."""
        whole = self.whole.similarities(query, rows)
        first = self.starts[rows]
        counts = self.starts[rows + 1] - first
        each = self.sentences.similarities(query, ranges(first, counts))
        some = counts > 0
        sentence = whole.copy()
        if some.any():
            sentence[some] = np.maximum.reduceat(each, (np.cumsum(counts) - counts)[some])
        mean: Scores = (whole + sentence) / 2
        return mean

    def sentence_similarities(self, query: Vector, row: int) -> Scores:
        """Of each sentence of one clause."""
        start, stop = int(self.starts[row]), int(self.starts[row + 1])
        return self.sentences.similarities(query, np.arange(start, stop))


def read_segment(folder: Path) -> Segment:
    """Open a segment: nothing is read but what FAISS needs to scan."""
    arrays = read(folder, ["digests", "ids", "starts"])
    neighbours = folder / "neighbours.faiss"
    return Segment(
        **arrays,
        whole=VectorFile(folder / "whole.npy"),
        sentences=VectorFile(folder / "sentences.npy"),
        postings={field: Postings.read(folder / field) for field in FIELDS},
        neighbours=Neighbours(neighbours) if neighbours.exists() else None,
    )


def write_segment(folder: Path, parts: Sequence[Part], picks: Rows) -> None:
    """Write a segment of the clauses ``picks``, at least one, in that order.

    A pick is a row of the parts laid end to end; clauses that are not picked are left out.
    """
    dimension = parts[0].whole[np.array([0])].shape[1]
    starts = np.concatenate([part.starts[:-1] for part in parts])
    counts = np.concatenate([np.diff(part.starts) for part in parts])[picks]
    sentence_bases = _bases([int(part.starts[-1]) for part in parts])
    first = (starts + np.repeat(sentence_bases, [len(part.ids) for part in parts]))[picks]
    bases = _bases([len(part.ids) for part in parts])
    ends = np.concatenate([[0], np.cumsum(counts)])
    save(
        folder,
        digests=np.concatenate([part.digests for part in parts])[picks],
        ids=np.concatenate([part.ids for part in parts])[picks],
        starts=ends,
    )
    whole = _Joined([part.whole for part in parts], bases, dimension)
    blocks = (whole[picks[at]] for at in _blocks(len(picks)))
    write_vectors(folder / "whole.npy", blocks, len(picks), dimension)
    sentences = _Joined([part.sentences for part in parts], sentence_bases, dimension)
    blocks = (sentences[ranges(first[at], counts[at])] for at in _blocks(len(picks)))
    write_vectors(folder / "sentences.npy", blocks, int(ends[-1]), dimension)
    new_row = np.full(sum(len(part.ids) for part in parts), -1)
    new_row[picks] = np.arange(len(picks))
    by_part = np.split(new_row, bases[1:])
    for field in FIELDS:
        postings = [part.postings[field] for part in parts]
        write_postings(folder / field, list(zip(postings, by_part, strict=True)), len(picks))
    middles = _Middles(folder, ends, dimension)
    if middles.count > SCANNED:
        write_neighbours(folder / "neighbours.faiss", middles)


class _Joined:
    """The vectors of several parts, laid end to end; part i begins at ``bases[i]``."""

    def __init__(self, parts: Sequence[VectorRows], bases: Rows, dimension: int) -> None:
        self._parts, self._bases, self._dimension = parts, bases, dimension

    def __getitem__(self, rows: Rows) -> Vectors:
        part_of = np.searchsorted(self._bases, rows, side="right") - 1
        out = np.empty((len(rows), self._dimension), dtype=np.float32)
        for number in np.unique(part_of):
            here = part_of == number
            out[here] = self._parts[number][rows[here] - self._bases[number]]
        return out


class _Middles:
    """The middles of a segment whose vectors are written; a clause without sentences has one."""

    def __init__(self, folder: Path, starts: Rows, dimension: int) -> None:
        self._whole = VectorFile(folder / "whole.npy")
        self._sentences = VectorFile(folder / "sentences.npy")
        self._starts = starts
        self.dimension = dimension
        self.count = int(np.maximum(np.diff(starts), 1).sum())

    def sample(self, count: int) -> Vectors:
        clauses = len(self._starts) - 1
        wanted = min(clauses, count * clauses // self.count + 1)
        rows = np.random.default_rng(0).choice(clauses, wanted, replace=False)
        return self._of(rows)[0]

    def blocks(self) -> Iterator[tuple[Vectors, Rows]]:
        for at in _blocks(len(self._starts) - 1):
            yield self._of(np.arange(at.start, at.stop))

    def _of(self, rows: Rows) -> tuple[Vectors, Rows]:
        whole = self._whole[rows]
        first = self._starts[rows]
        counts = self._starts[rows + 1] - first
        owner = np.repeat(np.arange(len(rows)), counts)
        middles = (whole[owner] + self._sentences[ranges(first, counts)]) / 2
        alone = counts == 0
        return (
            np.concatenate([middles, whole[alone]]),
            np.concatenate([rows[owner], rows[alone]]),
        )


def _bases(sizes: Sequence[int]) -> Rows:
    return np.concatenate([[0], np.cumsum(sizes)])[:-1].astype(np.int64)


def _blocks(count: int) -> Iterator[slice]:
    return (slice(start, min(start + _BLOCK, count)) for start in range(0, count, _BLOCK))
