"""Conversations with the running bot: each property holds in every reply."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.guard.checks import PROPERTIES
from tests.guard.client import Bot
from tests.guard.conversations import conversations
from tests.guard.run import Held, describe, hold_all

SEED, CONVERSATIONS = 1, 150
# `make guard` measures time; a test on a machine with other things to do does not.
MEASURED_ELSEWHERE = "prompt"


@pytest.fixture(scope="module")
def held(bot_url: str) -> Sequence[Held]:
    with Bot(bot_url) as bot:
        return hold_all(conversations(SEED, CONVERSATIONS), bot, workers=3)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", [name for name in PROPERTIES if name != MEASURED_ELSEWHERE])
def test_it_holds_in_every_reply(name: str, held: Sequence[Held]) -> None:
    failed = [one for one in held if any(problem.property == name for problem in one.problems)]
    report = "\n\n".join(map(describe, failed))
    assert not failed, f"{PROPERTIES[name]}: not so in {len(failed)} conversations\n\n{report}"
