"""SQLite: sqlite-vec for the dense arm, FTS5 for the lexical one, fused in SQL.

alexgarcia.xyz/sqlite-vec: ``vec0`` with the filter's column as partition key, the two arms as
common table expressions, reciprocal rank fusion over their ranks. The place is also a column of the
FTS5 table, so that FTS5 filters before it ranks.
"""

from pathlib import Path

import numpy as np
import pysqlite3
import sqlite_vec

from benchmarks.index.clauses import DIMENSION, Clauses
from benchmarks.index.engines import EACH, RRF, Setting, batches, texts

_NEAREST = "SELECT id FROM vectors WHERE vector MATCH :vector AND k = :k"
_HYBRID = f"""
WITH near AS (
  SELECT id, row_number() OVER (ORDER BY distance) AS rank
  FROM vectors WHERE vector MATCH :vector AND k = {EACH} {{place}}
),
shared AS (
  SELECT rowid AS id, row_number() OVER (ORDER BY score) AS rank FROM (
    SELECT rowid, bm25(texts, 1.0, 0.5, 0.0) AS score
    FROM texts WHERE texts MATCH :text ORDER BY score LIMIT {EACH}
  )
)
SELECT id FROM (
  SELECT id, 1.0 / ({RRF} + rank) AS score FROM near
  UNION ALL SELECT id, 1.0 / ({RRF} + rank) FROM shared
)
GROUP BY id ORDER BY sum(score) DESC LIMIT 10
"""
_OF_PLACE = "AND place = :place"


class Engine:
    """One database with two virtual tables."""

    settings: list[Setting] = [{}]  # noqa: RUF012
    packages = ("sqlite-vec", "pysqlite3-binary")
    notes = "vec0 compares every vector of the place; FTS5 ranks every match"

    def build(self, clauses: Clauses, folder: Path) -> None:
        self.open(folder)
        self._database.execute(
            "CREATE VIRTUAL TABLE vectors USING vec0(id INTEGER PRIMARY KEY,"
            f" place INTEGER PARTITION KEY, vector FLOAT[{DIMENSION}] distance_metric=cosine)"
        )
        self._database.execute(
            "CREATE VIRTUAL TABLE texts USING fts5"
            "(words, bigrams, place, content='', detail=column)"
        )
        for rows in batches(len(clauses), 10_000):
            places = clauses.places[rows.start : rows.stop].tolist()
            spelt = texts(clauses, rows)
            with self._database:
                self._database.executemany(
                    "INSERT INTO vectors VALUES (?, ?, ?)",
                    (
                        (row, place, np.array(clauses.vectors[row]).tobytes())
                        for row, place in zip(rows, places, strict=True)
                    ),
                )
                self._database.executemany(
                    "INSERT INTO texts (rowid, words, bigrams, place) VALUES (?, ?, ?, ?)",
                    (
                        (row, text["words"], text["bigrams"], f"p{place}")
                        for row, place, text in zip(rows, places, spelt, strict=True)
                    ),
                )
        with self._database:
            self._database.execute("INSERT INTO texts (texts) VALUES ('optimize')")

    def open(self, folder: Path) -> None:
        self._database = pysqlite3.connect(str(folder / "clauses.sqlite"))
        self._database.enable_load_extension(True)
        sqlite_vec.load(self._database)

    def use(self, setting: Setting) -> None:
        pass

    def nearest(self, vector: np.ndarray, place: int | None) -> list[int]:
        sql = _NEAREST if place is None else f"{_NEAREST} {_OF_PLACE}"
        given = {"vector": vector.tobytes(), "k": 10, "place": place}
        return [row for (row,) in self._database.execute(sql, given)]

    def hybrid(
        self, vector: np.ndarray, tokens: dict[str, list[str]], place: int | None
    ) -> list[int]:
        text = " OR ".join(tokens["words"] + tokens["bigrams"])
        if place is not None:
            text = f"place : p{place} AND ({text})"
        sql = _HYBRID.format(place="" if place is None else _OF_PLACE)
        given = {"vector": vector.tobytes(), "text": text, "place": place}
        return [row for (row,) in self._database.execute(sql, given)]
