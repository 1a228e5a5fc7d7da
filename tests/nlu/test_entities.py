"""All that is understood of messages that were written apart from the rules and word lists."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.nlu.mentions import Entity, find_entities
from policy_index.strict_yaml import read_yaml

TODAY = date(2026, 11, 25)
HELD_OUT = read_yaml(Path(__file__).with_name("entities_heldout.yml"))


def test_entities_are_found_and_no_others() -> None:
    counts: Counter[str] = Counter()
    wrong = []
    for text, wanted in HELD_OUT.items():
        found = {_said(entity) for entity in find_entities(text, TODAY)}
        counts += Counter(right=len(found & {*wanted}), found=len(found), wanted=len({*wanted}))
        if found != {*wanted}:
            wrong.append((text, found ^ {*wanted}))
    f1 = 2 * counts["right"] / (counts["found"] + counts["wanted"])
    assert f1 >= 0.98, wrong


@pytest.mark.parametrize("entity", ["city", "tier", "topic", "date", "money", "percent"])
def test_every_entity_is_held_out(entity: str) -> None:
    wanted = [said for each in HELD_OUT.values() for said in each if said.startswith(entity)]
    assert len(wanted) >= 14
    assert len(HELD_OUT) >= 300


def _said(entity: Entity) -> str:
    return " ".join([entity["entity"], entity["value"], *filter(None, [entity.get("role")])])
