import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from policy_index.collection import Collection
from policy_index.index import generations, store
from policy_index.search import Searcher
from policy_index.tokens import query_weights
from tests.policy_index.index.made import DIMENSION, HashEmbedder, collection_of


def load(folder: Path, collection: Collection, embedder: HashEmbedder) -> store.StoredIndex:
    return store.load(folder, store.origin(collection, embedder))


def segment_of(folder: Path) -> Path:
    (name,) = generations.read_manifest(folder)[1].segments
    return folder / name


def change_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))


def test_a_built_index_finds_clauses(
    folder: Path, collection: Collection, embedder: HashEmbedder
) -> None:
    index = load(folder, collection, embedder)
    vector = embedder.encode_query(["小巨人奖励"])[0]
    found = index.candidates(vector, query_weights("小巨人奖励"), [None], 200)
    assert found.rows.tolist() == list(range(len(collection.clauses)))
    assert found.lexical.max() > 0
    assert found.dense.max() <= 1.0 + 1e-6


def test_what_shares_no_word_is_no_candidate_of_the_lexical_arm(
    folder: Path, collection: Collection, embedder: HashEmbedder
) -> None:
    index = load(folder, collection, embedder)
    vector = embedder.encode_query(["奖励"])[0]
    of_dense = index.candidates(vector, query_weights("zzz"), [None], 5)
    assert len(of_dense.rows) == 5
    assert not of_dense.lexical.any()
    shared = index.candidates(vector, query_weights("开四停四"), [None], 5)
    added = set(shared.rows.tolist()) - set(of_dense.rows.tolist())
    assert added
    assert all(shared.lexical[shared.rows == row][0] > 0 for row in added)


def test_a_pool_admits_its_clauses_and_no_others(
    folder: Path, collection: Collection, embedder: HashEmbedder
) -> None:
    index = load(folder, collection, embedder)
    vector, wanted = embedder.encode_query(["奖励"])[0], query_weights("奖励")
    pool = np.arange(len(collection.clauses)) % 5 == 0
    found = index.candidates(vector, wanted, [pool], 3)
    assert pool[found.rows].all()
    assert 3 <= len(found.rows) <= 6
    both = index.candidates(vector, wanted, [None, pool], 3)
    assert set(both.rows) == {*found.rows, *index.candidates(vector, wanted, [None], 3).rows}
    assert len(index.candidates(vector, wanted, [pool & False], 3).rows) == 0
    assert len(index.candidates(vector, wanted, [], 3).rows) == 0


def test_the_manifest_tells_what_the_index_is_made_of(folder: Path, collection: Collection) -> None:
    manifest = json.loads((store.current(folder) / "manifest.json").read_text("utf-8"))
    assert manifest["clauses"] == len(collection.clauses)
    assert manifest["dimension"] == DIMENSION
    assert manifest["passages"] > manifest["clauses"]
    assert manifest["origin"]["collection"] == collection.digest
    assert {Path(name).name for name in manifest["files"]} >= {"whole.npy", "rows.npy"}


def test_an_empty_folder_has_no_index(
    tmp_path: Path, collection: Collection, embedder: HashEmbedder
) -> None:
    with pytest.raises(store.IndexUnusable, match="has no index yet"):
        load(tmp_path, collection, embedder)


@pytest.mark.parametrize("field", ["format", "collection", "model_hash", "template", "tokens"])
def test_a_stale_index_is_named(
    folder: Path, collection: Collection, embedder: HashEmbedder, field: str
) -> None:
    wanted = replace(store.origin(collection, embedder), **{field: "other"})
    with pytest.raises(store.IndexUnusable, match=f"stale: made from another {field}"):
        store.load(folder, wanted)


@pytest.mark.parametrize("name", ["whole.npy", "starts.npy", "words/rows.npy"])
def test_a_changed_byte_is_found(
    folder: Path, collection: Collection, embedder: HashEmbedder, name: str
) -> None:
    change_a_byte(segment_of(folder) / name)
    with pytest.raises(store.IndexUnusable, match=f"{name} is damaged or missing"):
        load(folder, collection, embedder)


def test_of_a_large_index_only_sizes_are_looked_at_until_it_is_verified(
    folder: Path, collection: Collection, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "HASHED_AT_START", 0)
    store.verify(folder)
    path = segment_of(folder) / "words" / "rows.npy"
    change_a_byte(path)
    load(folder, collection, embedder)
    with pytest.raises(store.IndexUnusable, match=r"rows\.npy is damaged or missing"):
        store.verify(folder)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(store.IndexUnusable, match=r"rows\.npy is damaged or missing"):
        load(folder, collection, embedder)


