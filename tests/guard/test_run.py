"""Conversations with the running bot: each property holds in every reply."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from tests.guard.checks import PROPERTIES, check_turn
from tests.guard.client import Bot
from tests.guard.conversations import conversations
from tests.guard.figures import stated_in
from tests.guard.policies import read_policies
from tests.guard.run import Held, describe, hold_all

SEED, CONVERSATIONS = 1, 150
# `make guard` measures time; a test on a machine with other things to do does not.
MEASURED_ELSEWHERE = "prompt"
STATED_NOWHERE = {
    "sum": "7919万元",
    "percentage": "79.19%",
    "date": "2079年3月",
    "time": "79年",
    "count": "7919家",
}

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def held(bot_url: str) -> Sequence[Held]:
    with Bot(bot_url) as bot:
        return hold_all(conversations(SEED, CONVERSATIONS), bot, workers=3)


@pytest.mark.parametrize("name", [name for name in PROPERTIES if name != MEASURED_ELSEWHERE])
def test_it_holds_in_every_reply(name: str, held: Sequence[Held]) -> None:
    failed = [one for one in held if any(problem.property == name for problem in one.problems)]
    report = "\n\n".join(map(describe, failed))
    assert not failed, f"{PROPERTIES[name]}: not so in {len(failed)} conversations\n\n{report}"


def test_any_figure_of_a_real_reply_would_be_noticed_if_it_were_another(
    held: Sequence[Held],
) -> None:
    policies = read_policies()
    unnoticed, tried = [], 0
    for one in held:
        for number, turn in enumerate(one.turns, 1):
            said = one.conversation.turns[:number]
            for reply in turn.replies:
                for text in _with_another_figure(reply.text):
                    changed = [replace(reply, text=text)]
                    found = check_turn(said, changed, one.conversation.as_of, policies)
                    tried += 1
                    if "supported" not in {problem.property for problem in found}:
                        unnoticed.append(text)
    assert tried > CONVERSATIONS
    assert not unnoticed, f"{len(unnoticed)} of {tried}, the first: {unnoticed[0]}"


def _with_another_figure(text: str) -> Iterator[str]:
    """The text once for each of its figures, with one that nobody stated in its place."""
    text = unicodedata.normalize("NFKC", text)
    for stated in stated_in(text):
        before, *after = re.split(rf"(?<!\d){re.escape(stated.words)}", text, maxsplit=1)
        yield from (f"{before}{STATED_NOWHERE[stated.kind]} {rest}" for rest in after)
