"""What the checker lets pass in a reply, and what it reports."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.guard.checks import Reply, check_time, check_turn
from tests.guard.figures import Figures, stated_in
from tests.guard.policies import read_policies
from tests.guard.said import Said
from tests.guard.trace import wrong_in

AS_OF = date(2026, 11, 22)
POLICIES = read_policies()
AWARD = {"document": "guangzhou-2022", "clause": "三、（一）"}
LISTING = {"document": "guangzhou-2022", "clause": "三、（三）"}
DIGITAL = {"document": "guangzhou-2022", "clause": "三、（五）"}
TERM = {"document": "zhanjiang-2022", "clause": "四、（三）"}


def problems(text: str, *, said: str = "", **card: Any) -> list[tuple[str, str]]:
    found = check_turn([Said(said)], [Reply(text, card)], AS_OF, POLICIES)
    return [(problem.property, problem.what) for problem in found]


def computed(status: str, yuan: str, *steps: str) -> dict[str, Any]:
    return {"figures": [{"status": status, "yuan": yuan, "steps": steps}]}


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("给予３００万元", ("sum", Decimal(3_000_000))),
        ("百分之三点一", ("percentage", Decimal("3.1"))),
        ("3.45 %", ("percentage", Decimal("3.45"))),
        ("2023年2月17日", ("date", "2023-02-17")),
        ("2023-02-17", ("date", "2023-02-17")),
        ("二〇二三年二月十七日", ("date", "2023-02-17")),
        ("2026年2月期满", ("date", "2026-02")),
        ("2026-02", ("date", "2026-02")),
        ("8月5日", ("date", "--08-05")),
        ("2024年", ("date", "2024")),
        ("有效期三年", ("time", "3年")),
        ("30个工作日", ("time", "30个工作日")),
        ("带动10户", ("count", "10家")),
    ],
)
def test_each_figure_is_read(text: str, stated: tuple[str, object]) -> None:
    assert [(one.kind, one.value) for one in stated_in(text)] == [stated]


@pytest.mark.parametrize("text", ["2022—2024", "2022-2024年", "2022至2024"])
def test_both_years_of_a_range_are_read(text: str) -> None:
    assert [one.value for one in stated_in(text)] == ["2022", "2024"]


@pytest.mark.parametrize("text", ["2000万元", "5000家", "哪一年", "文号〔22〕4号"])
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert "date" not in {one.kind for one in stated_in(text)}
    assert "time" not in {one.kind for one in stated_in(text)}


@pytest.mark.parametrize(
    "text",
    [
        "给予88万元",
        "补贴45%",
        "2025年2月",
        "2024年3月1日",
        "2031年",
        "有效期五年",
        "五百万元",
        "每年3辆",
    ],
)
def test_a_figure_out_of_nowhere_is_reported(text: str) -> None:
    ((property_, _),) = problems(text, citations=[AWARD])
    assert property_ == "supported"


def test_what_the_clause_and_its_document_print_may_be_said() -> None:
    text = "100万元，2022年4月13日，2022—2024年；今天是2026年11月22日"
    assert problems(text, citations=[AWARD]) == []


def test_the_end_of_a_term_may_be_said() -> None:
    assert problems("有效期三年，2023年2月起，2026年2月期满", citations=[TERM]) == []


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("花了五百六十万", "560万元"),
        ("花咗五百六十萬", "560万元"),
        ("花了贰佰万元", "200万元"),
        ("花了250w", "250万元"),
        ("花了1千2百万", "1200万元"),
        ("花了四百来万", "400万元"),
        ("投了1个亿", "1亿元"),
        ("带动十二家", "12家"),
        ("spent 2.6 million yuan", "260万元"),
        ("上个月认定的", "2026-10"),
        ("去年认定的", "2025年"),
        ("2024年6月有效吗", "在2024年6月1日至2024年6月30日"),
    ],
)
def test_what_the_user_said_may_be_said(said: str, text: str) -> None:
    assert problems(text) != []
    assert problems(text, said=said) == []


def test_a_right_calculation_from_a_clause_and_the_users_cost_supports_its_result() -> None:
    card = computed("exact", "2800000", "560万元 × 50% = 280万元", "280万元 ≤ 300万元")
    assert problems("280万元", said="花了560万", citations=[LISTING], **card) == []


@pytest.mark.parametrize(
    ("step", "right"),
    [
        ("560万元 × 50% = 280万元", True),
        ("560万元 × 50% = 290万元", False),
        ("500万元 × 50% = 250万元", False),  # nobody said 500万
        ("560万元 × 40% = 224万元", False),  # nor 40%
        ("560万元 + 300万元 = 860万元", True),
        ("300万元 - 560万元 = 260万元", False),
        ("300万元 ÷ 50% = 600万元", True),
        ("560万元 ≤ 300万元", False),
        ("560万元 ＞ 300万元", True),
        ("560万元加300万元", False),
    ],
)
def test_steps_are_computed_again(step: str, right: bool) -> None:
    supported = Figures.of("560万元，50%，300万元")
    assert (list(wrong_in(step, supported)) == []) == right


def test_a_bound_is_told_as_one() -> None:
    card = computed("upper", "3000000")
    assert problems("数字化：不超过300万元", citations=[DIGITAL], **card) == []
    ((property_, _),) = problems("数字化：300万元", citations=[DIGITAL], **card)
    assert property_ == "bounded"


def test_an_apology_is_reported() -> None:
    ((property_, _),) = problems("抱歉，这句话我这边没有处理成功（编号 3f2a01）")
    assert property_ == "served"


@pytest.mark.parametrize("text", ["{{ yuan }}", "金额：None", "Traceback (most recent", "action_x"])
def test_residue_is_reported_unless_the_user_wrote_it(text: str) -> None:
    assert {property_ for property_, _ in problems(text)} == {"clean"}
    assert problems(text, said=text) == []


@pytest.mark.parametrize(
    ("replies", "property_"),
    [([], "said"), ([Reply(" ")], "said"), ([Reply("好的"), Reply("好的 ")], "distinct")],
)
def test_silence_and_echoes_are_reported(replies: list[Reply], property_: str) -> None:
    found = check_turn([Said("你好")], replies, AS_OF, POLICIES)
    assert [problem.property for problem in found] == [property_]


def test_a_slow_turn_is_reported() -> None:
    assert check_time(1.9) == []
    assert [problem.property for problem in check_time(2.1)] == ["prompt"]
