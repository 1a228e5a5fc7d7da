"""Properties of every evaluation, whatever is known of the firm."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.subsidy.amounts import Fixed, RateCapped, UpperBound
from actions.subsidy.evaluate import Outcome, evaluate
from actions.subsidy.measures import MeasureSet
from actions.subsidy.profile import read_profile
from policy_index.collection import Collection
from tests.subsidy.firms import COMPLETE, DATES, FACTS, PROFILES, SUMS, Raw
from tests.subsidy.made import RawMeasure, made

Evaluate = Callable[[str, Raw], Outcome]
RunAll = Callable[..., list[Outcome]]
AS_OF = date(2024, 6, 1)


@pytest.fixture(scope="module")
def run(measures: MeasureSet, collection: Collection) -> Evaluate:
    def of(measure: str, raw: Raw) -> Outcome:
        return evaluate(measures.measures[measure], read_profile(raw), collection, AS_OF)

    return of


@pytest.fixture(scope="module")
def run_all(measures: MeasureSet, collection: Collection) -> RunAll:
    def of(raw: Raw, as_of: date = AS_OF) -> list[Outcome]:
        judge = partial(evaluate, profile=read_profile(raw), collection=collection, as_of=as_of)
        return [judge(measure) for measure in measures.measures.values()]

    return of


@given(raw=PROFILES, as_of=DATES)
def test_the_kind_of_a_figure_is_the_kind_of_its_amount(
    run_all: RunAll, raw: Raw, as_of: date
) -> None:
    for outcome in run_all(raw, as_of):
        amount = outcome.measure.amount
        if outcome.status == "exact":
            assert isinstance(amount, Fixed) or (
                isinstance(amount, RateCapped) and amount.rate_is == "exact"
            )
        if outcome.status == "upper":
            assert isinstance(amount, UpperBound) or (
                isinstance(amount, RateCapped) and amount.rate_is == "upper"
            )
        assert (outcome.yuan is not None) == (outcome.status in ("exact", "upper"))


@given(raw=PROFILES)
def test_a_figure_is_never_above_its_cap_nor_finer_than_a_fen(run_all: RunAll, raw: Raw) -> None:
    for outcome in run_all(raw):
        if outcome.yuan is None:
            continue
        cap = getattr(outcome.measure.amount, "cap", None)
        assert cap is None or 0 <= outcome.yuan <= cap
        assert outcome.yuan == round(outcome.yuan, 2)
        assert outcome.capped <= (outcome.yuan == cap)


@given(raw=PROFILES, as_of=DATES)
def test_the_day_of_asking_changes_the_status_of_the_document_and_nothing_else(
    run_all: RunAll, collection: Collection, raw: Raw, as_of: date
) -> None:
    for now, then in zip(run_all(raw), run_all(raw, as_of), strict=True):
        assert (now.status, now.yuan, now.steps) == (then.status, then.yuan, then.steps)
        document = collection.document(then.measure.document)
        assert then.document_status == document.status(as_of)


@given(raw=PROFILES, dropped=st.sampled_from(sorted(FACTS)))
def test_not_knowing_a_fact_never_makes_a_sum_of_zero(
    run_all: RunAll, raw: Raw, dropped: str
) -> None:
    less = {name: value for name, value in raw.items() if name != dropped}
    for outcome in run_all(less):
        base = getattr(outcome.measure.amount, "base", None)
        if base is not None and base not in less:
            assert outcome.yuan is None
        if outcome.yuan == 0:
            assert base is not None
            assert Decimal(str(less[base])) <= Decimal("0.03")


@given(raw=PROFILES)
def test_only_unknown_facts_are_asked_for_and_only_if_they_matter(
    run_all: RunAll, raw: Raw
) -> None:
    for outcome in run_all(raw):
        assert bool(outcome.missing) == (outcome.status == "need_input")
        assert not set(outcome.missing) & set(raw)
        assert len(set(outcome.missing)) == len(outcome.missing)


@given(raw=PROFILES, data=st.data())
def test_the_order_of_what_is_known_does_not_matter(
    run_all: RunAll, raw: Raw, data: st.DataObject
) -> None:
    shuffled = dict(data.draw(st.permutations(list(raw.items()))))
    tiers = shuffled.get("tier")
    if isinstance(tiers, list):
        shuffled["tier"] = data.draw(st.permutations(tiers))
    assert run_all(shuffled) == run_all(raw)


@pytest.mark.parametrize(
    ("measure", "cost"),
    [("guangzhou-2022/listing", "listing_cost"), ("guangzhou-2022/digital", "digital_cost")],
)
@given(one=SUMS, other=SUMS)
def test_a_higher_cost_never_pays_less(
    run: Evaluate, measure: str, cost: str, one: Decimal, other: Decimal
) -> None:
    low, high = sorted((one, other))
    less = run(measure, {"tier": "provincial", cost: low}).yuan
    more = run(measure, {"tier": "provincial", cost: high}).yuan
    assert less is not None
    assert more is not None
    assert less <= more


@given(cost=SUMS)
def test_the_listing_award_is_half_rounded_to_the_fen_and_capped(
    run: Evaluate, cost: Decimal
) -> None:
    half_up = (Fraction(cost) * 50 + Fraction(1, 2)) // 1  # in fen
    outcome = run("guangzhou-2022/listing", {"tier": "municipal", "listing_cost": cost})
    assert outcome.yuan is not None
    assert Fraction(outcome.yuan) * 100 == min(half_up, 300_000_000)
    assert outcome.capped == (half_up > 300_000_000)


@given(cost=SUMS)
def test_the_digital_bound_is_three_tenths_cut_off_at_the_fen_and_capped(
    run: Evaluate, cost: Decimal
) -> None:
    floor = Fraction(cost) * 30 // 1  # in fen
    outcome = run("guangzhou-2022/digital", {"tier": "provincial", "digital_cost": cost})
    assert outcome.yuan is not None
    assert Fraction(outcome.yuan) * 100 == min(floor, 300_000_000)
    assert Fraction(outcome.yuan) <= Fraction(cost) * Fraction(30, 100)


@given(cost=st.decimals(0, 10**13, places=8))
def test_the_steps_are_exact_to_the_last_digit(run: Evaluate, cost: Decimal) -> None:
    outcome = run("guangzhou-2022/listing", {"tier": "municipal", "listing_cost": cost})
    product = outcome.steps[0].rsplit(" = ", 1)[1]
    units = {"亿元": 10**8, "万元": 10**4, "元": 1}
    unit = next(name for name in units if product.endswith(name))
    assert Fraction(product.removesuffix(unit)) * units[unit] == Fraction(cost) / 2


@given(raw=PROFILES)
def test_the_same_inputs_come_to_the_same(run_all: RunAll, raw: Raw) -> None:
    assert run_all(raw) == run_all(dict(raw))


@given(raw=COMPLETE, cost=st.sampled_from(["listing_cost", "digital_cost"]), more=SUMS)
def test_no_higher_cost_excludes_a_firm(
    run_all: RunAll, raw: Raw, cost: str, more: Decimal
) -> None:
    higher = {**raw, cost: Decimal(str(raw[cost])) + more}
    for low, high in zip(run_all(raw), run_all(higher), strict=True):
        assert low.status == high.status
        assert (low.yuan or 0) <= (high.yuan or 0)


def test_a_made_bound_is_cut_off_and_a_made_sum_is_rounded(collection: Collection) -> None:
    def yuan(amount: RawMeasure) -> Decimal | None:
        facts = read_profile({"listing_cost": "0.05"})
        return evaluate(made(amount=amount), facts, collection, AS_OF).yuan

    rate = {"kind": "rate_capped", "base": "listing_cost", "rate": "0.90"}
    assert yuan({"kind": "fixed", "value": "0.015"}) == Decimal("0.02")
    assert yuan({"kind": "upper_bound", "cap": "0.019"}) == Decimal("0.01")
    assert yuan({**rate, "rate_is": "exact", "cap": None}) == Decimal("0.05")
    assert yuan({**rate, "rate_is": "upper", "cap": None}) == Decimal("0.04")
    assert yuan({**rate, "rate_is": "exact", "cap": "0.019"}) == Decimal("0.01")


def test_what_is_rounded_is_shown(collection: Collection) -> None:
    amount = {"kind": "rate_capped", "base": "loan", "rate": "0.5", "rate_is": "exact", "cap": 1}
    facts = read_profile({"loan": "0.01"})
    outcome = evaluate(made(amount=amount), facts, collection, AS_OF)
    assert outcome.steps == ("0.01元 × 50% = 0.005元", "0.005元 → 0.01元", "0.01元 ≤ 1元")
    assert (outcome.yuan, outcome.capped) == (Decimal("0.01"), False)


def test_a_cost_that_is_also_a_condition_is_asked_for_once(collection: Collection) -> None:
    measure = made(
        amount={"kind": "rate_capped", "base": "digital_cost", "rate": "0.5", "rate_is": "exact"},
        when=[{"field": "digital_cost", "or_more": 100}],
    )
    outcome = evaluate(measure, read_profile({}), collection, AS_OF)
    assert outcome.missing == ("digital_cost",)


def test_presumptions_are_told_whatever_the_outcome(collection: Collection) -> None:
    measure = made(
        amount={"kind": "rate_capped", "base": "loan", "rate": "0.5", "rate_is": "exact"},
        when=[{"field": "tier", "in": ["provincial"]}, {"manual": "符合相关条件"}],
    )
    for facts in ({}, {"tier": "provincial"}, {"tier": "provincial", "loan": 2}):
        outcome = evaluate(measure, read_profile(facts), collection, AS_OF)
        assert outcome.presumed == ("符合相关条件",)
    assert outcome.yuan == 1
