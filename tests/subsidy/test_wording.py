"""An outcome in words: the kind of figure is said, and no figure but its own."""

from decimal import Decimal

import pytest

from actions.subsidy import printed
from actions.subsidy.amounts import RateBound, RateCapped
from actions.subsidy.evaluate import evaluate
from actions.subsidy.measures import MeasureSet
from actions.subsidy.profile import read_profile
from actions.subsidy.wording import describe
from policy_index.collection import Collection
from tests.subsidy.test_cases import CASES, Case, outcome_of


def line(measures: MeasureSet, collection: Collection, measure: str, **facts: object) -> str:
    profile = read_profile(facts)
    outcome = evaluate(measures.measures[measure], profile, collection, CASES[0].as_of)
    return describe(outcome, profile)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_words_are_those_of_the_kind(
    case: Case, measures: MeasureSet, collection: Collection
) -> None:
    outcome = outcome_of(case, measures, collection)
    text = describe(outcome, read_profile(case.input))
    name, said = text.split("：", 1)
    amount = outcome.measure.amount
    assert name == outcome.measure.name
    assert "\n" not in text
    match outcome.status:
        case "exact":
            assert not said.startswith(("不超过", "最高"))
            assert printed.sums(said)[0].value == outcome.yuan
            assert isinstance(amount, RateCapped) or "不超过" not in said
        case "upper":
            assert said.startswith("不超过")
            assert "上限" in said
            assert printed.sums(said)[0].value == outcome.yuan
        case "unspecified":
            assert "没有写明金额" in said
        case "rate_bound":
            assert "不超过" in said
        case "not_eligible":
            assert said.startswith("按文件不适用")
            assert all(words in said for words in outcome.against)
        case "not_stated":
            assert "没有写明" in said
            assert all(words in said for words in outcome.undefined)
        case "non_cash":
            assert "文件没有写给钱" in said
        case "quota":
            assert "每年2辆" in said
        case "need_input":
            assert said
    if outcome.status not in ("exact", "upper", "need_input"):
        quoted = "".join((*outcome.against, *outcome.undefined))
        assert {f.value for f in printed.sums(said)} <= {f.value for f in printed.sums(quoted)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_figure_but_its_own(case: Case, measures: MeasureSet, collection: Collection) -> None:
    outcome = outcome_of(case, measures, collection)
    text = describe(outcome, read_profile(case.input))
    allowed = {figure.value for figure in printed.sums(outcome.measure.evidence)}
    if outcome.yuan is not None:
        allowed.add(outcome.yuan)
    assert {figure.value for figure in printed.sums(text)} <= allowed
    ratios = {figure.value for figure in printed.ratios(outcome.measure.evidence)}
    assert {figure.value for figure in printed.ratios(text)} <= ratios


def test_a_fixed_sum_is_not_hedged(measures: MeasureSet, collection: Collection) -> None:
    text = line(measures, collection, "guangzhou-2022/recognition-provincial", tier="provincial")
    assert text == "省级“专精特新”中小企业认定奖励：20万元（文件写“给予”，是定额，不是上限）"


def test_a_bound_is_never_stated_as_the_sum(measures: MeasureSet, collection: Collection) -> None:
    text = line(measures, collection, "zhanjiang-2022/recognition-provincial", tier="provincial")
    assert text == "省级专精特新认定奖励：不超过30万元（这是上限，实际给多少文件没有写明）"


def test_a_cut_figure_says_so(measures: MeasureSet, collection: Collection) -> None:
    known = {"tier": "provincial", "listing_cost": 8_000_000}
    text = line(measures, collection, "guangzhou-2022/listing", **known)
    assert text.startswith("上市费用补助：300万元（按50%的比例计算，超出部分不补")


def test_a_rule_is_told_while_its_cost_is_not_known(
    measures: MeasureSet, collection: Collection
) -> None:
    text = line(measures, collection, "guangzhou-2022/digital", tier="provincial")
    assert text == "数字化转型补贴：给予不超过30%补助，单个企业最高不超过300万元"
    text = line(measures, collection, "guangzhou-2022/listing", tier="provincial")
    assert text == "上市费用补助：按50%的比例补助，单个企业最高不超过300万元"


def test_a_lowered_standard_is_a_bound(measures: MeasureSet, collection: Collection) -> None:
    text = line(measures, collection, "zhanjiang-2022/land-standards", tier="little_giant")
    assert text == "用地考核标准调低：所考核的投资强度与税收贡献等标准可调低不超过30%"


def test_the_lpr_is_the_users_or_none(measures: MeasureSet, collection: Collection) -> None:
    measure = measures.measures["jiangmen-2022/loan-rate"]
    assert isinstance(measure.amount, RateBound)
    known = {"tier": "provincial", "lpr": "0.031"}
    assert not printed.ratios(line(measures, collection, measure.id, tier="provincial"))
    text = line(measures, collection, measure.id, **known)
    assert {figure.value for figure in printed.ratios(text)} == {Decimal("0.031")}
    assert "按您说的LPR 3.1%" in text
