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
    Truth,
    Verdict,
    Window,
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
