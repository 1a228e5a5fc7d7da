"""The bracket of responsible units, in all the forms that the documents write it."""

from collections import Counter

import pytest

from policy_index.collection import Collection
from policy_index.parsing.responsible import find_units


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("做好。（责任单位：市科技局）", ("市科技局",)),
        ("做好。（责任单位：市科技局、财政局）", ("市科技局", "财政局")),
        ("做好。(责任单位：市科技局、财政局)", ("市科技局", "财政局")),
        ("做好。[责任单位:市科技局、各县(市、区)政府]", ("市科技局", "各县(市、区)政府")),
        ("做好。[责任单位:市科技局、各县(市、区)政府]。", ("市科技局", "各县(市、区)政府")),
        (
            "做好。〔责任单位：市科技局、各县（市、区）人民政府（管委会）〕",
            ("市科技局", "各县（市、区）人民政府（管委会）"),
        ),
        ("做好。(责任单位：市科技局、市人力资源社会保障)局)", ("市科技局", "市人力资源社会保障局")),
        ("做好。（责任单位：市金融局，人民银行，工商联）", ("市金融局", "人民银行", "工商联")),
        ("做好。（牵头单位：市科技局）", ("市科技局",)),
        ("做好。（市科技局、市财政局负责）", ("市科技局", "市财政局")),
        ("做好。（市科技局牵头，市财政局配合）", ("市科技局", "市财政局")),
        ("做好。（市科技局、市财政局等按职责分工负责）", ("市科技局", "市财政局")),
        ("做好。（牵头单位：市科技局；配合单位：甲局、乙局）", ("市科技局", "甲局", "乙局")),
        ("做好。（牵头单位：市科技局）（配合单位：市财政局）", ("市科技局", "市财政局")),
        ("做好。\n责任单位：市科技局、市财政局", ("市科技局", "市财政局")),
        ("做好。\n牵头部门：市科技局\n配合部门：市财政局", ("市科技局", "市财政局")),
        ("做好。【责任部门：市科技局】", ("市科技局",)),
        (
            "做好。[市科技局，各县（市、区）人民政府负责。以下均需各县（市、区）人民政府负责。]",
            ("市科技局", "各县（市、区）人民政府"),
        ),
        ("支持首台（套）装备（含复核）。", ()),
        ("由市科技局负责解释。", ()),
        ("做好（由甲局负责）之后的事。", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_units_are_read_as_printed(text: str, names: tuple[str, ...]) -> None:
    assert find_units(text).names == names


def test_the_bracket_starts_where_the_body_ends() -> None:
    text = "支持首台（套）装备。（责任单位：市科技局）"
    assert text[: find_units(text).start] == "支持首台（套）装备。"
    assert find_units("没有单位。").start == len("没有单位。")


def test_units_before_other_words_are_named_but_end_no_body() -> None:
    text = "做好。（责任单位：市科技局）\n（一）至（三）项由市财政统筹。"
    units = find_units(text)
    assert units.names == ("市科技局",)
    assert units.start == len(text)


@pytest.mark.parametrize(
    ("document", "path", "names"),
    [
        (
            "guangzhou-2022",
            "二、（六）",
            ("市工业和信息化局", "地方金融监管局", "人民银行广州分行营业部", "市工商联"),
        ),
        (
            "guangzhou-2022",
            "三、（六）",
            ("各区政府", "市规划和自然资源局", "工业和信息化局", "住房城乡建设局"),
        ),
        ("jiangmen-2022", "二、（一）", ("市工业和信息化局", "市财政局", "各县(市、区)政府")),
        (
            "jiangmen-2022",
            "二、（七）",
            ("市工业和信息化局", "市财政局", "市金融局", "各县(市、区)政府"),
        ),
        ("jiangmen-2024", "二、（一）", ("市工业和信息化局", "各县（市、区）人民政府")),
        (
            "jiangmen-2024",
            "二、（三）2.",
            (
                "市金融局",
                "国家金融监督管理总局江门监管分局",
                "市工业和信息化局",
                "市财政局",
                "中国人民银行江门市分行",
            ),
        ),
        ("zhanjiang-2022", "二、（一）", ("市工业和信息化局", "各县（市、区）人民政府（管委会）")),
        (
            "zhanjiang-2022",
            "二、（五）",
            ("市金融局", "市财政局", "市工业和信息化局", "人民银行湛江市中心支行"),
        ),
        ("zhanjiang-2022", "三、（四）", ("市工业和信息化局", "市人力资源社会保障局")),
        ("jiangmen-2022", "三、（二）", ()),
        ("guangdong-2023", "（七）", ()),
    ],
)
def test_units_of_real_clauses(
    collection: Collection, document: str, path: str, names: tuple[str, ...]
) -> None:
    assert collection.clause(document, path).responsible == names


def test_no_unit_is_left_in_a_body(collection: Collection) -> None:
    named = [clause for clause in collection.clauses if clause.responsible]
    assert Counter(clause.document for clause in named) == {
        "guangzhou-2022": 18,
        "jiangmen-2022": 8,
        "jiangmen-2024": 11,
        "zhanjiang-2022": 16,
    }
    for clause in named:
        assert "责任单位" not in clause.body
        assert clause.text.startswith(clause.body)
        assert all(name for name in clause.responsible)
