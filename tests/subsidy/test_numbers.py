"""Every number of a text is found once, at its place, with its value."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actions.subsidy.numbers import numbers_in, numbers_of
from policy_index.collection import Collection

TEXTS = st.text(
    st.sampled_from("0123456789０５９,，.．%％ 万亿元家个年月日一二三十百两第至—〔〕分之的以上")
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("给予100万元一次性奖励", ["100万元"]),
        ("给予不超过３０％的补贴", ["３０％"]),
        ("累计培育1,200家企业", ["1,200家"]),
        ("投入２，０００万元", ["２，０００万元"]),
        ("力争通过3至5年", ["3", "5年"]),
        ("（2022—2024年）", ["2022", "2024年"]),
        ("穗府办规〔2022〕4号", ["2022", "4号"]),
        ("2022年4月13日", ["2022年", "4月", "13日"]),
        ("2022-04-24", ["2022", "04", "24"]),
        ("现有 713 家企业", ["713 家"]),
        ("提高3.5个百分点", ["3.5个百分点"]),
        ("落地广东的50强获奖项目", ["50强"]),
        ("省委“1310”工作部署", ["1310"]),
        ("有效期三年", ["三年"]),
        ("新发放的一年期贷款", ["一年"]),
        ("培育十家、两个基地", ["十家", "两个"]),
        ("提高百分之五，降低三分之一", ["百分之五", "三分之一"]),
        ("自筹不低于五成", ["五成"]),
        ("奖励一百二十万元", ["一百二十万元"]),
        ("二〇二二年八月五日", ["二〇二二年", "八月", "五日"]),
        ("每三年评一次", ["三年"]),
        ("一式3份", ["3份"]),
    ],
)
def test_what_is_a_number(text: str, words: list[str]) -> None:
    assert [number.words for number in numbers_in(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "遴选一批企业，给予一次性奖励，一企一策，按一定比例",
        "第三方机构，第一名，第三十条",
        "“一对一”服务，“一带一路”，新三板，二甲以上医院",
        "党的二十大精神，三品提升行动，“开四停四”限制",
        "同一年度每半年组织一次，纳税按哪一年算",
        "数十家企业，几十个项目",
        "百家争鸣，千方百计，一成不变",
    ],
)
def test_what_is_none(text: str) -> None:
    assert numbers_in(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("300万元", "money", "3000000"),
        ("1.2亿", "money", "120000000"),
        ("2千万元", "money", "20000000"),
        ("一百二十万元", "money", "1200000"),
        ("５０％", "share", "0.5"),
        ("百分之十五", "share", "0.15"),
        ("三成", "share", "0.3"),
        ("1,200家", "plain", "1200"),
        ("2万家", "plain", "20000"),
        ("二〇二二年", "plain", "2022"),
        ("二十五家", "plain", "25"),
    ],
)
def test_its_value(text: str, kind: str, value: str) -> None:
    (number,) = numbers_in(text)
    assert (number.kind, number.value) == (kind, Decimal(value))


@given(TEXTS)
@example("1,234,5678")
@example("12，3456.7.8")
def test_each_run_of_digits_is_in_exactly_one_number(text: str) -> None:
    spans = [(number.start, number.end) for number in numbers_in(text)]
    for run in re.finditer("[0-9０-９]+", text):
        around = [span for span in spans if span[0] <= run.start() and run.end() <= span[1]]
        assert len(around) == 1


@given(TEXTS)
def test_the_places_are_exact_and_apart(text: str) -> None:
    end = 0
    for number in numbers_in(text):
        assert end <= number.start < number.figure_end <= number.end
        assert text[number.start : number.end] == number.words
        end = number.end


def test_the_number_that_counts_the_clause_is_none_of_its_own(collection: Collection) -> None:
    clause = collection.clause("jiangmen-2024", "二、（二）3.")
    assert clause.text.startswith("3.")
    assert [number.words for number in numbers_of(clause)] == ["2个", "3", "5个"]
    article = replace(clause, text="第12条 奖励3万元")
    assert [number.words for number in numbers_of(article)] == ["3万元"]
