"""Kinds of FAISS index on the same vectors, under the same filters: why the index is what it is."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from benchmarks.index.clauses import DIMENSION, FILTERS, Clauses
from policy_index.index.neighbours import Neighbours, write_neighbours
from policy_index.index.vectors import VectorFile

_SHOWN = 10
_EF = 128

Search = Callable[[np.ndarray, np.ndarray | None], np.ndarray]
"""Query, mask → rows of the nearest, the nearest first."""


def kinds_of_index(folder: Path) -> list[dict[str, Any]]:
    """Build time, size, and for each filter recall and p50 of each kind, on one thread."""
    clauses = Clauses.read(folder)
    vectors = np.array(clauses.vectors)
    queries = np.array(clauses.queries[:100])
    places = np.array(clauses.places)
    faiss.omp_set_num_threads(1)
    rows = []
    for name, make in _KINDS.items():
        start = time.perf_counter()
        search, mib = make(vectors, folder)
        row: dict[str, Any] = {"kind": name, "build_s": time.perf_counter() - start, "mib": mib}
        row["filters"] = {
            label: _measured(
                search, queries, clauses.exact[label], None if place is None else places == place
            )
            for label, place in FILTERS.items()
        }
        rows.append(row)
    return rows


def _measured(
    search: Search, queries: np.ndarray, exact: np.ndarray, mask: np.ndarray | None
) -> dict[str, float]:
    times, recalls = [], []
    for query, best in zip(queries, exact, strict=False):
        start = time.perf_counter()
        found = search(query, mask)
        times.append(1000 * (time.perf_counter() - start))
        wanted = set(best[best >= 0].tolist())
        recalls.append(len(wanted & set(found[:_SHOWN].tolist())) / len(wanted))
    return {"p50_ms": float(np.median(times)), "recall": float(np.mean(recalls))}


def _faiss(factory: str) -> Callable[[np.ndarray, Path], tuple[Search, float]]:
    """A FAISS index that filters by bitmap."""

    def make(vectors: np.ndarray, folder: Path) -> tuple[Search, float]:
        index = faiss.index_factory(DIMENSION, factory, faiss.METRIC_INNER_PRODUCT)
        index.train(vectors[:: max(1, len(vectors) // 50_000)])
        index.add(vectors)

        def search(query: np.ndarray, mask: np.ndarray | None) -> np.ndarray:
            is_graph = isinstance(index, faiss.IndexHNSW)
            given = (
                faiss.SearchParametersHNSW(efSearch=_EF) if is_graph else faiss.SearchParameters()
            )
            if mask is not None:
                bits = np.packbits(mask, bitorder="little")
                given.sel = faiss.IDSelectorBitmap(bits)
            return index.search(query[None, :], _SHOWN, params=given)[1][0]

        return search, _mib(index, folder)

    return make


def _ours(vectors: np.ndarray, folder: Path) -> tuple[Search, float]:
    """What the index does where more vectors are allowed than it scans."""
    path = folder / "neighbours.faiss"
    write_neighbours(path, _Middles(vectors))
    neighbours, exact = Neighbours(path), VectorFile(folder / "vectors.npy")

    def search(query: np.ndarray, mask: np.ndarray | None) -> np.ndarray:
        allowed = None if mask is None else np.flatnonzero(mask)
        rows = neighbours.near(query, _SHOWN, allowed, len(vectors))
        return rows[np.argsort(-exact.similarities(query, rows))]

    return search, path.stat().st_size / 2**20


def _scan(vectors: np.ndarray, folder: Path) -> tuple[Search, float]:
    """What the index does where fewer are allowed: each of them is compared."""
    exact = VectorFile(folder / "vectors.npy")

    def search(query: np.ndarray, mask: np.ndarray | None) -> np.ndarray:
        rows = np.arange(len(vectors)) if mask is None else np.flatnonzero(mask)
        scores = exact.similarities(query, rows)
        shown = min(_SHOWN, len(rows))
        return rows[np.argpartition(-scores, shown - 1)[:shown]]

    return search, vectors.nbytes / 2**20


class _Middles:
    """Of clauses without sentences: the vectors themselves."""

    dimension = DIMENSION

    def __init__(self, vectors: np.ndarray) -> None:
        self._vectors, self.count = vectors, len(vectors)

    def sample(self, count: int) -> np.ndarray:
        return self._vectors[:: max(1, self.count // count)]

    def blocks(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        yield self._vectors, np.arange(self.count)


def _mib(index: faiss.Index, folder: Path) -> float:
    path = folder / "kind.faiss"
    faiss.write_index(index, str(path))
    size = path.stat().st_size / 2**20
    path.unlink()
    return size


_KINDS: dict[str, Callable[[np.ndarray, Path], tuple[Search, float]]] = {
    "every allowed row compared (ours, few rows)": _scan,
    "IVF + RaBitQ, rescored exactly (ours, many rows)": _ours,
    "Flat, float32": _faiss("Flat"),
    "Flat, fp16": _faiss("SQfp16"),
    "Flat, 8 bits": _faiss("SQ8"),
    "HNSW32, float32, ef 128": _faiss("HNSW32,Flat"),
    "HNSW32, 8 bits, ef 128": _faiss("HNSW32,SQ8"),
}
