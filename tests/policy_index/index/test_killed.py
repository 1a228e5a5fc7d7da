"""A builder that is killed, whenever it is, leaves the last good index, and the next goes on."""

import json
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from policy_index.collection import Collection
from policy_index.index import store
from policy_index.tokens import query_weights
from tests.conftest import ROOT
from tests.policy_index.index import killed_builder
from tests.policy_index.index.made import HashEmbedder, collection_of

EMBEDDER = HashEmbedder()


def readable(folder: Path, collection: Collection) -> bool:
    """True when the index is of this collection, and whole: a question is answered from it."""
    try:
        index = store.load(folder, store.origin(collection, EMBEDDER))
    except store.IndexUnusable:
        return False
    store.verify(folder)
    vector = EMBEDDER.encode_query(["奖励贴息展会"])[0]
    found = index.candidates(vector, query_weights("奖励贴息展会"), [None], 200)
    assert len(found.rows) == len(collection.clauses)
    return True


@pytest.mark.timeout(300)
def test_killed_at_every_step_the_last_good_index_serves(tmp_path: Path) -> None:
    states = [collection_of(state) for state in killed_builder.STATES]
    builder = subprocess.Popen(
        [sys.executable, "-m", killed_builder.__name__, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert builder.stdin
    assert builder.stdout
    steps = 0
    for line in builder.stdout:
        told = json.loads(line)
        number = told["state"]
        assert readable(tmp_path, states[number]) or (
            told["killed"] and (number == 0 or readable(tmp_path, states[number - 1]))
        )
        if told["killed"]:
            steps += 1
        else:
            assert readable(tmp_path, states[number])
            assert not list(tmp_path.glob(".unfinished-*"))
        builder.stdin.write("go on\n")
        builder.stdin.flush()
    assert builder.wait() == 0
    assert steps > 60


def test_killed_at_any_moment_while_a_reader_searches(
    tmp_path: Path, collection: Collection
) -> None:
    small = collection_of({"a": ["给予100万元奖励。"]})
    store.build(small, EMBEDDER, tmp_path, print)
    reader = store.load(tmp_path, store.origin(small, EMBEDDER))
    vector, wanted = EMBEDDER.encode_query(["奖励"])[0], query_weights("奖励")
    chance = random.Random(0)
    program = f"""
from pathlib import Path
from policy_index.collection import Collection
from policy_index.index import store
from policy_index.tokens import clause_tokens
from tests.policy_index.index.made import HashEmbedder
collection = Collection.load()
clause_tokens("奖励")
print("start", flush=True)
store.build(collection, HashEmbedder(), Path({str(tmp_path)!r}), lambda _: None)
"""
    for _ in range(8):
        builder = subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert builder.stdout
        assert builder.stdout.readline() == "start\n"
        for _ in range(chance.randint(1, 4000)):
            assert reader.candidates(vector, wanted, [None], 5).rows.tolist() == [0]
        builder.send_signal(signal.SIGKILL)
        builder.wait()
        assert readable(tmp_path, small) or readable(tmp_path, collection)
    store.build(collection, EMBEDDER, tmp_path, print)
    assert readable(tmp_path, collection)
