"""The index as the rest of the project sees it: build it, load it, ask it for candidates."""

import os
from dataclasses import asdict
from pathlib import Path

import faiss
import numpy as np

from policy_index.artefacts import index_folder
from policy_index.index import generations
from policy_index.index.arrays import Mask, Rows, Vector, read
from policy_index.index.build import build
from policy_index.index.generations import Manifest, clauses_file, current, frequencies_file
from policy_index.index.origin import Origin, origin
from policy_index.index.segments import FIELDS, read_segment
from policy_index.index.stored import Candidates, HeldSegment, StoredIndex
from policy_index.index.unusable import IndexUnusable

__all__ = [
    "Candidates",
    "IndexUnusable",
    "Mask",
    "Origin",
    "Rows",
    "StoredIndex",
    "Vector",
    "build",
    "current",
    "index_folder",
    "load",
    "origin",
    "verify",
]


def load(folder: Path, wanted: Origin) -> StoredIndex:
    """Open the current generation; raises IndexUnusable if it is damaged or not of ``wanted``.

    Vectors and postings are mapped, not read: the kernel is told to fetch them meanwhile.
    """
    while True:
        generation, manifest = generations.read_manifest(folder)
        try:
            return _opened(folder, generation, manifest, wanted)
        except (IndexUnusable, OSError):
            # A builder may have published the next one, and swept this one away, in between.
            if current(folder) == generation:
                raise


def verify(folder: Path) -> None:
    """Raises IndexUnusable if a byte of the current generation is not what was written."""
    _, manifest = generations.read_manifest(folder)
    generations.check_files(folder, manifest.files, hashes=True)


def _opened(folder: Path, generation: Path, manifest: Manifest, wanted: Origin) -> StoredIndex:
    made_from = asdict(manifest.origin)
    for name, value in asdict(wanted).items():
        if made_from[name] != value:
            raise IndexUnusable(f"{generation} is stale: made from another {name}")
    total = sum(record.bytes for record in manifest.files.values())
    generations.check_files(folder, manifest.files, hashes=total < generations.HASHED_AT_START)
    for name in manifest.files:
        _fetch(folder / name)
    # A second OpenMP thread makes a single query slower, and a busy machine much slower.
    faiss.omp_set_num_threads(1)
    held = [_held(folder, generation, segment) for segment in manifest.segments]
    return StoredIndex(held, manifest.clauses, manifest.lengths)


def _held(folder: Path, generation: Path, name: str) -> HeldSegment:
    try:
        segment = read_segment(folder / name)
    except (ValueError, RuntimeError) as error:  # numpy's and FAISS's ways to say it
        raise IndexUnusable(f"{folder / name} is damaged: {error}") from error
    clauses = clauses_file(name)
    frequencies = {}
    for field in FIELDS:
        file = frequencies_file(name, field)
        if (generation / f"{file}.npy").exists():
            frequencies[field] = read(generation, [file])[file]
        else:
            frequencies[field] = segment.postings[field].frequencies()
    return HeldSegment(segment, read(generation, [clauses])[clauses].astype(np.int64), frequencies)


def _fetch(path: Path) -> None:
    """Start to read a file into the page cache, without waiting for it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_WILLNEED)
    finally:
        os.close(descriptor)
