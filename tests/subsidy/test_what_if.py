"""What would change, and what is lacking."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.subsidy.amounts import RateCapped
from actions.subsidy.evaluate import Outcome, evaluate
from actions.subsidy.measures import Measure, MeasureSet
from actions.subsidy.profile import read_profile
from actions.subsidy.what_if import Change, Gap, changes, cost_at_cap, gaps
from policy_index.collection import Collection
from tests.subsidy.firms import PROFILES, SUMS, Raw
from tests.subsidy.made import RawMeasure, made

Evaluate = Callable[..., list[Outcome]]
AS_OF = date(2024, 6, 1)

LISTING = "guangzhou-2022/listing"
DIGITAL = "guangzhou-2022/digital"
VEHICLES = "guangzhou-2022/vehicles"


@pytest.fixture(scope="module")
def run(measures: MeasureSet, collection: Collection) -> Evaluate:
    def of(*chosen: Measure, **facts: object) -> list[Outcome]:
        profile = read_profile(facts)
        listed = chosen or measures.of_document("guangzhou-2022")
        return [evaluate(each, profile, collection, AS_OF) for each in listed]

    return of


@pytest.fixture(scope="module")
def gaps_of(measures: MeasureSet) -> Callable[..., dict[str, Gap]]:
    def of(document: str = "guangzhou-2022", **facts: object) -> dict[str, Gap]:
        found = gaps(measures.of_document(document), read_profile(facts))
        return {gap.measure.id: gap for gap in found}

    return of


def changed(found: list[Change]) -> list[str]:
    return [change.before.measure.id for change in found]


def test_another_tier_changes_what_names_the_tier(run: Evaluate) -> None:
    before = run(tier="provincial", recognition="new")
    after = run(tier="little_giant", recognition="new")
    found = {change.before.measure.id: change for change in changes(before, after)}
    assert {name for name, change in found.items() if change.after.yuan is not None} == {
        "guangzhou-2022/recognition-little-giant",
        "guangzhou-2022/relocation",
    }
    assert "guangzhou-2022/land-standards" in found
    little_giant = found["guangzhou-2022/recognition-little-giant"]
    assert (little_giant.before.status, little_giant.before.yuan) == ("not_eligible", None)
    assert (little_giant.after.status, little_giant.after.yuan) == ("exact", 1_000_000)


def test_the_same_firm_changes_nothing(run: Evaluate) -> None:
    assert changes(run(tier="provincial"), run(tier="provincial")) == []


def test_a_higher_cost_changes_the_sum_until_the_cap(run: Evaluate) -> None:
    def by(cost: int, other: int) -> list[str]:
        return changed(changes(*(run(tier="provincial", listing_cost=c) for c in (cost, other))))

    assert by(5_600_000, 6_000_000) == [LISTING]
    assert by(6_000_000, 9_000_000) == []


def test_a_cost_that_becomes_known_is_a_change(run: Evaluate) -> None:
    (change,) = changes(run(tier="provincial"), run(tier="provincial", digital_cost=100))
    assert (change.before.status, change.after.status) == ("need_input", "upper")


def test_a_confirmed_condition_is_a_change(run: Evaluate) -> None:
    before, after = run(tier="provincial"), run(tier="provincial", title_valid=True)
    (change,) = changes(before, after)
    assert change.before.measure.id == VEHICLES
    assert (change.before.presumed, change.after.presumed) == (("有效期内",), ())


def test_another_field_to_ask_for_is_a_change(run: Evaluate) -> None:
    either = made(
        amount={"kind": "non_cash"},
        when=[{"field": "tier", "in": ["municipal"]}, {"field": "tax_paid", "or_more": 10}],
    )
    (change,) = changes(run(either), run(either, tier="municipal"))
    assert change.before.missing == ("tier", "tax_paid")
    assert change.after.missing == ("tax_paid",)


def test_what_a_bound_comes_to_for_another_loan_is_a_change(run: Evaluate) -> None:
    bound = made(amount={"kind": "rate_bound", "at_most": "LPR"})
    before, after = run(bound, lpr="0.031"), run(bound, lpr="0.031", loan=1_000_000)
    (change,) = changes(before, after)
    assert change.after.steps == ("100万元 × 3.1% = 3.1万元",)


def test_both_sides_hold_the_same_measures(run: Evaluate) -> None:
    with pytest.raises(ValueError, match="zip"):
        changes(run(), run()[1:])


@pytest.mark.parametrize(
    ("rate", "cap", "cost"),
    [
        ("0.50", "3000000", "6000000"),
        ("0.30", "3000000", "10000000"),
        ("0.03", "100", "3333.34"),
        ("1", "100", "100"),
    ],
)
def test_the_cost_at_the_cap(rate: str, cap: str, cost: str) -> None:
    amount = RateCapped(Decimal(rate), "exact", "listing_cost", Decimal(cap))
    assert cost_at_cap(amount) == Decimal(cost)


def test_without_a_cap_there_is_no_such_cost() -> None:
    amount = RateCapped(Decimal("0.5"), "exact", "listing_cost", None)
    assert cost_at_cap(amount) is None


@given(rate=st.integers(1, 10_000), cap=st.integers(1, 10**7))
def test_the_cost_at_the_cap_is_the_lowest_that_reaches_it(rate: int, cap: int) -> None:
    ratio = Decimal(rate) / 10_000
    cost = cost_at_cap(RateCapped(ratio, "upper", "listing_cost", Decimal(cap)))
    assert cost is not None
    assert ratio * cost >= cap > ratio * (cost - Decimal("0.01"))


def test_listing_lacks_up_to_600_and_digital_up_to_1000(
    gaps_of: Callable[..., dict[str, Gap]],
) -> None:
    found = gaps_of(tier="provincial", listing_cost=5_600_000, digital_cost="999999.99")
    listing, digital = found[LISTING], found[DIGITAL]
    assert (listing.field, listing.needed, listing.beyond) == ("listing_cost", 6_000_000, False)
    assert (listing.known, listing.lacking) == (5_600_000, 400_000)
    assert (digital.field, digital.needed, digital.beyond) == ("digital_cost", 10_000_000, False)
    assert digital.lacking == Decimal("9000000.01")


def test_what_is_not_known_lacks_an_unknown_sum(gaps_of: Callable[..., dict[str, Gap]]) -> None:
    found = gaps_of(tier="provincial")
    assert (found[LISTING].known, found[LISTING].lacking) == (None, None)


@pytest.mark.parametrize(
    ("cost", "reached"), [("5999999.99", False), ("6000000", True), (1e7, True)]
)
def test_the_cost_at_the_cap_is_enough(
    gaps_of: Callable[..., dict[str, Gap]], cost: object, reached: bool
) -> None:
    facts = {"tier": "municipal", "listing_cost": str(cost)}
    assert (LISTING not in gaps_of(**facts)) is reached


@pytest.mark.parametrize(
    ("tax", "reached"), [("19999999.99", False), ("20000000", False), ("20000000.01", True)]
)
def test_taxes_must_be_beyond_2000(
    gaps_of: Callable[..., dict[str, Gap]], tax: str, reached: bool
) -> None:
    found = gaps_of(tier="municipal", tax_paid=tax)
    assert (VEHICLES not in found) is reached
    if not reached:
        gap = found[VEHICLES]
        assert (gap.field, gap.needed, gap.beyond) == ("tax_paid", 20_000_000, True)
        assert gap.lacking == 20_000_000 - Decimal(tax)


def test_a_count_has_a_gap_too(gaps_of: Callable[..., dict[str, Gap]]) -> None:
    gap = gaps_of("zhanjiang-2022", tier="provincial", firms_led=7)["zhanjiang-2022/digital"]
    assert (gap.field, gap.known, gap.needed, gap.lacking) == ("firms_led", 7, 10, 3)


@pytest.mark.parametrize(
    ("facts", "matters"),
    [
        ({"tier": "municipal"}, True),
        ({}, True),  # the firm may be municipal
        ({"tier": "provincial"}, False),  # has it without
        ({"tier": "innovative"}, False),  # cannot have it
        ({"tier": "municipal", "title_valid": False}, False),
    ],
)
def test_a_threshold_is_told_where_passing_it_may_bring_something(
    gaps_of: Callable[..., dict[str, Gap]], facts: Raw, matters: bool
) -> None:
    assert (VEHICLES in gaps_of(**facts)) is matters


def test_no_gap_of_a_measure_that_another_fact_rules_out(
    gaps_of: Callable[..., dict[str, Gap]],
) -> None:
    found = gaps_of(tier="municipal", digital_cost=1)
    assert DIGITAL not in found
    assert LISTING in found


def test_a_cost_that_is_also_a_condition_has_both_gaps() -> None:
    amount = {"kind": "rate_capped", "rate": "0.5", "rate_is": "exact", "base": "loan", "cap": 100}
    measure = made(amount=amount, when=[{"field": "loan", "or_more": 50}])
    found = gaps([measure], read_profile({"loan": 50}))
    assert [(gap.needed, gap.beyond) for gap in found] == [(200, False), (50, True)]
    found = gaps([measure], read_profile({"loan": 51}))
    assert [(gap.needed, gap.beyond) for gap in found] == [(200, False)]


def test_measures_without_cost_or_threshold_have_no_gap(measures: MeasureSet) -> None:
    amounts: list[RawMeasure] = [
        {"kind": "fixed", "value": 1},
        {"kind": "upper_bound", "cap": 1},
        {"kind": "rate_capped", "rate": "0.5", "rate_is": "exact", "base": "loan"},
    ]
    for amount in amounts:
        assert gaps([made(amount=amount)], read_profile({})) == []
    assert gaps(measures.of_document("jiangmen-2024"), read_profile({})) == []


@given(raw=PROFILES, more=SUMS)
def test_beyond_the_gap_a_cost_brings_no_more(run: Evaluate, raw: Raw, more: Decimal) -> None:
    for name, cost, needed in (("listing", "listing_cost", 6), ("digital", "digital_cost", 10)):
        at_cap = {**raw, cost: needed * 1_000_000}
        above = {**raw, cost: needed * 1_000_000 + more}
        for low, high in zip(run(**at_cap), run(**above), strict=True):
            if low.measure.id.endswith(name):
                assert (low.status, low.yuan) == (high.status, high.yuan)
