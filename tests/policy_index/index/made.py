"""Collections and vectors made for a test: no file, no model."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.documents import Document
from policy_index.embedding import Embedder, Vectors

DIMENSION = 16


class HashEmbedder(Embedder):
    """Vectors from the characters themselves: as good as a model for what an index must do."""

    name = "hash"
    fingerprint = "1"

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def encode_document(self, passages: Sequence[str]) -> Vectors:
        self.embedded += passages
        return self._vectors(passages)

    def encode_query(self, queries: Sequence[str]) -> Vectors:
        return self._vectors(queries)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        vectors = np.full((len(texts), DIMENSION), 0.01, dtype=np.float32)
        for row, text in enumerate(texts):
            for character in text:
                vectors[row, ord(character) % DIMENSION] += 1
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def collection_of(
    documents: Mapping[str, Sequence[str]], cities: Sequence[str] = ("广州",)
) -> Collection:
    """A collection of documents by id, each a list of clauses; the cities are dealt out in turn."""
    made = {
        name: _document(name, cities[number % len(cities)])
        for number, name in enumerate(sorted(documents))
    }
    clauses = [
        _clause(name, f"{number}.", text)
        for name in made
        for number, text in enumerate(documents[name], start=1)
    ]
    digest = hashlib.sha256(repr(clauses).encode()).hexdigest()
    return Collection(Path("nowhere"), made, clauses, digest)


def _clause(document: str, path: str, text: str) -> Clause:
    return Clause(
        document=document,
        path=path,
        chapter="",
        heading="",
        text=text,
        body_end=len(text),
        responsible=(),
        spans=((0, len(text)),),
    )


def _document(name: str, city: str) -> Document:
    return Document(
        id=name,
        title=name,
        city=city,
        number=None,
        issuer=None,
        issued=None,
        printed=None,
        published=None,
        term=None,
        title_period=None,
        facts={},
        notes=(),
        review="confirmed",
        source="",
        source_path=Path(name),
    )