def test_a_large_index_that_cannot_be_opened_is_named(
    folder: Path, collection: Collection, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "HASHED_AT_START", 0)
    path = segment_of(folder) / "starts.npy"
    path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(store.IndexUnusable, match="segment-000001 is damaged"):
        load(folder, collection, embedder)


def test_a_damaged_manifest_or_pointer_is_found(
    folder: Path, collection: Collection, embedder: HashEmbedder
) -> None:
    change_a_byte(store.current(folder) / "manifest.json")
    with pytest.raises(store.IndexUnusable, match=r"manifest\.json is damaged"):
        load(folder, collection, embedder)
    (folder / "CURRENT").write_text("generation-gone 0\n", "utf-8")
    with pytest.raises(store.IndexUnusable, match="which is not there"):
        load(folder, collection, embedder)
    (folder / "CURRENT").write_text("generation-x\n", "utf-8")
    with pytest.raises(store.IndexUnusable, match="CURRENT is damaged"):
        load(folder, collection, embedder)


def test_a_build_that_fails_leaves_the_last_index(
    folder: Path, collection: Collection, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.current(folder)

    def fail(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(generations, "records", fail)
    with pytest.raises(OSError, match="No space left"):
        store.build(collection, embedder, folder, print)
    assert store.current(folder) == before
    load(folder, collection, embedder)
    assert not list(folder.glob(".unfinished-*"))


def test_a_new_generation_replaces_the_old_and_an_open_reader_goes_on(
    folder: Path, collection: Collection, embedder: HashEmbedder
) -> None:
    before, reader = store.current(folder), load(folder, collection, embedder)
    vector, wanted = embedder.encode_query(["奖励"])[0], query_weights("奖励")
    expected = reader.candidates(vector, wanted, [None], 5)
    after = store.build(collection, embedder, folder, print, anew=True)
    assert store.current(folder) == after != before
    assert [path.name for path in folder.glob("generation-*")] == [after.name]
    assert len(list(folder.glob("segment-*"))) == 1
    found = reader.candidates(vector, wanted, [None], 5)
    assert found.rows.tolist() == expected.rows.tolist()
    assert found.lexical.tolist() == expected.lexical.tolist()


def test_a_generation_that_is_swept_while_it_is_opened_is_passed_over(
    folder: Path, collection: Collection, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, told = generations.check_files, []

    def swept_once(*arguments: object, **named: object) -> None:
        if not told:
            told.append(store.build(collection, embedder, folder, print, anew=True))
        read(*arguments, **named)

    with monkeypatch.context() as patched:
        patched.setattr(store.generations, "check_files", swept_once)
        told.clear()
        index = load(folder, collection, embedder)
    assert told
    assert len(index.ids) == len(collection.clauses)


def test_a_damaged_segment_is_not_kept(
    folder: Path, collection: Collection, embedder: HashEmbedder
) -> None:
    change_a_byte(segment_of(folder) / "whole.npy")
    told: list[str] = []
    store.build(collection, embedder, folder, told.append)
    assert any("whole.npy is damaged or missing: indexing its clauses again" in t for t in told)
    store.verify(folder)


def test_embedded_passages_that_are_no_database_are_named(
    tmp_path: Path, embedder: HashEmbedder
) -> None:
    (tmp_path / "embedded.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(store.IndexUnusable, match=r"embedded\.sqlite: .*: delete it"):
        store.build(collection_of({"a": ["奖励。"]}), embedder, tmp_path, print)


def test_opening_rebuilds_a_damaged_index_and_says_so(
    folder: Path, collection: Collection, embedder: HashEmbedder
) -> None:
    (segment_of(folder) / "whole.npy").unlink()
    told: list[str] = []
    searcher = Searcher.open(collection, folder, embedder=embedder, notify=told.append)
    assert "whole.npy is damaged or missing: building it" in told[0]
    assert len(searcher.search("小巨人奖励")) == 10
    told.clear()
    Searcher.open(collection, folder, embedder=embedder, notify=told.append)
    assert told == []


def test_an_index_of_an_older_version_is_built_again(
    folder: Path, collection: Collection, embedder: HashEmbedder
) -> None:
    shutil.rmtree(folder)
    (folder / "generation-abc").mkdir(parents=True)
    (folder / "CURRENT").write_text("generation-abc\n", "utf-8")
    told: list[str] = []
    Searcher.open(collection, folder, embedder=embedder, notify=told.append)
    assert "of an older version: building it" in told[0]
    assert [path.name for path in folder.glob("generation-*")] == [store.current(folder).name]
