"""The action server with its stages timed: python -m benchmarks.stages.actions FILE [--port N]."""

import sys
from pathlib import Path

from actions import answer, number_guard, server
from actions.base import PolicyAction, Turn
from benchmarks.stages import names
from benchmarks.stages.clock import Clock
from policy_index.query_encoder import QueryEncoder
from policy_index.search import Searcher

STAGES = (
    (PolicyAction, "run", names.ACTION_THREAD),
    (answer.ActionAnswer, "take", names.ANSWERED),
    (Turn, "__init__", names.CONVERSATION_READ),
    (answer, "understand", names.UNDERSTOOD),
    (Searcher, "search", names.SEARCHED),
    (QueryEncoder, "encode", names.QUESTION_VECTOR),
    (Searcher, "answerability", names.ANSWERABLE),
    (Turn, "say", names.GUARDED),
    (number_guard, "checked", names.GUARDED),
)


def main() -> int:
    """Serve as `actions.server` does."""
    _, file, *arguments = sys.argv
    clock = Clock(Path(file))
    for owner, name, stage in STAGES:
        clock.watch(owner, name, stage)
    return server.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
