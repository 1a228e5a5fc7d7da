"""Several awards for one firm: the highest where the text says so, nothing added up elsewhere."""

from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Literal

import pytest

from actions.subsidy.evaluate import Outcome, evaluate
from actions.subsidy.measures import MeasureSet, Stacking
from actions.subsidy.profile import read_profile
from actions.subsidy.stacking import combine
from policy_index.collection import Collection
from tests.subsidy.made import made


def outcomes(
    measures: MeasureSet, collection: Collection, document: str, **facts: object
) -> list[Outcome]:
    profile = read_profile(facts)
    return [
        evaluate(measure, profile, collection, date(2024, 6, 1))
        for measure in measures.of_document(document)
    ]


def test_zhanjiang_pays_the_highest_award_and_not_the_sum(
    measures: MeasureSet, collection: Collection
) -> None:
    tiers = ["little_giant", "provincial", "innovative"]
    (combination,) = combine(outcomes(measures, collection, "zhanjiang-2022", tier=tiers))
    assert combination.stacking.rule == "max"
    assert combination.stacking.evidence is not None
    assert "不重复奖励" in combination.stacking.evidence
    assert [member.yuan for member in combination.members] == [500_000, 300_000, 100_000]
    assert [counted.yuan for counted in combination.counts] == [Decimal(500_000)]
    assert combination.counts[0].status == "upper"


@pytest.mark.parametrize(
    ("tiers", "highest"),
    [(["provincial", "innovative"], 300_000), (["innovative", "little_giant"], 500_000)],
)
def test_the_highest_is_that_of_the_titles_held(
    measures: MeasureSet, collection: Collection, tiers: list[str], highest: int
) -> None:
    found = outcomes(measures, collection, "zhanjiang-2022", tier=tiers)
    for order in permutations([o for o in found if o.yuan is not None]):
        (combination,) = combine(order)
        assert [counted.yuan for counted in combination.counts] == [highest]


def test_guangzhou_states_no_rule_and_nothing_is_added_up(
    measures: MeasureSet, collection: Collection
) -> None:
    tiers = ["little_giant", "provincial"]
    found = outcomes(measures, collection, "guangzhou-2022", tier=tiers, relocated=True)
    (combination,) = combine(found)
    assert combination.stacking.rule == "not_stated"
    assert combination.stacking.evidence is None
    assert sorted(m.yuan or 0 for m in combination.members) == [200_000, 1_000_000, 1_000_000]
    assert combination.counts == ()


def test_one_award_alone_is_no_combination(measures: MeasureSet, collection: Collection) -> None:
    found = outcomes(measures, collection, "zhanjiang-2022", tier="provincial")
    assert [o.yuan for o in found if o.yuan is not None] == [300_000]
    assert combine(found) == []


def test_awards_of_two_cities_are_never_one_group(
    measures: MeasureSet, collection: Collection
) -> None:
    tiers = ["little_giant", "provincial"]
    both = [
        outcome
        for document in ("guangzhou-2022", "zhanjiang-2022")
        for outcome in outcomes(measures, collection, document, tier=tiers, relocated=False)
    ]
    assert {c.stacking.group: len(c.members) for c in combine(both)} == {
        "guangzhou-2022/recognition": 2,
        "zhanjiang-2022/recognition": 2,
    }
    for combination in combine(both):
        assert len({member.measure.document for member in combination.members}) == 1


def made_outcomes(collection: Collection, rule: Literal["max", "sum"], *yuan: str) -> list[Outcome]:
    stacking = Stacking("group", rule, "words")
    measures = [
        made(str(number), amount={"kind": "fixed", "value": value}, stacking=stacking)
        for number, value in enumerate(yuan)
    ]
    return [evaluate(each, read_profile({}), collection, date(2024, 6, 1)) for each in measures]


def test_where_the_text_adds_up_all_count(collection: Collection) -> None:
    found = made_outcomes(collection, "sum", "3", "2", "1")
    (combination,) = combine(found)
    assert combination.counts == combination.members == tuple(found)


def test_a_sum_of_zero_is_the_lowest(collection: Collection) -> None:
    (combination,) = combine(made_outcomes(collection, "max", "0", "0.5"))
    assert [counted.yuan for counted in combination.counts] == [Decimal("0.5")]
