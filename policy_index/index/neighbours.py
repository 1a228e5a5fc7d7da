"""Which clauses are worth scoring exactly, when there are too many to score them all.

    score = (whole + best sentence) / 2 = max over the sentences of (whole + sentence) / 2

so the nearest clauses are those of the nearest *middles* of a clause's whole vector and one of its
sentences: an inner-product search with one kind of vector, which FAISS can approximate. The index
is IVF + RaBitQ (Gao and Long, "RaBitQ", SIGMOD 2024): a bit for each dimension, scanned list by
list; what it finds is scored exactly afterwards, so only what it misses is lost. A filter is
applied while the lists are scanned, before the best are taken.

A graph (HNSW) takes ten times as long to build and loses most of the answers under a selective
filter without saying so; this loses none, for the fewer rows are allowed, the more lists are read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, cast

import faiss
import numpy as np

from policy_index.index.arrays import Rows, Vector, Vectors

READ = 4.0
"""A search without a filter reads READ × √lists of the lists: that finds 99 % of the 10 nearest,
among 100,000 vectors (71 of 316 lists) as among a million (127 of 1,000)."""
SHORTLIST = 500
"""Middles that are taken at least; three for each clause where many are wanted."""

_TRAINING_A_LIST = 64
_ROUNDS = 8


class Middles(Protocol):
    """The middles of all clauses: some for training, and all in blocks with their clauses' rows."""

    count: int
    dimension: int

    def sample(self, count: int) -> Vectors: ...

    def blocks(self) -> Iterator[tuple[Vectors, Rows]]: ...


class Neighbours:
    """An index of middles; each stands under its clause's row."""

    def __init__(self, path: Path) -> None:
        self._index = cast(Any, faiss.read_index(str(path)))

    def near(self, query: Vector, count: int, allowed: Rows | None, size: int) -> Rows:
        """Rows among which the ``count`` nearest clauses very likely are, ascending.

        ``allowed``: some of all ``size`` rows, at least one; None: all.
        """
        lists = self._index.nlist
        parameters = faiss.IVFRaBitQSearchParameters()
        parameters.qb = self._index.qb
        read = READ * np.sqrt(lists)
        if allowed is not None:
            read *= size / len(allowed)
            mask = np.zeros(size, dtype=np.bool_)
            mask[allowed] = True
            bits = np.packbits(mask, bitorder="little")  # lives as long as the search
            parameters.sel = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
        parameters.nprobe = min(lists, int(np.ceil(read)))
        middles = max(SHORTLIST, 3 * count)
        _, rows = self._index.search(query[None, :], middles, params=parameters)
        found: Rows = np.unique(rows[0])
        return found[found >= 0]  # FAISS fills up with -1


def write_neighbours(path: Path, middles: Middles) -> None:
    """Train on a sample, then add all."""
    lists = int(np.sqrt(middles.count))
    index: Any = faiss.index_factory(
        middles.dimension, f"IVF{lists},RaBitQ", faiss.METRIC_INNER_PRODUCT
    )
    index.cp.niter = _ROUNDS
    index.train(middles.sample(lists * _TRAINING_A_LIST))
    for block, rows in middles.blocks():
        index.add_with_ids(block, rows)
    faiss.write_index(index, str(path))
