"""BM25 over one field of the clauses: for each token the clauses that have it.

    score = sum over tokens of weight * idf * tf / (tf + k1 * (1 - b + b * length / average))
    idf   = ln(1 + (N - df + 0.5) / (df + 0.5))

which is Lucene's BM25 (Kamphuis, de Vries, Boytsov and Lin, "Which BM25 Do You Mean?", ECIR 2020),
as bm25s's method "lucene" computes it. The postings lie token by token in flat arrays, as in bm25s
(Lù, 2024): a question reads a few stretches of memory from end to end. What bm25s stores is the
finished score; here it is the clause's ``tf`` and length, two small numbers in the place of one
float, so that N, df and the average can be those of the whole index on the day of the question and
an index that grew scores like one that was built at once. That costs 0.4 ns a posting.
"""

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from itertools import chain, pairwise
from pathlib import Path

import numpy as np

from policy_index.index.arrays import Array, Mask, Rows, Scores, new_file, ranges, read, save

K1 = 1.5
B = 0.75

_AT_ONCE = 2**15
"""Postings that are computed with at once: they stay in the processor's cache."""
_NARROWED = 1000
"""Where a token has fewer, finding the first and last that are wanted costs more than it spares."""
_BLOCK = 2**24
"""Postings that are merged at a time: bounds the memory that a merge takes."""


@dataclass(frozen=True)
class Postings:
    """Token i is ``hashes[i]``; it stands in the clauses ``rows[starts[i]:starts[i + 1]]``.

    ``counts`` and ``lengths`` lie beside ``rows``: how often the token stands there, and how many
    tokens that clause has. ``row_lengths`` is the same by row, shape (clauses,).
    """

    hashes: Array
    starts: Array
    rows: Array
    counts: Array
    lengths: Array
    row_lengths: Array

    @classmethod
    def of(cls, clauses: Sequence[Sequence[str]]) -> "Postings":
        """Index the tokens of some clauses, in memory."""
        numbers = _Numbers()
        lengths = np.fromiter(map(len, clauses), dtype=np.int64, count=len(clauses))
        total = int(lengths.sum())
        tokens = chain.from_iterable(clauses)
        number = np.fromiter(map(numbers.__getitem__, tokens), dtype=np.int64, count=total)
        pairs, counts = np.unique(
            number << 32 | np.repeat(np.arange(len(clauses)), lengths), return_counts=True
        )
        sizes = np.bincount(pairs >> 32, minlength=len(numbers))
        hashes = token_hashes(list(numbers))
        order = np.argsort(hashes)
        by_hash = ranges(_starts(sizes)[order], sizes[order])
        rows = (pairs & 0xFFFFFFFF)[by_hash]
        return cls(
            hashes=hashes[order],
            starts=_starts(sizes[order]),
            rows=rows.astype(np.int32),
            counts=_small(counts[by_hash]),
            lengths=_small(lengths[rows]),
            row_lengths=lengths.astype(np.uint32),
        )

    @classmethod
    def read(cls, folder: Path) -> "Postings":
        """Postings that ``write_postings`` wrote, mapped into memory."""
        return cls(**read(folder, [field.name for field in fields(cls)]))

    def columns(self, hashes: Array) -> Rows:
        """Number of each token here, -1 where no clause has it; shape (tokens,)."""
        if not len(self.hashes):
            return np.full(len(hashes), -1)
        at = np.searchsorted(self.hashes, hashes)
        at[at == len(self.hashes)] = 0
        return np.where(self.hashes[at] == hashes, at, -1)

    def frequencies(self, live: Mask | None = None) -> Rows:
        """In how many (``live``) clauses each token stands, shape (tokens,)."""
        if live is None or not len(self.rows):
            return np.diff(self.starts)
        counted = np.concatenate([[0], np.cumsum(live[self.rows])])
        found: Rows = counted[self.starts[1:]] - counted[self.starts[:-1]]
        return found

    def add_scores(
        self, scores: Scores, columns: Rows, weights: Scores, average: float, within: slice
    ) -> None:
        """Add the scores of some tokens to those of the clauses, shape (clauses,).

        ``weights``: what the tf part of each token is multiplied with. Only clauses of the span of
        rows ``within`` are sure to be looked at.
        """
        starts, stops = self.starts[columns], self.starts[columns + 1]
        if within.stop - within.start < len(scores):
            for token in np.flatnonzero(stops - starts > _NARROWED):
                rows = self.rows[starts[token] : stops[token]]
                first, last = np.searchsorted(rows, [within.start, within.stop])
                starts[token], stops[token] = starts[token] + first, starts[token] + last
        for group in _together(stops - starts):
            at = [slice(*ends) for ends in zip(starts[group], stops[group], strict=True)]
            part = _joined(self.lengths, at) * (K1 * B / average)
            part += K1 * (1 - B)
            part /= _joined(self.counts, at)
            part += 1
            sizes = stops[group] - starts[group]
            np.divide(np.repeat(weights[group], sizes), part, out=part)
            np.add.at(scores, _joined(self.rows, at), part)


