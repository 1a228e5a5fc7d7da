"""The real collection, the real model and the real index, opened once for these tests."""

from pathlib import Path

import pytest

from policy_index.collection import Collection
from policy_index.embedding import Embedder
from policy_index.index.store import index_folder
from policy_index.search import Searcher


@pytest.fixture(scope="session")
def collection() -> Collection:
    return Collection.load()


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The unpacked E5; unpacked now if it is not there yet."""
    embedder = Embedder()
    embedder.prepare(print)
    return embedder


@pytest.fixture(scope="session")
def index_dir(collection: Collection, embedder: Embedder) -> Path:
    """The index of the real collection; built now if it is not there or stale. Only to be read."""
    Searcher.open(collection, index_folder(), embedder=embedder, notify=print)
    return index_folder()


@pytest.fixture(scope="session")
def searcher(collection: Collection, embedder: Embedder, index_dir: Path) -> Searcher:
    return Searcher.open(collection, index_dir, embedder=embedder)
