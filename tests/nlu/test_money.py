"""Sums of money: exact yuan from every way of writing them, and nothing from other numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.money import find_money
from policy_index.text import normalize


def yuan(text: str) -> list[int]:
    return [int(money.yuan) for money in find_money(normalize(text))]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("560万", 5_600_000),
        ("５６０万", 5_600_000),
        ("560w", 5_600_000),
        ("上市费用12000w", 120_000_000),
        ("花了12000多万", 120_000_000),
        ("560W元", 5_600_000),
        ("1,800万", 18_000_000),
        ("1，800万", 18_000_000),
        ("1,200,000元", 1_200_000),
        ("20万元", 200_000),
        ("20 万", 200_000),
        ("5百万", 5_000_000),
        ("2千8百万", 28_000_000),
        ("3万5千", 35_000),
        ("1万2", 12_000),
        ("1.5亿", 150_000_000),
        ("1亿2000万", 120_000_000),
        ("3个亿", 300_000_000),
        ("2万亿", 2_000_000_000_000),
        ("50万人民币", 500_000),
        ("RMB560万", 5_600_000),
        ("¥500,000", 500_000),
        ("RMB 5.6 million", 5_600_000),
        ("5 million yuan", 5_000_000),
        ("500k yuan", 500_000),
        ("三百萬蚊", 3_000_000),
    ],
)
def test_figures(text: str, amount: int) -> None:
    assert yuan(text) == [amount]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("一百二十万", 1_200_000),
        ("一千两百万", 12_000_000),
        ("两百五十万", 2_500_000),
        ("一百零五万", 1_050_000),
        ("一千零五十万", 10_500_000),
        ("一点五亿", 150_000_000),
        ("零点五亿", 50_000_000),
        ("一亿五千万", 150_000_000),
        ("一亿二", 120_000_000),
        ("三万五", 35_000),
        ("三万五千元", 35_000),
        ("三十万块", 300_000),
        ("五千块", 5_000),
        ("五块钱", 5),
        ("十块钱", 10),
        ("壹佰万元", 1_000_000),
        ("一千二百三十四万五千六百元", 12_345_600),
    ],
)
def test_chinese_numerals(text: str, amount: int) -> None:
    assert yuan(text) == [amount]


@pytest.mark.parametrize(
    "text",
    [
        "500强企业",
        "50家",
        "2辆",
        "2022年",
        "2022—2024",
        "“1310”部署",
        "第300条",
        "一百二十",
        "100到200家",
        "千万别这样",
        "上千万",
        "几百万",
        "几十万",
        "万一没有呢",
        "百万",
        "十万火急",
        "专精特新万岁",
        "500万家企业",
        "300万平方米",
        "20万度电",
        "500万美元",
        "$500万",
        "五块地",
        "三块牌子",
        "三元里",
        "多元化",
        "5元件",
        "50kw",
        "13800138000",
    ],
)
def test_other_numbers_are_no_money(text: str) -> None:
    assert yuan(text) == []


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("技改投入500万能补多少", [5_000_000]),
        ("100万人才奖励", [1_000_000]),
        ("100万五十家", [1_000_000]),
        ("补500万一次性给吗", [5_000_000]),
        ("花了500万2家厂", [5_000_000]),
        ("2000万五年期", [20_000_000]),
        ("投资500万2023年到账", [5_000_000]),
        ("万一五百万不够", [5_000_000]),
        ("800万改成1200万", [8_000_000, 12_000_000]),
        ("省级二十万国家级一百万", [200_000, 1_000_000]),
        ("100万到账了", [1_000_000]),
    ],
)
def test_a_sum_ends_where_its_unit_ends(text: str, amounts: list[int]) -> None:
    assert yuan(text) == amounts


@pytest.mark.parametrize(
    "text",
    [
        "八百多万",
        "四百来万",
        "800多万",
        "五十几万",
        "十几万",
        "1个多亿",
        "不到500万",
        "大概500万",
        "近500万",
        "500万左右",
        "500万出头",
        "花了100万多",
        "2000万以上",
    ],
)
def test_rough_sums_are_marked(text: str) -> None:
    [money] = find_money(text)
    assert money.approximate


@pytest.mark.parametrize("text", ["500万", "刚好2000万", "共计560万元"])
def test_exact_sums_are_not_marked(text: str) -> None:
    [money] = find_money(text)
    assert not money.approximate


@pytest.mark.parametrize(
    "text",
    ["300万-500万", "300-500万", "300万到500万", "三百到五百万", "300万至500万元", "三五百万"],
)
def test_a_range_gives_both_ends(text: str) -> None:
    low, high = find_money(text)
    assert (low.bound, int(low.yuan)) == ("low", 3_000_000)
    assert (high.bound, int(high.yuan)) == ("high", 5_000_000)


def test_neighbouring_digits_are_a_range_too() -> None:
    assert yuan("七八万") == [70_000, 80_000]


def test_a_denied_sum_is_left_out() -> None:
    assert yuan("不是300万，是500万") == [5_000_000]


def test_a_sum_asked_back_is_kept() -> None:
    assert yuan("能补的不是300万吗") == [3_000_000]
    assert yuan("是不是300万") == [3_000_000]


def test_the_place_covers_number_and_unit() -> None:
    [money] = find_money("我们花了1,800万元左右")
    assert (money.start, money.end) == (4, 11)


DIGITS = "零一二三四五六七八九"


def in_words(value: int) -> str:
    """A whole number below 10,000 as it is read out."""
    words = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            words += DIGITS[digit] + name
        elif words and not words.endswith("零") and value % unit:
            words += "零"
    return words


@given(st.integers(1, 9999))
def test_every_number_read_out_is_understood(value: int) -> None:
    assert yuan(f"花了{in_words(value)}万元") == [value * 10_000]


@given(st.integers(1, 99_999_999))
def test_separators_change_nothing(value: int) -> None:
    assert yuan(f"{value:,}元") == yuan(f"{value}元") == [value]


@given(st.decimals(Decimal("0.01"), Decimal("9999.99"), places=2))
def test_decimals_stay_exact(value: Decimal) -> None:
    [money] = find_money(f"{value}万")
    assert money.yuan == value * 10_000


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("3000000", 3_000_000),
        ("大概2400000吧", 2_400_000),
        ("上市费用3000000", 3_000_000),
        ("一共花了4,500,000", 4_500_000),
    ],
)
def test_a_bare_number_is_a_sum_where_only_a_cost_can_be_meant(text: str, yuan: int) -> None:
    assert [money.yuan for money in find_money(text)] == [yuan]


@pytest.mark.parametrize(
    "text", ["12345", "20240601", "13800138000", "电话8886666", "费用20240601交"]
)
def test_other_bare_numbers_are_no_sums(text: str) -> None:
    assert find_money(text) == []
