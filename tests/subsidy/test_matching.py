"""What a firm can have: nothing presumed, nothing moved by what is learnt later."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.subsidy.conditions import Truth
from actions.subsidy.matching import GROUPS, Match, find, match
from actions.subsidy.measures import MeasureSet
from actions.subsidy.profile import read_profile
from policy_index.collection import Collection
from tests.subsidy.firms import COMPLETE, PROFILES, Raw
from tests.subsidy.made import MEASURES, RawMeasure, made

MatchAll = Callable[..., dict[str, Match]]

RATE = {"kind": "rate_capped", "rate": "0.50", "rate_is": "exact", "base": "listing_cost"}


@pytest.fixture(scope="module")
def match_all(measures: MeasureSet) -> MatchAll:
    def of(**facts: object) -> dict[str, Match]:
        found = match(measures.measures.values(), read_profile(facts))
        return {each.measure.id: each for each in found}

    return of


def test_every_measure_is_in_one_of_three_groups(match_all: MatchAll, measures: MeasureSet) -> None:
    found = match_all()
    assert list(found) == list(measures.measures)
    assert {each.group for each in found.values()} <= set(GROUPS)
    assert GROUPS == ("certain", "depends", "not_for_you")


@pytest.mark.parametrize(
    ("facts", "group", "missing"),
    [
        ({}, "depends", ("tier", "recognition")),
        ({"tier": "little_giant"}, "depends", ("recognition",)),
        ({"recognition": "new"}, "depends", ("tier",)),
        ({"tier": "little_giant", "recognition": "new"}, "certain", ()),
        ({"tier": "little_giant", "recognition": "review"}, "not_for_you", ()),
        ({"tier": "provincial"}, "not_for_you", ()),
    ],
)
def test_the_award_for_a_new_little_giant(
    match_all: MatchAll, facts: Raw, group: str, missing: tuple[str, ...]
) -> None:
    found = match_all(**facts)["guangzhou-2022/recognition-little-giant"]
    assert (found.group, found.missing) == (group, missing)


def test_nothing_is_presumed(match_all: MatchAll) -> None:
    for facts in ({}, {"tier": ["provincial"]}, {"tier": ["little_giant"], "relocated": True}):
        assert not any(each.verdict.presumed for each in match_all(**facts).values())


def test_what_the_authority_judges_is_never_certain(match_all: MatchAll) -> None:
    found = match_all(tier="provincial", listing_cost=5_600_000)["guangzhou-2022/listing"]
    assert found.group == "depends"
    assert found.missing == ()
    assert found.verdict.left_to_authority == ("符合相关条件",)


def test_what_speaks_against_a_measure_is_told(match_all: MatchAll) -> None:
    found = match_all(tier="municipal")["guangzhou-2022/digital"]
    assert found.group == "not_for_you"
    assert found.verdict.against == ("省级以上“专精特新”中小企业",)
    assert found.missing == ()


def test_a_cost_that_the_figure_needs_is_what_it_depends_on(match_all: MatchAll) -> None:
    open_cost = match_all(tier="provincial")["guangzhou-2022/digital"]
    assert (open_cost.group, open_cost.missing) == ("depends", ("digital_cost",))
    known_cost = match_all(tier="provincial", digital_cost=1)["guangzhou-2022/digital"]
    assert (known_cost.group, known_cost.missing) == ("certain", ())


def test_exactly_at_a_threshold_it_depends_though_no_fact_is_missing(match_all: MatchAll) -> None:
    exactly = {"tier": "municipal", "tax_paid": 20_000_000, "title_valid": True}
    found = match_all(**exactly)["guangzhou-2022/vehicles"]
    assert (found.group, found.missing) == ("depends", ())
    assert found.verdict.undefined == ("纳税2000万元以上",)


def test_no_cost_is_asked_for_where_it_decides_nothing() -> None:
    measure = made(amount=RATE, when=[{"field": "firms_led", "or_more": 10}])
    for firms in (9, 10):
        (found,) = match([measure], read_profile({"firms_led": firms}))
        assert found.missing == ()
    (found,) = match([measure], read_profile({"firms_led": 11}))
    assert found.missing == ("listing_cost",)


def test_a_cost_that_is_also_a_condition_is_missing_once() -> None:
    measure = made(amount=RATE, when=[{"field": "listing_cost", "or_more": 100}])
    (found,) = match([measure], read_profile({}))
    assert found.missing == ("listing_cost",)


def test_each_match_comes_with_what_it_comes_to(
    measures: MeasureSet, collection: Collection
) -> None:
    day = date(2026, 11, 22)
    profile = read_profile({"tier": "provincial", "digital_cost": 5_000_000})
    found = find(measures.measures.values(), profile, collection, day)
    assert [each.match for each in found] == match(measures.measures.values(), profile)
    for each in found:
        assert each.outcome.measure is each.match.measure
        document = collection.document(each.match.measure.document)
        assert each.outcome.document_status == document.status(day)
    yuan = {each.match.measure.id: each.outcome.yuan for each in found}
    assert yuan["guangzhou-2022/digital"] == Decimal(1_500_000)


@given(raw=PROFILES, data=st.data())
def test_learning_a_fact_only_moves_what_depended(
    measures: MeasureSet, raw: Raw, data: st.DataObject
) -> None:
    known = dict(data.draw(st.permutations(list(raw.items()))))
    before: dict[str, Match] | None = None
    for count in range(len(known) + 1):
        facts = read_profile(dict(list(known.items())[:count]))
        after = {each.measure.id: each for each in match(measures.measures.values(), facts)}
        for name, old in (before or {}).items():
            assert old.group in ("depends", after[name].group)
            assert not set(after[name].missing) & set(facts.facts) - {"recognised_on"}
        before = after


@given(raw_measure=MEASURES, raw=COMPLETE, data=st.data())
def test_learning_a_fact_only_moves_what_depended_for_any_measure(
    raw_measure: RawMeasure, raw: Raw, data: st.DataObject
) -> None:
    measure = made(**raw_measure)
    names = data.draw(st.lists(st.sampled_from(sorted(raw)), unique=True))
    (before,) = match([measure], read_profile({name: raw[name] for name in names}))
    (after,) = match([measure], read_profile(raw))
    assert before.group in ("depends", after.group)
    if before.verdict.truth in (Truth.YES, Truth.NO):
        assert after.verdict.truth is before.verdict.truth


@given(raw=PROFILES, data=st.data())
def test_the_order_of_the_measures_does_not_matter(
    measures: MeasureSet, raw: Raw, data: st.DataObject
) -> None:
    listed = list(measures.measures.values())
    profile = read_profile(raw)
    shuffled = match(data.draw(st.permutations(listed)), profile)
    by_id = {each.measure.id: each for each in shuffled}
    assert [by_id[each.id] for each in listed] == match(listed, profile)


def test_a_measure_is_for_the_tiers_and_the_recognitions_that_it_names(
    match_all: MatchAll,
) -> None:
    groups: dict[str, Counter[str]] = {}
    tiers = ("little_giant", "provincial", "municipal", "innovative", "gold_seed")
    for tier, recognition in product(tiers, ("new", "review")):
        for name, found in match_all(tier=tier, recognition=recognition).items():
            groups.setdefault(name, Counter())[found.group] += 1
    assert groups["guangzhou-2022/recognition-provincial"] == {"certain": 1, "not_for_you": 9}
    assert groups["guangzhou-2022/loan-interest"] == {"certain": 6, "not_for_you": 4}
    assert groups["zhanjiang-2022/recognition-provincial"] == {"depends": 2, "not_for_you": 8}
    assert all(counts["not_for_you"] < 10 for counts in groups.values())
