"""Passages that were embedded before: each is embedded once for each model.

One SQLite file in the index folder, apart from the generations: a build that is killed goes on
where it was, and a clause that comes back, or an index of another format, costs no embedding.
"""

import hashlib
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from policy_index.blobs import Blobs
from policy_index.index.arrays import Rows, Vectors
from policy_index.index.unusable import IndexUnusable

_FILE = "embedded.sqlite"
_BATCH = 64

Encode = Callable[[Sequence[str]], Vectors]


class Embedded:
    """The vectors of passages by one model."""

    def __init__(self, folder: Path, model_hash: str) -> None:
        self._path = folder / _FILE
        self._blobs = Blobs(self._path, "passages")
        self._model = model_hash.encode()

    def key(self, text: str) -> bytes:
        """sha256 of the model's hash and the passage."""
        return hashlib.sha256(self._model + b"\0" + text.encode()).digest()

    def add(self, texts: Sequence[str], encode: Encode, progress: Callable[[str], None]) -> None:
        """Embed those that are not here yet; each batch is kept as soon as it is done."""
        by_key = {self.key(text): text for text in texts}
        with self._named():
            for key in self._blobs.found(list(by_key)):
                del by_key[key]
            if not by_key:
                return
            progress(f"embedding {len(by_key)} of {len(texts)} passages")
            # Passages of one length make full batches.
            missing = sorted(by_key.items(), key=lambda item: len(item[1]))
            for batch in _with_bar(missing):
                vectors = encode([text for _, text in batch])
                self._blobs.add(
                    {key: vector.tobytes() for (key, _), vector in zip(batch, vectors, strict=True)}
                )

    def vectors(self, keys: Sequence[bytes]) -> Vectors:
        """The vectors of passages that were added, shape (len(keys), dimension)."""
        with self._named():
            found = self._blobs.found(list(dict.fromkeys(keys)))
        data = b"".join(found[key] for key in keys)
        return np.frombuffer(data, dtype=np.float32).reshape(len(keys), -1)

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise IndexUnusable(f"{self._path}: {error}: delete it, it is made anew") from error


class EmbeddedRows:
    """Vectors by row: row i is that of ``texts[i]``."""

    def __init__(self, embedded: Embedded, texts: Sequence[str]) -> None:
        self._embedded = embedded
        self._keys = [embedded.key(text) for text in texts]

    def __getitem__(self, rows: Rows) -> Vectors:
        return self._embedded.vectors([self._keys[int(row)] for row in rows])


def _with_bar(items: Sequence[tuple[bytes, str]]) -> Iterator[Sequence[tuple[bytes, str]]]:
    """Batches, with a progress bar where a person looks on."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("embedding passages", total=len(items))
        for start in range(0, len(items), _BATCH):
            batch = items[start : start + _BATCH]
            yield batch
            bar.update(task, advance=len(batch))
