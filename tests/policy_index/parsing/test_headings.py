"""Headings with words of their own, and headings over others."""

import pytest

from policy_index.parsing.headings import is_bare, split_heading
from policy_index.parsing.lines import split_lines
from policy_index.parsing.markers import find_marker
from policy_index.parsing.paragraphs import join_lines


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


def bare(text: str) -> bool:
    marker = find_marker(text)
    assert marker is not None
    return is_bare(marker, join_lines(split_lines(text), 0, marker))


@pytest.mark.parametrize(
    "text",
    [
        "二、重点任务",
        "（二）优化经营能力，促进利润倍增。",
        "三、坚持以科技创新为引领，加快推进制造业数字化转型、智能化升级和绿色化发展",
        "第三条（支持范围）",
        "第一章　总 则",
        "第一章\n总则",
        "（二）优化经营能力，促进利润倍增，推动高质量\n发展",
    ],
)
def test_a_title_over_others_says_nothing_of_its_own(text: str) -> None:
    assert bare(text)


@pytest.mark.parametrize(
    "text",
    [
        "2.支持载体提档升级：",
        "1.进展情况应当简明扼要，不超过200字；",
        "第四条 市科技局履行以下职责",
        "第五条 专项资金由市财政局管理。",
        "二、重点任务。围绕创新全过程组织实施。",
        "二、重点任务\n围绕创新全过程，组织实施。",
        "（一）对新认定的企业给予100万元奖励。",
        "（一）加强培育（责任单位：市科技局）",
    ],
)
def test_a_sentence_that_leads_in_is_a_clause(text: str) -> None:
    assert not bare(text)
