"""Vectors by row, and their inner products with a question: FAISS's exact arithmetic, no structure.

The file is a plain array, mapped, so that opening it reads nothing and a row costs the page that it
lies on. It is float32 at every size: as fp16 it would take half the disk, but FAISS decodes fp16
in 0.35 µs a vector where it multiplies a float32 one in 0.05 µs, and scoring is all that is done
here.
"""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import faiss
import numpy as np

from policy_index.index.arrays import Array, Rows, Scores, Vector, Vectors, mapped, new_file

_FAISS = cast(Any, faiss)  # its type stubs leave the arithmetic out
_FEW_RUNS = 16


class VectorFile:
    """``count`` vectors of one ``dimension``, read only."""

    def __init__(self, path: Path) -> None:
        self._vectors = mapped(path)
        self.count, self.dimension = map(int, self._vectors.shape)

    def __getitem__(self, rows: Rows) -> Vectors:
        """The vectors of some rows, shape (len(rows), dimension)."""
        vectors: Vectors = self._vectors[rows]
        return vectors

    def similarities(self, query: Vector, rows: Rows) -> Scores:
        """Inner products of the query with the vectors of ``rows``, which ascend; shape (rows,).

        A product is the same number whichever rows it is computed with. Raises ValueError if the
        query is of another dimension.
        """
        if query.shape != (self.dimension,):
            raise ValueError(f"a query of {query.shape}, vectors of {self.dimension} dimensions")
        found = np.empty(len(rows), dtype=np.float32)
        breaks = np.flatnonzero(np.diff(rows) != 1) + 1
        if len(breaks) < _FEW_RUNS:
            for first, last in pairwise([0, *breaks.tolist(), len(rows)]):
                if first < last:
                    run = self._vectors[rows[first] : rows[last - 1] + 1]
                    _inner_products(query, run, found[first:last])
        else:
            _inner_products_at(query, self._vectors, rows, found)
        return found.astype(np.float64)


def write_vectors(path: Path, blocks: Iterable[Vectors], count: int, dimension: int) -> None:
    """Write ``count`` vectors that come in blocks of shape (any, dimension)."""
    with new_file(path, (count, dimension), np.dtype(np.float32)) as out:
        start = 0
        for block in blocks:
            out[start : start + len(block)] = block
            start += len(block)


def _inner_products(query: Vector, vectors: Array, out: Array) -> None:
    _FAISS.fvec_inner_products_ny(
        faiss.swig_ptr(out),
        faiss.swig_ptr(query),
        faiss.swig_ptr(vectors),
        len(query),
        len(vectors),
    )


def _inner_products_at(query: Vector, vectors: Array, rows: Rows, out: Array) -> None:
    together = np.ascontiguousarray(rows)  # a pointer does not keep an array alive
    _FAISS.fvec_inner_products_by_idx(
        faiss.swig_ptr(out),
        faiss.swig_ptr(query),
        faiss.swig_ptr(vectors),
        faiss.swig_ptr(together),
        len(query),
        1,
        len(rows),
    )
