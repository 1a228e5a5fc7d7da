import pytest

from policy_index.asked import read
from policy_index.details import leaves_out, leaves_untreated

AWARD = "对新认定的国家级专精特新“小巨人”企业，给予100万元一次性奖励。"


@pytest.mark.parametrize(
    "question",
    [
        "申报小巨人要交什么材料",
        "工信局的电话是多少",
        "奖励多久能到账",
        "要等几个月",
        "奖金要不要交企业所得税",
        "称号撤销了要退钱吗",
        "When is the application deadline?",
    ],
)
def test_a_detail_that_is_not_stated_is_left_out(question: str) -> None:
    assert leaves_out(AWARD, question)


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("奖励多久能到账", "资金在公示无异议后15个工作日内拨付。"),
        ("等几天", "10日内办结。"),
        ("称号撤销了要退钱吗", "以虚假材料骗取奖励的，追回资金。"),
        ("小巨人奖励多少", AWARD),
        ("那几天没电怎么办", AWARD),
    ],
)
def test_what_is_stated_or_not_asked_is_not_left_out(question: str, clause: str) -> None:
    assert not leaves_out(clause, question)


def test_the_words_that_ask_are_enough_when_the_clause_has_them() -> None:
    assert not leaves_out("银行提供信用贷款，不得要求提供复印件。", "要复印件吗")


def test_a_matter_of_another_policy_counts_only_where_no_clause_treats_it() -> None:
    assert leaves_untreated(AWARD, "住房公积金怎么提取")
    assert not leaves_untreated("支持企业缴存公积金。", "住房公积金怎么提取")
    assert not leaves_untreated(AWARD, "小巨人奖励多少")


def test_of_a_story_the_sentences_that_ask_are_the_request() -> None:
    story = "我们公司做阀门，厂在江门新会。办公室电话一直占线，老板很急，员工三百人。" * 2
    question = "请问省级的能拿多少奖励？"
    assert read(story + question).request == read(question).request == read(question).text
