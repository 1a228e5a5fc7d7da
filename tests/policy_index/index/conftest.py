"""An index of the real collection, with vectors that cost nothing."""

from pathlib import Path

import pytest

from policy_index.collection import Collection
from policy_index.index import store
from tests.policy_index.index.made import HashEmbedder


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
def folder(tmp_path: Path, collection: Collection, embedder: HashEmbedder) -> Path:
    store.build(collection, embedder, tmp_path / "index", print)
    return tmp_path / "index"
