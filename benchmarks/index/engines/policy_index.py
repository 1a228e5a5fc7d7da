"""This project's index."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.index.clauses import DIMENSION, SENTENCES, Clauses
from benchmarks.index.engines import Setting, batches
from policy_index.fusion import fuse
from policy_index.index import store
from policy_index.index.assemble import assemble
from policy_index.index.generations import Manifest
from policy_index.index.origin import FORMAT, Origin
from policy_index.index.postings import Postings
from policy_index.index.segments import FIELDS, Part
from policy_index.tokens import BIGRAM_WEIGHT

_ORIGIN = Origin(FORMAT, "synthetic", "synthetic", "1", "1", "1")
_DEPTH = 200
_WEIGHTS = {"words": 1.0, "bigrams": BIGRAM_WEIGHT}


class Engine:
    """Called as the product calls it: 200 clauses from each arm, fused by convex combination."""

    settings: list[Setting] = [{}]  # noqa: RUF012
    packages = ("faiss-cpu", "numpy")
    notes = "200 candidates from each arm, the others 50"

    def build(self, clauses: Clauses, folder: Path) -> None:
        assemble(
            folder,
            Manifest(origin=_ORIGIN),
            [],
            _parts(clauses),
            np.arange(len(clauses)),
            np.asarray(clauses.places),
        )

    def open(self, folder: Path) -> None:
        self._index = store.load(folder, _ORIGIN)
        self._places = np.load(folder.parent / "places.npy")

    def use(self, setting: Setting) -> None:
        pass

    def nearest(self, vector: np.ndarray, place: int | None) -> list[int]:
        nothing = {field: dict[str, float]() for field in FIELDS}
        found = self._index.candidates(vector, nothing, [self._pool(place)], _DEPTH)
        return found.rows[np.argsort(-found.dense)[:10]].tolist()

    def hybrid(
        self, vector: np.ndarray, tokens: dict[str, list[str]], place: int | None
    ) -> list[int]:
        wanted = {field: dict.fromkeys(tokens[field], _WEIGHTS[field]) for field in FIELDS}
        found = self._index.candidates(vector, wanted, [self._pool(place)], _DEPTH)
        return found.rows[np.argsort(-fuse(found.dense, found.lexical))[:10]].tolist()

    def _pool(self, place: int | None) -> store.Mask | None:
        return None if place is None else self._places == place


def _parts(clauses: Clauses) -> Iterator[Part]:
    for rows in batches(len(clauses), 20_000):
        tokens = clauses.clause_tokens(rows)
        spoken = clauses.sentences is not None
        yield Part(
            digests=np.arange(rows.start, rows.stop).repeat(2).view(np.uint8).reshape(-1, 16),
            ids=np.arange(rows.start, rows.stop),
            starts=np.arange(len(rows) + 1) * (SENTENCES if spoken else 0),
            whole=clauses.vectors[rows.start : rows.stop],
            sentences=clauses.sentences[rows.start * SENTENCES : rows.stop * SENTENCES]
            if spoken
            else np.empty((0, DIMENSION), dtype=np.float32),
            postings={field: Postings.of([each[field] for each in tokens]) for field in FIELDS},
        )
