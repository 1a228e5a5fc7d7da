"""Builds an index and is killed at every step: a process that forks builders.

    python -m tests.policy_index.index.killed_builder FOLDER

A step is whatever changes the folder: opening a file to write, renaming, making or removing one.
Builder n of a change kills itself (SIGKILL) before its n-th step, until one comes through; then the
next change is built. After each builder a line tells which change it was, at which step, and
whether it was killed; the next builder waits until the reader has looked.
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
_STEPS = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree", "sqlite3.connect")


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
        changes = event in _STEPS or (event == "open" and _writes(arguments[2]))
        if changes and str(folder) in str(arguments[0]) and next(steps) == last_step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    store.build(collection_of(STATES[number]), HashEmbedder(), folder, lambda _: None)
    os._exit(0)


def _writes(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


if __name__ == "__main__":
    main()
