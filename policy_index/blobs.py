"""Bytes by key in one SQLite file: what was dear to compute is computed once.

What is added at once is there as a whole or not at all, whatever happens to the process; several
processes may read and add.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

_ASKED_AT_ONCE = 500


class Blobs:
    """One table of a file in a folder that exists. Every method raises sqlite3.DatabaseError if the
    file is damaged, sqlite3.OperationalError (one of these) if it cannot be opened or written."""

    def __init__(self, path: Path, table: str) -> None:
        self._path, self._table = path, table

    def found(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Those of ``keys`` that are there, with what was added for them."""
        found = dict[bytes, bytes]()
        with self._open() as database:
            for start in range(0, len(keys), _ASKED_AT_ONCE):
                asked = keys[start : start + _ASKED_AT_ONCE]
                places = ", ".join("?" * len(asked))
                query = f"SELECT * FROM {self._table} WHERE key IN ({places})"
                found.update(database.execute(query, asked))
        return found

    def add(self, blobs: Mapping[bytes, bytes]) -> None:
        """Keep ``blobs`` by their keys."""
        with self._open() as database, database:
            database.executemany(
                f"INSERT OR REPLACE INTO {self._table} VALUES (?, ?)", blobs.items()
            )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path)) as database:
            database.execute(
                f"CREATE TABLE IF NOT EXISTS {self._table} (key BLOB PRIMARY KEY, blob BLOB)"
            )
            yield database
