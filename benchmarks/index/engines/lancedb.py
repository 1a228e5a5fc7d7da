"""LanceDB, embedded.

docs.lancedb.com: an FTS index for each text column, a vector index once a table is large (IVF_RQ
where searches have filters), a bitmap index on the filter's column, ``query_type="hybrid"`` with
the RRF reranker; filters are applied before.
"""

from pathlib import Path

import lancedb
import numpy as np
import pyarrow as pa
from lancedb.query import MultiMatchQuery
from lancedb.rerankers import RRFReranker

from benchmarks.index.clauses import DIMENSION, Clauses
from benchmarks.index.engines import EACH, RRF, Setting, batches, texts

_FIELDS = ["words", "bigrams"]
_INDEXED_FROM = 10_000


class Engine:
    """One table with everything in it."""

    settings: list[Setting] = [  # noqa: RUF012
        {"exhaustive": True},
        {"nprobes": 5, "refine": 2},
        {"nprobes": 10, "refine": 3},
        {"nprobes": 20, "refine": 4},
        {"nprobes": 20, "refine": 10},
        {"nprobes": 50, "refine": 10},
        {"nprobes": 100, "refine": 20},
        {"nprobes": 250, "refine": 20},
        {"nprobes": 500, "refine": 40},
    ]
    packages = ("lancedb", "pyarrow")
    notes = "IVF_RQ and a bitmap index from 10,000 clauses on; hybrid query with the RRF reranker"

    def build(self, clauses: Clauses, folder: Path) -> None:
        schema = pa.schema(
            [
                pa.field("id", pa.int64()),
                pa.field("place", pa.int32()),
                pa.field("vector", pa.list_(pa.float32(), DIMENSION)),
                *(pa.field(field, pa.string()) for field in _FIELDS),
            ]
        )
        batched = (_batch(clauses, rows, schema) for rows in batches(len(clauses), 10_000))
        reader = pa.RecordBatchReader.from_batches(schema, batched)
        table = lancedb.connect(str(folder)).create_table("clauses", reader)
        for field in _FIELDS:
            table.create_fts_index(
                field,
                base_tokenizer="whitespace",
                lower_case=False,
                stem=False,
                remove_stop_words=False,
                ascii_folding=False,
            )
        table.create_scalar_index("place", index_type="BITMAP")
        if len(clauses) >= _INDEXED_FROM:
            table.create_index(metric="dot", vector_column_name="vector", index_type="IVF_RQ")

    def open(self, folder: Path) -> None:
        self._table = lancedb.connect(str(folder)).open_table("clauses")
        self._reranker = RRFReranker(RRF)

    def use(self, setting: Setting) -> None:
        self._setting = setting

    def nearest(self, vector: np.ndarray, place: int | None) -> list[int]:
        query = self._table.search(vector, vector_column_name="vector")
        return self._found(query, place, 10)

    def hybrid(
        self, vector: np.ndarray, tokens: dict[str, list[str]], place: int | None
    ) -> list[int]:
        text = MultiMatchQuery(
            " ".join(tokens["words"] + tokens["bigrams"]), _FIELDS, boosts=[1.0, 0.5]
        )
        query = (
            self._table.search(query_type="hybrid", vector_column_name="vector")
            .vector(vector)
            .text(text)
            .rerank(self._reranker)
        )
        return self._found(query, place, EACH)[:10]

    def _found(self, query, place: int | None, count: int) -> list[int]:
        query = query.distance_type("dot").limit(count).select(["id"])
        if place is not None:
            query = query.where(f"place = {place}", prefilter=True)
        if self._setting.get("exhaustive"):
            query = query.bypass_vector_index()
        else:
            query = query.nprobes(self._setting["nprobes"])
            query = query.refine_factor(self._setting["refine"])
        return query.to_arrow()["id"].to_pylist()


def _batch(clauses: Clauses, rows: range, schema: pa.Schema) -> pa.RecordBatch:
    vectors = np.ascontiguousarray(clauses.vectors[rows.start : rows.stop]).ravel()
    spelt = texts(clauses, rows)
    columns = [
        pa.array(rows, pa.int64()),
        pa.array(clauses.places[rows.start : rows.stop], pa.int32()),
        pa.FixedSizeListArray.from_arrays(pa.array(vectors), DIMENSION),
        *(pa.array([each[field] for each in spelt]) for field in _FIELDS),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)
