import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from policy_index import store
from policy_index.collection import Collection
from policy_index.embedding import Embedder, Vectors
from policy_index.search import Searcher


class HashEmbedder(Embedder):
    """Vectors from the characters themselves: as good as a model for what a store must do."""

    name = "hash"
    fingerprint = "1"

    def encode_document(self, passages: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(passages), 16), dtype=np.float32)
        for row, text in enumerate(passages):
            for character in text:
                vectors[row, ord(character) % 16] += 1
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def encode_query(self, queries: Sequence[str]) -> Vectors:
        return self.encode_document(queries)


@pytest.fixture
def hash_embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
def folder(tmp_path: Path, collection: Collection, hash_embedder: HashEmbedder) -> Path:
    store.build(collection, hash_embedder, tmp_path / "index", print)
    return tmp_path / "index"


def test_a_built_index_loads(
    folder: Path, collection: Collection, hash_embedder: HashEmbedder
) -> None:
    index = store.load(folder, store.origin(collection, hash_embedder))
    assert set(index.clause_of) == set(range(len(collection.clauses)))
    assert index.dense.ntotal == len(index.clause_of)
    assert int((index.sentence_of < 0).sum()) == len(collection.clauses)


def test_the_manifest_tells_what_it_is_made_of(folder: Path, collection: Collection) -> None:
    manifest = json.loads((store.current(folder) / "manifest.json").read_text("utf-8"))
    assert manifest["clauses"] == len(collection.clauses)
    assert manifest["dimension"] == 16
    assert manifest["origin"]["collection"] == collection.digest
    assert set(manifest["files"]) >= {"dense.faiss", "passages.json"}


def test_an_empty_folder_has_no_index(
    tmp_path: Path, collection: Collection, hash_embedder: HashEmbedder
) -> None:
    with pytest.raises(store.IndexUnusable, match="has no index yet"):
        store.load(tmp_path, store.origin(collection, hash_embedder))


@pytest.mark.parametrize("field", ["collection", "model_hash", "template", "tokens"])
def test_a_stale_index_is_named(
    folder: Path, collection: Collection, hash_embedder: HashEmbedder, field: str
) -> None:
    wanted = replace(store.origin(collection, hash_embedder), **{field: "other"})
    with pytest.raises(store.IndexUnusable, match=f"stale: made from another {field}"):
        store.load(folder, wanted)


@pytest.mark.parametrize("name", ["dense.faiss", "passages.json", "words/data.csc.index.npy"])
def test_a_changed_byte_is_found(
    folder: Path, collection: Collection, hash_embedder: HashEmbedder, name: str
) -> None:
    path = store.current(folder) / name
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(store.IndexUnusable, match="damaged or missing"):
        store.load(folder, store.origin(collection, hash_embedder))


def test_a_damaged_manifest_or_pointer_is_found(
    folder: Path, collection: Collection, hash_embedder: HashEmbedder
) -> None:
    (store.current(folder) / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(store.IndexUnusable, match=r"manifest\.json is damaged"):
        store.load(folder, store.origin(collection, hash_embedder))
    (folder / "CURRENT").write_text("generation-gone\n", "utf-8")
    with pytest.raises(store.IndexUnusable, match="which is not there"):
        store.load(folder, store.origin(collection, hash_embedder))


def test_a_build_that_fails_leaves_the_last_index(
    folder: Path,
    collection: Collection,
    hash_embedder: HashEmbedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = store.current(folder)

    def fail(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(store, "_write_manifest", fail)
    with pytest.raises(OSError, match="No space left"):
        store.build(collection, hash_embedder, folder, print)
    assert store.current(folder) == before
    store.load(folder, store.origin(collection, hash_embedder))
    assert not list(folder.glob(".unfinished-*"))


def test_a_new_generation_replaces_the_old(
    folder: Path, collection: Collection, hash_embedder: HashEmbedder
) -> None:
    before = store.current(folder)
    after = store.build(collection, hash_embedder, folder, print)
    assert store.current(folder) == after != before
    assert [path.name for path in folder.glob("generation-*")] == [after.name]


def test_opening_rebuilds_a_damaged_index_and_says_so(
    folder: Path, collection: Collection, hash_embedder: HashEmbedder
) -> None:
    (store.current(folder) / "dense.faiss").unlink()
    told: list[str] = []
    searcher = Searcher.open(collection, folder, embedder=hash_embedder, notify=told.append)
    assert "dense.faiss is damaged or missing: building it" in told[0]
    assert len(searcher.search("小巨人奖励")) == 10
    told.clear()
    Searcher.open(collection, folder, embedder=hash_embedder, notify=told.append)
    assert told == []
