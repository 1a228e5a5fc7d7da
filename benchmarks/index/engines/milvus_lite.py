"""Milvus Lite, embedded.

milvus.io/docs: a BM25 function from the text to a sparse vector, HNSW for the dense one, an
inverted index for the filter's column, ``hybrid_search`` with two requests that carry the filter,
RRF ranker. Both fields go into one text: a BM25 request for each would cost another.
"""

from pathlib import Path

import numpy as np
from pymilvus import AnnSearchRequest, DataType, Function, FunctionType, MilvusClient, RRFRanker

from benchmarks.index.clauses import DIMENSION, Clauses
from benchmarks.index.engines import EACH, RRF, Setting, batches, texts

_NAME = "clauses"


class Engine:
    """One collection with everything in it."""

    settings: list[Setting] = [{"ef": ef} for ef in (64, 128, 256, 512, 1024, 4096)]  # noqa: RUF012
    packages = ("milvus-lite", "pymilvus", "faiss-cpu")
    notes = "HNSW (M 16, efConstruction 200), BM25 function over one text field, RRF ranker"

    def build(self, clauses: Clauses, folder: Path) -> None:
        client = MilvusClient(str(folder / "milvus.db"))
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("place", DataType.INT32)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIMENSION)
        schema.add_field("text", DataType.VARCHAR, max_length=65_535, enable_analyzer=True)
        schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
        schema.add_function(
            Function(
                name="bm25",
                function_type=FunctionType.BM25,
                input_field_names=["text"],
                output_field_names=["sparse"],
            )
        )
        client.create_collection(_NAME, schema=schema)
        for rows in batches(len(clauses), 1000):
            spelt = texts(clauses, rows)
            data = [
                {
                    "id": row,
                    "place": int(clauses.places[row]),
                    "vector": clauses.vectors[row],
                    "text": f"{text['words']} {text['bigrams']}",
                }
                for row, text in zip(rows, spelt, strict=True)
            ]
            client.insert(_NAME, data)
        client.flush(_NAME)
        indexes = client.prepare_index_params()
        indexes.add_index(
            "vector",
            index_type="HNSW",
            metric_type="IP",
            params={"M": 16, "efConstruction": 200},
        )
        indexes.add_index("sparse", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
        indexes.add_index("place", index_type="INVERTED")
        client.create_index(_NAME, indexes)
        client.load_collection(_NAME)
        client.close()

    def open(self, folder: Path) -> None:
        self._client = MilvusClient(str(folder / "milvus.db"))
        self._client.load_collection(_NAME)

    def use(self, setting: Setting) -> None:
        self._dense = {"metric_type": "IP", "params": setting}

    def nearest(self, vector: np.ndarray, place: int | None) -> list[int]:
        (hits,) = self._client.search(
            _NAME,
            [vector],
            anns_field="vector",
            limit=10,
            filter=_filter(place),
            search_params=self._dense,
            output_fields=["id"],
        )
        return [hit["id"] for hit in hits]

    def hybrid(
        self, vector: np.ndarray, tokens: dict[str, list[str]], place: int | None
    ) -> list[int]:
        text = " ".join(tokens["words"] + tokens["bigrams"])
        requests = [
            AnnSearchRequest([vector], "vector", self._dense, EACH, expr=_filter(place)),
            AnnSearchRequest([text], "sparse", {"metric_type": "BM25"}, EACH, expr=_filter(place)),
        ]
        (hits,) = self._client.hybrid_search(
            _NAME, requests, RRFRanker(RRF), limit=10, output_fields=["id"]
        )
        return [hit["id"] for hit in hits]


def _filter(place: int | None) -> str:
    return "" if place is None else f"place == {place}"
