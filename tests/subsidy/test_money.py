"""Sums as people read them, and as official texts print them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.subsidy import printed
from actions.subsidy.amounts import Fixed, RateCapped, UpperBound
from actions.subsidy.evidence import amount_problems
from actions.subsidy.money import NEARLY, format_nearly, format_ratio, format_yuan, to_fen


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        (0, "0元"),
        ("0.01", "0.01元"),
        (9999, "9999元"),
        (10_000, "1万元"),
        (125_000, "12.5万元"),
        ("2800000.00", "280万元"),
        ("12345.67", "12345.67元"),
        ("999999.99", "999999.99元"),
        (99_999_999, "9999.9999万元"),
        (100_000_000, "1亿元"),
        (120_000_000, "1.2亿元"),
        (123_456_789, "12345.6789万元"),
        (Decimal("1E+6"), "100万元"),
    ],
)
def test_the_shortest_form_that_loses_nothing(yuan: int | str | Decimal, words: str) -> None:
    assert format_yuan(Decimal(yuan)) == words


@given(st.decimals(0, 10**13, places=2))
def test_a_formatted_sum_reads_back_as_itself(yuan: Decimal) -> None:
    (figure,) = printed.sums(format_yuan(yuan))
    assert figure.value == yuan
    assert figure.words == format_yuan(yuan)


@given(st.decimals(0, 1, places=4))
def test_a_formatted_ratio_reads_back_as_itself(ratio: Decimal) -> None:
    (figure,) = printed.ratios(format_ratio(ratio))
    assert figure.value == ratio


@pytest.mark.parametrize(
    ("yuan", "exact", "bound"),
    [
        ("1.005", "1.01", "1.00"),
        ("1.004", "1.00", "1.00"),
        ("999999.999", "1000000.00", "999999.99"),
        ("0.001", "0.00", "0.00"),
    ],
)
def test_a_bound_is_rounded_down(yuan: str, exact: str, bound: str) -> None:
    assert to_fen(Decimal(yuan), bound=False) == Decimal(exact)
    assert to_fen(Decimal(yuan), bound=True) == Decimal(bound)


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("给予100万元一次性奖励", [1_000_000]),
        ("给予１００万元奖励", [1_000_000]),
        ("1,800万元", [18_000_000]),
        ("1.2亿", [120_000_000]),
        ("2千万元", [20_000_000]),
        ("3百万", [3_000_000]),
        ("500元", [500]),
        ("5 万元", [50_000]),
        ("100万元和20万元", [1_000_000, 200_000]),
        ("1万家企业、60家试点", []),
        ("2022年以来", []),
        ("50强获奖项目", []),
    ],
)
def test_sums_of_money_in_a_text(words: str, values: list[int]) -> None:
    assert [figure.value for figure in printed.sums(words)] == values


@pytest.mark.parametrize(
    ("words", "bounded"),
    [
        ("不超过30万元", True),
        ("最高不超过300万元", True),
        ("最高补助300万元", True),
        ("不超过 30万元", True),
        ("最高300万元", True),
        ("给予30万元", False),
        ("按最高级别，给予30万元", False),
        ("不超过2项的，给予30万元", False),
    ],
)
def test_a_sum_is_bounded_if_the_words_before_it_say_so(words: str, bounded: bool) -> None:
    (figure,) = printed.sums(words)
    assert figure.bounded is bounded


def test_counts_and_ratios_are_told_apart() -> None:
    words = "聚集10家以上，可调低不超过30%，每年2辆，300万元"
    assert [figure.value for figure in printed.counts(words)] == [10, 2]
    assert [figure.value for figure in printed.ratios(words)] == [Decimal("0.3")]


def test_evidence_may_be_written_in_full_width_figures() -> None:
    rate = RateCapped(Decimal("0.30"), "upper", "digital_cost", Decimal(3_000_000))
    assert not list(amount_problems(UpperBound(Decimal(300_000)), "给予不超过３０万元的奖励"))
    assert not list(amount_problems(rate, "给予不超过３０％的补贴，最高不超过３００万元"))


def test_evidence_may_be_written_in_chinese_numerals() -> None:
    rate = RateCapped(Decimal("0.50"), "exact", "listing_cost", Decimal(1_200_000))
    words = "按照百分之五十的比例给予补助，最高不超过一百二十万元"
    assert not list(amount_problems(rate, words))
    (problem,) = amount_problems(Fixed(Decimal(200_000)), "给予三十万元奖励")
    assert problem.cure == "printed: 三十万元 (300000)"


def test_a_sum_beside_the_bound_is_not_the_bound() -> None:
    evidence = "给予100万元奖励，另给补贴最高不超过50万元"
    assert not list(amount_problems(UpperBound(Decimal(500_000)), evidence))
    (problem,) = amount_problems(UpperBound(Decimal(1_000_000)), evidence)
    assert problem.what.endswith("does not say 不超过 or 最高 before it")
    (problem,) = amount_problems(Fixed(Decimal(1_000_000)), evidence)
    assert problem.what == "is exact, but the evidence says 不超过 or 最高"


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        (Decimal(20_000_000), "2000万元"),
        (Decimal(20_000_000) - NEARLY, "不到2000万元"),
        (Decimal(20_000_000) + NEARLY, "超过2000万元"),
        (Decimal(20_000_000) - Decimal("0.01"), "19999999.99元"),
        (Decimal("12.5") - NEARLY, "不到12.5元"),
    ],
)
def test_only_what_nobody_can_pay_is_told_as_nearly_another(yuan: Decimal, words: str) -> None:
    assert format_nearly(yuan) == words
