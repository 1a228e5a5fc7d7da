"""Chroma, embedded: the dense arm alone.

docs.trychroma.com: sparse vectors, BM25 and hybrid search are of Chroma Cloud; the embedded
database has ``query`` with ``where``. So what is measured here is less than what the others do.
"""

import os
from pathlib import Path

os.environ["ANONYMIZED_TELEMETRY"] = "False"

import chromadb
import numpy as np
from chromadb.api.shared_system_client import SharedSystemClient

from benchmarks.index.clauses import Clauses
from benchmarks.index.engines import EACH, Setting, batches


class Engine:
    """One collection: vectors and places."""

    settings: list[Setting] = [{"ef": ef} for ef in (50, 100, 200, 400, 800, 1600)]  # noqa: RUF012
    packages = ("chromadb",)
    notes = "dense only: the embedded engine has no BM25; HNSW (M 16, ef_construction 200)"

    def build(self, clauses: Clauses, folder: Path) -> None:
        collection = chromadb.PersistentClient(str(folder)).create_collection(
            "clauses",
            configuration={
                "hnsw": {
                    "space": "cosine",
                    "max_neighbors": 16,
                    "ef_construction": 200,
                    "num_threads": 1,
                }
            },
            embedding_function=None,
        )
        for rows in batches(len(clauses), 5000):
            collection.add(
                ids=[str(row) for row in rows],
                embeddings=np.ascontiguousarray(clauses.vectors[rows.start : rows.stop]),
                metadatas=[{"place": int(clauses.places[row])} for row in rows],
            )

    def open(self, folder: Path) -> None:
        self._folder = folder
        client = chromadb.PersistentClient(str(folder))
        self._collection = client.get_collection("clauses", embedding_function=None)

    def use(self, setting: Setting) -> None:
        self._collection.modify(configuration={"hnsw": {"ef_search": setting["ef"]}})
        # It holds from the next opening on.
        SharedSystemClient.clear_system_cache()
        self.open(self._folder)

    def nearest(self, vector: np.ndarray, place: int | None) -> list[int]:
        return self._found(vector, place, 10)

    def hybrid(
        self, vector: np.ndarray, tokens: dict[str, list[str]], place: int | None
    ) -> list[int]:
        del tokens
        return self._found(vector, place, EACH)[:10]

    def _found(self, vector: np.ndarray, place: int | None, count: int) -> list[int]:
        where = None if place is None else {"place": place}
        found = self._collection.query([vector], n_results=count, where=where, include=[])
        return [int(row) for row in found["ids"][0]]
