"""Ratios."""

from decimal import Decimal

import pytest

from bot.nlu.numerals import decimal_string
from bot.nlu.percent import find_percents
from policy_index.text import normalize


def ratios(text: str) -> list[str]:
    return [decimal_string(percent.ratio) for percent in find_percents(normalize(text))]


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("50%", "0.5"),
        ("３０％", "0.3"),
        ("0.5%", "0.005"),
        ("百分之五十", "0.5"),
        ("百分之50", "0.5"),
        ("百分之三点一", "0.031"),
        ("百分之百", "1"),
        ("五成", "0.5"),
        ("3成", "0.3"),
        ("三成半", "0.35"),
        ("30个百分点", "0.3"),
        ("零点五个百分点", "0.005"),
        ("千分之五", "0.005"),
        ("3‰", "0.003"),
        ("50 percent", "0.5"),
    ],
)
def test_ratios_are_exact(text: str, ratio: str) -> None:
    assert ratios(text) == [ratio]


@pytest.mark.parametrize("text", ["2015成立", "三成功了", "补几成", "一成立就", "50万"])
def test_other_words_are_no_ratio(text: str) -> None:
    assert ratios(text) == []


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("LPR是3.1%", ["lpr"]),
        ("贷款市场报价利率为百分之三点一", ["lpr"]),
        ("按3.1%的LPR", ["lpr"]),
        ("一年期LPR 3.1%，我们贷款4%", ["lpr", None]),
        ("贷款利率4%，LPR3.1%", [None, "lpr"]),
        ("LPR3.1%贷款4%", ["lpr", None]),
        ("利润涨了30%", [None]),
    ],
)
def test_a_stated_lpr_is_told_from_other_rates(text: str, roles: list[str | None]) -> None:
    assert [percent.role for percent in find_percents(text)] == roles


@pytest.mark.parametrize(
    ("text", "ratios"),
    [
        ("数字化费用补50%没错吧", ["0.5"]),
        ("补贴比例是30%吗", ["0.3"]),
        ("贴息能贴一半吗", ["0.5"]),
        ("does the city match 1:1", ["1"]),
        ("市级配套是不是1比1", ["1"]),
        ("上市费用全额报销？", ["1"]),
        ("券商的钱实报实销吗", ["1"]),
        ("担保是不是补费用的50%", ["0.5"]),
        ("全部员工一半在广州", []),
        ("我们上市费用花了一半", []),
    ],
)
def test_a_share_that_is_supposed_is_a_claim(text: str, ratios: list[str]) -> None:
    claims = [percent.ratio for percent in find_percents(text) if percent.role == "claim"]
    assert claims == [Decimal(ratio) for ratio in ratios]
