"""What may be had together: certain sums and bounds apart, by the rule that the text states."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.subsidy.matching import Found, find
from actions.subsidy.measures import Measure, MeasureSet, Stacking
from actions.subsidy.profile import read_profile
from actions.subsidy.totals import Total, total
from policy_index.collection import Collection
from tests.subsidy.firms import PROFILES, Raw
from tests.subsidy.made import MEASURES, RawMeasure, made

AS_OF = date(2024, 6, 1)
FindIn = Callable[..., list[Found]]

MAX = Stacking("group", "max", "不重复奖励")
SUM = Stacking("group", "sum", "可同时享受")
NOT_STATED = Stacking("group", "not_stated", None)
UNCONFIRMED: list[RawMeasure] = [{"manual": "符合相关条件"}]


@pytest.fixture(scope="module")
def find_in(measures: MeasureSet, collection: Collection) -> FindIn:
    def of(document: str, **facts: object) -> list[Found]:
        return find(measures.of_document(document), read_profile(facts), collection, AS_OF)

    return of


@pytest.fixture(scope="module")
def total_of(collection: Collection) -> Callable[..., Total]:
    def of(*measures: Measure, **facts: object) -> Total:
        return total(find(measures, read_profile(facts), collection, AS_OF), collection)

    return of


def fixed(name: str, value: int, **others: object) -> Measure:
    return made(name, amount={"kind": "fixed", "value": value}, **others)  # type: ignore[arg-type]


def bound(name: str, cap: int, **others: object) -> Measure:
    return made(name, amount={"kind": "upper_bound", "cap": cap}, **others)  # type: ignore[arg-type]


def names(outcomes: tuple[object, ...]) -> list[str]:
    return [outcome.measure.name for outcome in outcomes]  # type: ignore[attr-defined]


def test_certain_100_and_at_most_600_more(find_in: FindIn, collection: Collection) -> None:
    """A new little giant in Guangzhou: 100万 for the title; 100万 of guarantee fees and 500万 of
    renovation at most."""
    found = find_in("guangzhou-2022", tier="little_giant", recognition="new")
    of = total(found, collection)
    assert (of.certain, of.at_most) == (1_000_000, 6_000_000)
    assert [o.measure.id.split("/")[1] for o in of.counted] == [
        "recognition-little-giant",
        "guarantee-fee",
        "renovation",
    ]
    assert [o.measure.id.split("/")[1] for o in of.unsettled] == ["relocation"]
    assert [o.measure.id.split("/")[1] for o in of.open] == ["listing", "digital"]
    assert of.replaced == ()
    assert not of.stacking_stated


def test_in_zhanjiang_the_highest_replaces_the_others(
    find_in: FindIn, collection: Collection
) -> None:
    tiers = ["innovative", "little_giant", "provincial"]
    found = find_in("zhanjiang-2022", tier=tiers, recognition="new", recognised_on="2023")
    of = total(found, collection)
    assert (of.certain, of.at_most) == (0, 500_000)
    assert [o.yuan for o in of.counted] == [500_000]
    assert sorted(o.yuan or 0 for o in of.replaced) == [100_000, 300_000]
    assert of.unsettled == of.open == ()
    assert of.stacking_stated


def test_a_bound_is_never_certain(total_of: Callable[..., Total]) -> None:
    of = total_of(bound("bound", 30), fixed("sum", 20))
    assert (of.certain, of.at_most) == (20, 30)


def test_a_rate_counts_as_what_it_is(total_of: Callable[..., Total]) -> None:
    rate = {"kind": "rate_capped", "rate": "0.50", "base": "digital_cost"}
    exact = made("exact", amount={**rate, "rate_is": "exact"})
    upper = made("upper", amount={**rate, "rate_is": "upper"})
    of = total_of(exact, upper, digital_cost=1000)
    assert (of.certain, of.at_most, of.open) == (500, 500, ())
    of = total_of(exact, upper)
    assert (of.certain, of.at_most, of.counted) == (0, 0, ())
    assert names(of.open) == ["exact", "upper"]


def test_a_sum_under_an_unconfirmed_condition_is_not_certain(
    total_of: Callable[..., Total],
) -> None:
    of = total_of(fixed("sum", 20, when=UNCONFIRMED))
    assert (of.certain, of.at_most) == (0, 20)


def test_what_is_not_for_the_firm_is_not_counted(total_of: Callable[..., Total]) -> None:
    other = fixed("other", 20, when=[{"field": "tier", "in": ["municipal"]}])
    of = total_of(other, tier="provincial")
    assert of == Total((), (), (), (), (), ())


@pytest.mark.parametrize(
    ("stacking", "certain", "replaced", "unsettled"),
    [(MAX, 30, ["low"], []), (NOT_STATED, 30, [], ["low"]), (SUM, 50, [], [])],
)
def test_two_certain_sums_of_a_group(
    total_of: Callable[..., Total],
    stacking: Stacking,
    certain: int,
    replaced: list[str],
    unsettled: list[str],
) -> None:
    low, high = fixed("low", 20, stacking=stacking), fixed("high", 30, stacking=stacking)
    for order in ((low, high), (high, low)):
        of = total_of(*order)
        assert (of.certain, of.at_most) == (certain, 0)
        assert names(of.replaced) == replaced
        assert names(of.unsettled) == unsettled
        assert of.stacking_stated is (stacking is SUM or len(of.counted) == 1)


@pytest.mark.parametrize(
    ("stacking", "at_most", "counted"),
    [
        (MAX, 80, ["bound", "sum"]),
        (NOT_STATED, 80, ["bound", "sum"]),
        (SUM, 100, ["sum", "bound"]),
    ],
)
def test_a_higher_bound_beside_a_certain_sum_of_a_group(
    total_of: Callable[..., Total], stacking: Stacking, at_most: int, counted: list[str]
) -> None:
    """The sum stays certain; the bound adds what lies above it, or all of itself under ``sum``."""
    of = total_of(fixed("sum", 20, stacking=stacking), bound("bound", 100, stacking=stacking))
    assert (of.certain, of.at_most) == (20, at_most)
    assert names(of.counted) == counted
    assert of.stacking_stated is (stacking is not NOT_STATED)


def test_a_lower_bound_beside_a_certain_sum_adds_nothing(total_of: Callable[..., Total]) -> None:
    of = total_of(bound("bound", 10, stacking=MAX), fixed("sum", 20, stacking=MAX))
    assert (of.certain, of.at_most, names(of.counted)) == (20, 0, ["sum"])


def test_of_like_sums_the_certain_one_is_counted(total_of: Callable[..., Total]) -> None:
    unconfirmed = fixed("unconfirmed", 20, when=UNCONFIRMED, stacking=NOT_STATED)
    of = total_of(unconfirmed, fixed("certain", 20, stacking=NOT_STATED))
    assert (of.certain, of.at_most, names(of.counted)) == (20, 0, ["certain"])


def test_measures_without_a_group_are_added_up_and_the_text_states_no_rule(
    total_of: Callable[..., Total],
) -> None:
    of = total_of(fixed("one", 20), fixed("two", 30))
    assert of.certain == 50
    assert not of.stacking_stated
    assert total_of(fixed("one", 20)).stacking_stated


def test_two_groups_have_no_common_rule(total_of: Callable[..., Total]) -> None:
    other = Stacking("other", "sum", "可同时享受")
    of = total_of(fixed("one", 20, stacking=SUM), fixed("two", 30, stacking=other))
    assert of.certain == 50
    assert not of.stacking_stated


def test_it_is_told_how_the_sums_were_added_up(total_of: Callable[..., Total]) -> None:
    of = total_of(fixed("one", 20), fixed("two", 30), bound("three", 10_000))
    assert (of.certain_parts, of.at_most_parts) == ((20, 30), (10_000,))
    assert of.steps == ("20元 + 30元 = 50元",)
    of = total_of(bound("one", 5_000_000), bound("two", 1_000_000))
    assert of.steps == ("500万元 + 100万元 = 600万元",)


def test_there_is_no_total_over_two_places(find_in: FindIn, collection: Collection) -> None:
    both = [*find_in("zhanjiang-2022"), *find_in("guangzhou-2022")]
    with pytest.raises(ValueError, match=r"^no total over several places: 广州, 湛江$"):
        total(both, collection)


def test_two_documents_of_one_place_have_a_total(find_in: FindIn, collection: Collection) -> None:
    both = [*find_in("jiangmen-2022"), *find_in("jiangmen-2024")]
    assert total(both, collection).at_most == 0


@given(raw=PROFILES, data=st.data())
def test_totals_hold_what_they_promise(
    find_in: FindIn, collection: Collection, raw: Raw, data: st.DataObject
) -> None:
    for document in ("guangzhou-2022", "zhanjiang-2022"):
        found = find_in(document, **raw)
        of = total(found, collection)
        assert_sound(of, found)
        shuffled = total(data.draw(st.permutations(found)), collection)
        assert (shuffled.certain, shuffled.at_most) == (of.certain, of.at_most)


@given(
    raw=PROFILES,
    parts=st.lists(st.tuples(MEASURES, st.sampled_from([None, MAX])), max_size=4)
    | st.lists(st.tuples(MEASURES, st.sampled_from([None, NOT_STATED])), max_size=4)
    | st.lists(st.tuples(MEASURES, st.sampled_from([None, SUM])), max_size=4),
    names=st.permutations(["a", "b", "c", "d"]),
)
def test_totals_hold_what_they_promise_for_any_measures(
    collection: Collection,
    raw: Raw,
    parts: list[tuple[RawMeasure, Stacking | None]],
    names: list[str],
) -> None:
    measures = [
        made(name, stacking=stacking, **measure)
        for name, (measure, stacking) in zip(names, parts, strict=False)
    ]
    found = find(measures, read_profile(raw), collection, AS_OF)
    assert_sound(total(found, collection), found)


def assert_sound(of: Total, found: list[Found]) -> None:
    paying = [each for each in found if each.outcome.yuan is not None]
    exact = [o.yuan for o in of.counted if o.status == "exact" and o.yuan is not None]
    assert 0 <= of.certain <= sum(exact)
    assert of.at_most >= 0
    assert of.certain + of.at_most <= sum(each.outcome.yuan or 0 for each in paying)
    told = [o.measure.id for o in (*of.counted, *of.replaced, *of.unsettled)]
    assert sorted(told) == sorted(each.match.measure.id for each in paying)
    assert all(outcome.yuan is None for outcome in of.open)


@given(raw=PROFILES, name=st.sampled_from(["recognition", "tier", "listing_cost", "digital_cost"]))
def test_learning_a_fact_never_makes_what_is_certain_smaller(
    find_in: FindIn, collection: Collection, raw: Raw, name: str
) -> None:
    less = {key: value for key, value in raw.items() if key != name}
    for document in ("guangzhou-2022", "zhanjiang-2022"):
        before = total(find_in(document, **less), collection)
        after = total(find_in(document, **raw), collection)
        assert before.certain <= after.certain
