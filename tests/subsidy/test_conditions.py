"""Conditions: yes, no, not known, not defined; and what is said of each."""

from datetime import date
from decimal import Decimal

import pytest

from actions.subsidy.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Is,
    Manual,
    OneOf,
    OrMore,
    Outside,
    Truth,
    Verdict,
    Window,
    atoms,
)
from actions.subsidy.profile import Profile, read_profile

TIER = OneOf("tier", ("provincial",), "省级")
TAX = OrMore("tax_paid", Decimal(20_000_000), "纳税2000万元以上")
VALID = Is("title_valid", True, "有效期内")
JUDGED = Manual("符合相关条件")


def judge(condition: Condition, **facts: object) -> Verdict:
    return condition.judge(read_profile(facts))


def test_of_several_tiers_one_suffices() -> None:
    assert judge(TIER, tier=["municipal", "provincial"]) == Verdict(Truth.YES)
    assert judge(TIER, tier="municipal") == Verdict(Truth.NO, against=("省级",))


def test_what_decides_is_asked_for_and_the_rest_is_presumed() -> None:
    assert judge(TIER) == Verdict(Truth.UNKNOWN, missing=("tier",))
    assert judge(VALID) == Verdict(Truth.YES, presumed=("有效期内",))
    assert judge(JUDGED) == Verdict(Truth.YES, presumed=("符合相关条件",))


@pytest.mark.parametrize(
    ("tax", "truth"),
    [
        ("19999999.99", Truth.NO),
        (20_000_000, Truth.UNDEFINED),
        ("20000000.00", Truth.UNDEFINED),
        ("20000000.01", Truth.YES),
        (0, Truth.NO),
    ],
)
def test_exactly_at_a_threshold_is_not_defined(tax: object, truth: Truth) -> None:
    assert judge(TAX, tax_paid=tax).truth is truth


@pytest.mark.parametrize(
    ("day", "truth", "presumed"),
    [
        ("2021", Truth.NO, False),
        ("2021-12-31", Truth.NO, False),
        ("2022-01-01", Truth.YES, False),
        ("2022", Truth.YES, False),
        ("2023-12", Truth.YES, False),
        ("2023-12-31", Truth.YES, False),
        ("2024-01-01", Truth.NO, False),
        (None, Truth.YES, True),
    ],
)
def test_a_window_is_about_the_whole_time_that_was_named(
    day: str | None, truth: Truth, presumed: bool
) -> None:
    window = Window("recognised_on", date(2022, 1, 1), date(2023, 12, 31), "2022—2023年")
    verdict = judge(window, recognised_on=day)
    assert verdict.truth is truth
    assert bool(verdict.presumed) is presumed


@pytest.mark.parametrize(
    ("first", "last", "day"),
    [
        (date(2022, 6, 1), None, "2022"),
        (date(2022, 6, 30), None, "2022-06"),
        (None, date(2022, 6, 1), "2022-06"),
    ],
)
def test_a_time_that_only_overlaps_the_window_is_not_settled(
    first: date | None, last: date | None, day: str
) -> None:
    window = Window("recognised_on", first, last, "期间")
    assert judge(window, recognised_on=day) == Verdict(Truth.YES, presumed=("期间",))


def test_one_no_settles_all_and_nothing_else_is_asked() -> None:
    verdict = judge(AllOf((TAX, TIER, JUDGED)), tier="municipal")
    assert verdict == Verdict(Truth.NO, against=("省级",))


def test_all_keeps_what_is_missing_and_what_is_presumed() -> None:
    verdict = judge(AllOf((TIER, VALID, TAX)))
    assert verdict == Verdict(Truth.UNKNOWN, missing=("tier", "tax_paid"), presumed=("有效期内",))


def test_not_known_comes_before_not_defined() -> None:
    verdict = judge(AllOf((TIER, TAX)), tax_paid=20_000_000)
    assert verdict.truth is Truth.UNKNOWN
    assert verdict.missing == ("tier",)


def test_one_yes_settles_any_and_the_other_branches_ask_nothing() -> None:
    assert judge(AnyOf((TAX, TIER)), tier="provincial") == Verdict(Truth.YES)


def test_a_sure_branch_is_taken_before_one_that_presumes() -> None:
    assert judge(AnyOf((VALID, TIER)), tier="provincial") == Verdict(Truth.YES)


def test_no_branch_left_is_no() -> None:
    verdict = judge(AnyOf((TIER, TAX)), tier="municipal", tax_paid=1)
    assert verdict == Verdict(Truth.NO, against=("省级", "纳税2000万元以上"))


def test_only_open_branches_ask() -> None:
    either = AnyOf((TIER, AllOf((OneOf("tier", ("municipal",), "市级"), TAX))))
    assert judge(either, tier="municipal").missing == ("tax_paid",)
    assert judge(either, tier="innovative").missing == ()
    assert judge(either).missing == ("tier", "tax_paid")


