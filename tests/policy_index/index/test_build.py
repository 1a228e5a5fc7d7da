"""An index that grew is the index that would be built at once."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy_index.collection import Collection
from policy_index.index import store
from policy_index.index.generations import read_manifest
from policy_index.tokens import query_weights
from tests.policy_index.index.made import HashEmbedder, collection_of

Documents = Mapping[str, Sequence[str]]

TEXTS = [
    "对贷款产生的担保费予以补助，单个企业最高不超过100万元。",
    "向国家级专精特新“小巨人”企业出让土地。优先安排用地指标。",
    "免除“开四停四”限制。",
    "支持企业参加展会；给予展位费补贴。",
    "给予100万元一次性奖励。",
    "给予50万元一次性奖励。",
    "鼓励企业上市。",
    "贷款贴息。",
]
QUERIES = ["担保费能补多少", "奖励", "小巨人用地", "摆摊", "unknown", ""]

CLAUSES = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5)
STATES = st.dictionaries(st.sampled_from("abcdef"), CLAUSES, min_size=1, max_size=5)


def built(folder: Path, collection: Collection, embedder: HashEmbedder) -> store.StoredIndex:
    store.build(collection, embedder, folder, lambda _: None)
    return store.load(folder, store.origin(collection, embedder))


def assert_same(grown: store.StoredIndex, fresh: store.StoredIndex, clauses: int) -> None:
    embedder = HashEmbedder()
    pools = [None, np.arange(clauses) % 3 == 0, np.arange(clauses) < 0]
    for query in QUERIES:
        vector, wanted = embedder.encode_query([query])[0], query_weights(query)
        for depth in (1, 3, 100):
            for chosen in ([None], [pools[1]], pools):
                found = grown.candidates(vector, wanted, chosen, depth)
                expected = fresh.candidates(vector, wanted, chosen, depth)
                assert found.rows.tolist() == expected.rows.tolist()
                assert found.dense == pytest.approx(expected.dense, abs=1e-9)
                assert found.lexical == pytest.approx(expected.lexical, abs=1e-9)
        for row in range(clauses):
            assert grown.sentence_similarities(vector, row) == pytest.approx(
                fresh.sentence_similarities(vector, row)
            )


@pytest.mark.parametrize("small", [0, 3, 20_000])
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(states=st.lists(STATES, min_size=2, max_size=5))
def test_documents_that_come_and_go_leave_no_trace(
    states: list[Documents],
    small: int,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    monkeypatch.setattr("policy_index.index.assemble.SMALL", small)
    folder, embedder = tmp_path_factory.mktemp("grown"), HashEmbedder()
    for state in states:
        collection = collection_of(state, cities=["湛江", "广州"])
        grown = built(folder, collection, embedder)
    fresh = built(tmp_path_factory.mktemp("fresh"), collection, HashEmbedder())
    assert_same(grown, fresh, len(collection.clauses))
    assert len(set(grown.ids.tolist())) == len(collection.clauses)


def test_a_clause_keeps_its_number_and_no_other_gets_it(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    before = built(
        tmp_path, collection_of({"b": TEXTS[:3], "c": TEXTS[3:5]}), embedder
    ).ids.tolist()
    added = collection_of({"a": TEXTS[5:7], "b": TEXTS[:3], "c": TEXTS[3:5]})
    assert built(tmp_path, added, embedder).ids.tolist() == [5, 6, *before]
    removed = collection_of({"a": TEXTS[5:7], "c": TEXTS[3:5]})
    assert built(tmp_path, removed, embedder).ids.tolist() == [5, 6, *before[3:]]
    changed = collection_of({"a": [TEXTS[5], TEXTS[7]], "c": TEXTS[3:5]})
    assert built(tmp_path, changed, embedder).ids.tolist() == [5, 7, *before[3:]]


def test_each_passage_is_embedded_once(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    built(tmp_path, collection_of({"a": TEXTS[:4]}), embedder)
    first = list(embedder.embedded)
    assert len(set(first)) == len(first)
    built(tmp_path, collection_of({"a": TEXTS[:4], "b": TEXTS[:5]}), embedder)
    assert all(TEXTS[4].strip("。") in text for text in embedder.embedded[len(first) :])
    built(tmp_path, collection_of({"b": TEXTS[:5]}), embedder)
    built(tmp_path, collection_of({"a": TEXTS[:4], "b": TEXTS[:5]}), embedder)
    assert len(embedder.embedded) == len(set(embedder.embedded))


def test_another_model_embeds_again(tmp_path: Path) -> None:
    embedder, other = HashEmbedder(), HashEmbedder()
    other.fingerprint = "2"
    collection = collection_of({"a": TEXTS[:2]})
    built(tmp_path, collection, embedder)
    built(tmp_path, collection, other)
    assert other.embedded == embedder.embedded


def test_a_large_segment_stays_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy_index.index.assemble.SMALL", 0)
    embedder = HashEmbedder()
    documents = {f"d{number}": TEXTS for number in range(5)}
    built(tmp_path, collection_of(documents), embedder)
    built(tmp_path, collection_of({**documents, "e": TEXTS[:2]}), embedder)
    assert list(read_manifest(tmp_path)[1].segments) == ["segment-000001", "segment-000002"]
    del documents["d0"]
    built(tmp_path, collection_of({**documents, "e": TEXTS[:2]}), embedder)
    assert list(read_manifest(tmp_path)[1].segments) == ["segment-000001", "segment-000002"]


def test_a_segment_of_which_little_holds_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policy_index.index.assemble.SMALL", 0)
    embedder = HashEmbedder()
    documents = {f"d{number}": TEXTS for number in range(5)}
    built(tmp_path, collection_of(documents), embedder)
    for gone in ("d0", "d1"):
        del documents[gone]
    built(tmp_path, collection_of(documents), embedder)
    manifest = read_manifest(tmp_path)[1]
    assert list(manifest.segments) == ["segment-000002"]
    assert manifest.clauses == 3 * len(TEXTS)


def test_nothing_new_writes_no_segment(tmp_path: Path) -> None:
    embedder, collection = HashEmbedder(), collection_of({"a": TEXTS})
    built(tmp_path, collection, embedder)
    before = store.current(tmp_path)
    built(tmp_path, collection, embedder)
    assert store.current(tmp_path) != before
    assert list(read_manifest(tmp_path)[1].segments) == ["segment-000001"]


def test_built_anew_everything_is_written_again(tmp_path: Path) -> None:
    embedder, collection = HashEmbedder(), collection_of({"a": TEXTS})
    built(tmp_path, collection, embedder)
    store.build(collection, embedder, tmp_path, print, anew=True)
    assert list(read_manifest(tmp_path)[1].segments) == ["segment-000002"]
    assert len(embedder.embedded) == len(set(embedder.embedded))


def test_a_place_is_a_slice_of_the_segment(tmp_path: Path) -> None:
    collection = collection_of(dict.fromkeys("abcdef", TEXTS[:3]), cities=["湛江", "广州"])
    index = built(tmp_path, collection, HashEmbedder())
    (held,) = index.held
    of_place = [
        collection.document(collection.clauses[row].document).city for row in held.clause_of
    ]
    assert of_place == sorted(of_place)
