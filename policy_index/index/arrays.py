"""Arrays of the index: their types, the best of many scores, and their files."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
Rows = np.ndarray[tuple[int], np.dtype[np.int64]]
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
Scores = np.ndarray[tuple[int], np.dtype[np.float64]]
Vector = np.ndarray[tuple[int], np.dtype[np.float32]]
Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]

_BLOCK = 256


def best(scores: Scores, count: int, order: Rows, above: float = -np.inf) -> Rows:
    """Places of the ``count`` greatest of ``scores`` that are above ``above``; in no order.

    Of equal ones those that come first by ``order``, shape (n,). Nothing is sorted that could not
    be among them.
    """
    places = _hopeful(scores, count, above)
    if len(places) <= count:
        return places
    hopeful = scores[places]
    threshold = np.partition(hopeful, -count)[-count]
    greater, equal = places[hopeful > threshold], places[hopeful == threshold]
    first = equal[np.argsort(order[equal], kind="stable")]
    chosen: Rows = np.concatenate([greater, first[: count - len(greater)]])
    return chosen


def _hopeful(scores: Scores, count: int, above: float) -> Rows:
    """Places of some scores, all of the ``count`` greatest that are ``above`` among them.

    The ``count`` greatest block maxima are as many scores, so none of the greatest is below them.
    """
    blocks = len(scores) // _BLOCK
    if blocks >= 4 * count:
        maxima = scores[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
        threshold = np.partition(maxima, -count)[-count]
        if threshold > above:
            above = np.nextafter(threshold, -np.inf)
    places: Rows = np.flatnonzero(scores > above)
    return places


def ranges(starts: Rows, counts: Rows) -> Rows:
    """All of start, start + 1, … start + count - 1 for each pair, one after another."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    every: Rows = np.arange(total) + np.repeat(starts - (ends - counts), counts)
    return every


def save(folder: Path, **arrays: Array) -> None:
    """Write each array to ``<folder>/<name>.npy``."""
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)


def read(folder: Path, names: Sequence[str]) -> dict[str, Array]:
    """Arrays that ``save`` wrote, mapped into memory."""
    return {name: mapped(folder / f"{name}.npy") for name in names}


def mapped(path: Path) -> Array:
    """An array file, mapped into memory: a page is read when it is first touched."""
    try:
        return np.asarray(np.load(path, mmap_mode="r"))
    except ValueError:  # an empty file cannot be mapped
        return np.asarray(np.load(path))


@contextmanager
def new_file(path: Path, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Iterator[Array]:
    """An array file to be filled; on disk when the block ends."""
    if not all(shape):  # an empty file cannot be mapped
        np.save(path, np.empty(shape, dtype=dtype))
        yield np.empty(shape, dtype=dtype)
        return
    out = np.lib.format.open_memmap(path, mode="w+", dtype=dtype, shape=shape)
    yield out
    out.flush()