def idf(count: int, frequencies: Rows) -> Scores:
    """Lucene's idf of tokens that stand in ``frequencies`` of ``count`` clauses."""
    rarity: Scores = np.log1p((count - frequencies + 0.5) / (frequencies + 0.5))
    return rarity


def token_hashes(tokens: Sequence[str]) -> Array:
    """64 bits in the place of each token: two of a million tokens collide once in 37 million
    vocabularies, and numbers are found in a mapped file without reading the vocabulary."""
    digests = b"".join(hashlib.blake2b(token.encode(), digest_size=8).digest() for token in tokens)
    return np.frombuffer(digests, dtype="<u8")


def write_postings(folder: Path, parts: Sequence[tuple[Postings, Rows]], clauses: int) -> None:
    """Write the postings of several parts as one.

    With each part come the new rows of its clauses, -1 for those that are left out. ``clauses``:
    how many there are together. Tokens are merged block by block, so that memory holds one.
    """
    folder.mkdir()
    row_lengths = np.zeros(clauses, dtype=np.uint32)
    for part, new in parts:
        row_lengths[new[new >= 0]] = part.row_lengths[new >= 0]
    hashes = np.unique(np.concatenate([part.hashes for part, _ in parts]))
    kept = [part.frequencies(new >= 0) for part, new in parts]
    sizes = np.zeros(len(hashes), dtype=np.int64)
    for (part, _), frequencies in zip(parts, kept, strict=True):
        sizes[np.searchsorted(hashes, part.hashes)] += frequencies
    hashes, sizes = hashes[sizes > 0], sizes[sizes > 0]
    starts = _starts(sizes)
    total = int(starts[-1])
    save(folder, hashes=hashes, starts=starts, row_lengths=row_lengths)
    types = {
        "rows": np.dtype(np.int32),
        "counts": _small_type([part.counts for part, _ in parts]),
        "lengths": _small_type([part.lengths for part, _ in parts]),
    }
    edges = np.unique([*np.searchsorted(starts, np.arange(0, total, _BLOCK)), len(hashes)])
    with ExitStack() as files:
        out = {
            name: files.enter_context(new_file(folder / f"{name}.npy", (total,), dtype))
            for name, dtype in types.items()
        }
        for first, last in pairwise([0, *edges[edges > 0].tolist()]):
            at = slice(int(starts[first]), int(starts[last]))
            for name, array in _merged(parts, hashes[first:last]).items():
                out[name][at] = array


def _merged(parts: Sequence[tuple[Postings, Rows]], hashes: Array) -> dict[str, Array]:
    """The postings of neighbouring tokens in all parts, by token, then by new row."""
    keys, counts, lengths = [], [], []
    for part, new in parts:
        first = int(np.searchsorted(part.hashes, hashes[0]))
        last = int(np.searchsorted(part.hashes, hashes[-1], side="right"))
        sizes = np.diff(part.starts[first : last + 1])
        column = np.repeat(np.searchsorted(hashes, part.hashes[first:last]), sizes)
        at = slice(int(part.starts[first]), int(part.starts[last]))
        rows = new[part.rows[at]]
        live = rows >= 0
        keys.append((column << 32 | rows)[live])
        counts.append(part.counts[at][live])
        lengths.append(part.lengths[at][live])
    key = np.concatenate(keys)
    order = np.argsort(key)
    return {
        "rows": key[order] & 0xFFFFFFFF,
        "counts": np.concatenate(counts)[order],
        "lengths": np.concatenate(lengths)[order],
    }


def _together(sizes: Rows) -> list[Rows]:
    """Tokens that are computed with at once: many small ones, or a large one."""
    if not len(sizes):
        return []
    bin_of = np.cumsum(sizes) // _AT_ONCE
    return np.split(np.arange(len(sizes)), np.flatnonzero(np.diff(bin_of)) + 1)


def _joined(array: Array, at: Sequence[slice]) -> Array:
    return array[at[0]] if len(at) == 1 else np.concatenate([array[each] for each in at])


class _Numbers(dict[str, int]):
    """Tokens numbered as they are first met."""

    def __missing__(self, token: str) -> int:
        number = self[token] = len(self)
        return number


def _starts(sizes: Rows) -> Rows:
    return np.concatenate([[0], np.cumsum(sizes)])


def _small(values: Rows) -> Array:
    """In the smallest unsigned type that holds them all."""
    return values.astype(np.min_scalar_type(int(values.max(initial=0))))


def _small_type(arrays: Sequence[Array]) -> np.dtype[np.generic]:
    return np.result_type(*(array.dtype for array in arrays))
