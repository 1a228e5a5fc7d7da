"""What is drawn: the same by the same seed, of every kind, in many words."""

import random
import re

import pytest

from tests.guard.conversations import conversations, firm, kinds
from tests.guard.phrasings import STYLES, WAYS, Phrasing

DRAWN = conversations(7, 400)


def test_a_seed_is_a_set_of_conversations() -> None:
    assert conversations(7, 400) == DRAWN
    assert conversations(7, 50) == DRAWN[:50]
    assert conversations(8, 50) != DRAWN[:50]


def test_conversations_have_one_to_five_turns() -> None:
    assert {len(each.turns) for each in DRAWN} == {1, 2, 3, 4, 5}


def test_no_turn_is_without_a_character() -> None:
    assert all(turn.text for each in DRAWN for turn in each.turns)


@pytest.mark.parametrize("kind", kinds())
def test_each_kind_has_at_least_thirty_phrasings(kind: str) -> None:
    rng = random.Random(kind)
    drawn = {Phrasing.draw(rng).request(kind, firm(rng), rng).text for _ in range(200)}
    assert len(drawn) >= 30


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("way", WAYS)
def test_each_style_is_written_in_each_way(style: str, way: str) -> None:
    rng = random.Random(way)
    phrasing = Phrasing(style, way)
    texts = [phrasing.request(kind, firm(rng), rng).text for kind in kinds() for _ in range(20)]
    texts += [phrasing.follow_up(firm(rng), rng).text for _ in range(100)]
    assert not [text for text in texts if re.search(r"\{[a-z_]+\}", text)]
