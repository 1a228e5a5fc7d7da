"""Builds an index and is killed at every step: a process that forks builders.

    python -m tests.policy_index.index.killed_builder FOLDER

A step is whatever a builder does to a file: opening, renaming, making or removing one. Builder n of
a change kills itself (SIGKILL) at its n-th step, until one comes through; then the next change is
built. After each builder a line tells which documents should be readable: those of the last change
that came through, or of this one, if it was killed after it had published.
"""

import itertools
import json
import os
import signal
import sys
from pathlib import Path

from policy_index.index import store
from policy_index.tokens import clause_tokens
from tests.policy_index.index.made import HashEmbedder, collection_of

STATES = [
    {"a": ["给予100万元奖励。"]},
    {"a": ["给予100万元奖励。"], "b": ["贷款贴息。", "用地支持。"]},
    {"b": ["贷款贴息。"], "c": ["支持参加展会。"] * 3},
]
_STEPS = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "sqlite3.connect")


def main() -> None:
    folder = Path(sys.argv[1])
    clause_tokens("奖励")  # loads the dictionary once, for all builders
    for number in range(len(STATES)):
        for step in itertools.count(1):
            builder = os.fork()
            if not builder:
                _build(folder, number, step)
            _, status = os.waitpid(builder, 0)
            killed = os.WIFSIGNALED(status)
            print(json.dumps({"state": number, "step": step, "killed": killed}), flush=True)
            if sys.stdin.readline() != "go on\n":  # the reader has looked
                return
            if not killed:
                break


def _build(folder: Path, number: int, last_step: int) -> None:
    steps = itertools.count(1)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        touched = event in _STEPS and str(folder) in str(arguments[0])
        if touched and next(steps) == last_step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    store.build(collection_of(STATES[number]), HashEmbedder(), folder, lambda _: None)
    os._exit(0)


if __name__ == "__main__":
    main()