def test_all_of_nothing_holds() -> None:
    assert AllOf(()).judge(Profile()) == Verdict(Truth.YES)


WINDOW = Window("recognised_on", date(2022, 1, 1), date(2023, 12, 31), "2022—2023年")
MOVED = Outside("广州", "广州市行政区域以外迁入")


@pytest.mark.parametrize(
    ("facts", "truth"),
    [
        ({"moved_from": "湛江"}, Truth.YES),
        ({"moved_from": "广州"}, Truth.NO),
        ({"moved_from": "广州市天河区"}, Truth.NO),
        ({"relocated": True}, Truth.YES),
        ({"relocated": False}, Truth.NO),
        ({"moved_from": "广州", "relocated": True}, Truth.NO),
    ],
)
def test_who_moves_in_from_outside(facts: dict[str, object], truth: Truth) -> None:
    against = () if truth is Truth.YES else ("广州市行政区域以外迁入",)
    assert judge(MOVED, **facts) == Verdict(truth, against=against)


@pytest.mark.parametrize(
    ("condition", "field"),
    [
        (TIER, "tier"),
        (TAX, "tax_paid"),
        (VALID, "title_valid"),
        (MOVED, "moved_from"),
        (WINDOW, "recognised_on"),
    ],
)
def test_strictly_nothing_is_presumed(condition: Condition, field: str) -> None:
    assert condition.judge(Profile(), asked=None) == Verdict(Truth.UNKNOWN, missing=(field,))


def test_strictly_what_no_fact_decides_is_left_to_the_authority() -> None:
    left = Verdict(Truth.UNKNOWN, left_to_authority=("符合相关条件",))
    assert JUDGED.judge(Profile(), asked=None) == left


def test_strictly_a_choice_of_all_that_there_is_holds() -> None:
    either = OneOf("recognition", ("new", "review"), "被认定(含复核)")
    assert either.judge(Profile(), asked=None) == Verdict(Truth.YES)
    assert either.judge(Profile()) == Verdict(Truth.YES, presumed=("被认定(含复核)",))
    some = OneOf("tier", ("little_giant", "provincial"), "省级以上")
    assert some.judge(Profile(), asked=None).truth is Truth.UNKNOWN


def test_strictly_a_time_that_only_overlaps_the_window_must_be_known_better() -> None:
    year = read_profile({"recognised_on": "2022"})
    window = Window("recognised_on", date(2022, 6, 1), None, "期间")
    assert window.judge(year, asked=None) == Verdict(Truth.UNKNOWN, missing=("recognised_on",))


def test_strictly_all_and_any_gather_what_is_open() -> None:
    both = AllOf((TIER, AnyOf((TAX, VALID)), JUDGED))
    assert both.judge(Profile(), asked=None) == Verdict(
        Truth.UNKNOWN,
        missing=("tier", "tax_paid", "title_valid"),
        left_to_authority=("符合相关条件",),
    )


def test_only_the_fields_that_are_named_are_asked_for() -> None:
    asked = AllOf((TIER, VALID)).judge(Profile(), asked={"title_valid"})
    assert asked == Verdict(Truth.UNKNOWN, missing=("title_valid",), presumed=("省级",))


def test_the_same_field_is_asked_for_once() -> None:
    twice = AllOf((TIER, OneOf("tier", ("municipal",), "市级")))
    assert judge(twice).missing == ("tier",)


def test_all_but_a_threshold_that_is_met_exactly_is_not_defined() -> None:
    verdict = judge(AllOf((TIER, TAX, VALID)), tier="provincial", tax_paid=20_000_000)
    assert verdict == Verdict(
        Truth.UNDEFINED, presumed=("有效期内",), undefined=("纳税2000万元以上",)
    )


def test_a_threshold_that_is_met_exactly_does_not_count_where_another_branch_holds() -> None:
    either = AnyOf((TAX, TIER))
    exactly = {"tax_paid": 20_000_000}
    assert judge(either, tier="provincial", **exactly) == Verdict(Truth.YES)
    assert judge(either, **exactly) == Verdict(Truth.UNKNOWN, missing=("tier",))
    undefined = Verdict(Truth.UNDEFINED, undefined=("纳税2000万元以上",))
    assert judge(either, tier="municipal", **exactly) == undefined


def test_the_branch_with_the_fewest_presumptions_is_told() -> None:
    new = OneOf("recognition", ("new",), "新认定")
    assert judge(AnyOf((AllOf((VALID, new)), JUDGED))).presumed == ("符合相关条件",)


def test_a_presumption_is_told_beside_what_holds() -> None:
    assert judge(AllOf((TIER, VALID)), tier="provincial").presumed == ("有效期内",)
    assert judge(AllOf((VALID, JUDGED))).presumed == ("有效期内", "符合相关条件")


def test_the_atoms_are_what_no_group_is() -> None:
    assert list(atoms(AllOf((TIER, AnyOf((TAX, AllOf((VALID,)))))))) == [TIER, TAX, VALID]
    assert list(atoms(TIER)) == [TIER]
