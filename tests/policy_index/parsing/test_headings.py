"""Markers, and the sequence that makes one a heading."""

import pytest

from policy_index.parsing.headings import Numbering, find_marker, split_heading


@pytest.mark.parametrize(
    ("line", "label", "number"),
    [
        ("第一编 总则", "第一编", 1),
        ("第十二章　附则", "第十二章", 12),
        ("第三节 支持", "第三节", 3),
        ("第二十一条 本办法自发布之日起施行。", "第二十一条", 21),
        ("一、工作目标", "一、", 1),
        ("十一、附则", "十一、", 11),
        ("二、三级联动机制", "二、", 2),
        ("（一）梯度培育行动。", "（一）", 1),
        ("(十一)强化服务支持", "（十一）", 11),
        ("(六) 推进生态优化。", "（六）", 6),
        ("（一）、总则", "（一）", 1),
        ("（三）项目支持。", "（三）", 3),
        ("（二）及时兑现奖励。", "（二）", 2),
        ("1.提升技术创新能力。", "1.", 1),
        ("２．促进数字化转型。", "2.", 2),
        ("3、加强品牌建设。", "3.", 3),
        ("(1)申报", "（1）", 1),
    ],
)
def test_a_marker_has_one_form_whatever_its_brackets(line: str, label: str, number: int) -> None:
    marker = find_marker(line)
    assert marker is not None
    assert (marker.label, marker.number) == (label, number)


@pytest.mark.parametrize(
    "line",
    [
        "3.5亿元以上的项目",
        "3．5亿元以上的项目",
        "一、二等奖获得者",
        "一、二、三等奖",
        "（一）至（三）项所列企业",
        "（一）、（二）项",
        "（三）项所列企业",
        "（二）（三）两项",
        "(1)至(3)项",
        "713家企业",
        "2024年起",
        "第三方服务机构",
        "第一条例外",
        "一是加强领导",
    ],
)
def test_a_number_in_prose_is_no_marker(line: str) -> None:
    assert find_marker(line) is None


def accepted(*lines: str) -> list[str]:
    """The path after each line that was taken as a heading; an empty text for prose."""
    numbering, paths = Numbering(), []
    for line in lines:
        marker = find_marker(line)
        taken = marker is not None and numbering.accept(marker)
        paths.append(numbering.path if taken else "")
    return paths


def test_a_level_opens_with_one_and_closes_the_levels_below() -> None:
    lines = ("一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "二、庚", "（一）辛")
    assert accepted(*lines) == [
        "一、", "一、（一）", "一、（一）1.", "一、（一）2.",
        "一、（二）", "一、（二）1.", "二、", "二、（一）",
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["（二）规定", "三、四线城市", "5.要求", "第二条 规定"])
def test_a_level_never_opens_in_its_middle(line: str) -> None:
    assert accepted(line) == [""]


def test_a_jump_and_a_repetition_are_prose() -> None:
    assert accepted("一、甲", "（一）乙", "（九）丙", "（一）丁", "一、戊") == [
        "一、", "一、（一）", "", "", "",
    ]  # fmt: skip


def test_one_lost_heading_is_borne() -> None:
    assert accepted("一、甲", "三、丙", "六、己") == ["一、", "三、", ""]


def test_a_document_may_count_from_the_bracket_without_a_chapter() -> None:
    assert accepted("(一)甲", "(二)乙", "(三)丙") == ["（一）", "（二）", "（三）"]


def test_articles_are_counted_on_through_the_chapters() -> None:
    lines = ("第一章 总则", "第一条 甲", "第二条 乙", "第二章 支持", "第三条 丙", "第一条 丁")
    assert accepted(*lines) == [
        "第一章", "第一章第一条", "第一章第二条", "第二章", "第二章第三条", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("企业认定奖励。对新认定的企业给予奖励。", "企业认定奖励"),
        ("工作目标", "工作目标"),
        ("强化培育力度，促进数量倍增。", "强化培育力度，促进数量倍增"),
        ("各县（市、区）政府、各部门要压实责任，认真抓好本方案的贯彻落实，加强统筹协调。", ""),
    ],
)
def test_a_heading_is_a_short_first_sentence(words: str, heading: str) -> None:
    assert split_heading(words) == heading
