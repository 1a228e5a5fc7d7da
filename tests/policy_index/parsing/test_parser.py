"""From a source text to clauses: every path of the five documents, and every character."""

from collections import Counter

import pytest

from policy_index.clauses import CLOSING, PREAMBLE
from policy_index.collection import Collection
from policy_index.parsing.markers import to_han
from policy_index.parsing.parser import parse, parse_text
from tests.policy_index.parsing.check import assert_every_character_has_one_home, assert_in_order


def numbered(prefix: str, count: int) -> list[str]:
    return [f"{prefix}（{to_han(number)}）" for number in range(1, count + 1)]


PATHS = {
    "guangdong-2023": [PREAMBLE, *numbered("", 11)],
    "guangzhou-2022": [
        PREAMBLE, "一、", *numbered("二、", 8), *numbered("三、", 7), *numbered("四、", 3), CLOSING,
    ],
    "jiangmen-2022": [PREAMBLE, "一、", *numbered("二、", 8), *numbered("三、", 4), "四、"],
    "jiangmen-2024": [
        PREAMBLE, *numbered("一、", 2), "二、（一）",
        *(f"二、（二）{number}." for number in range(1, 6)),
        *(f"二、（三）{number}." for number in range(1, 6)),
        *numbered("三、", 3),
    ],
    "zhanjiang-2022": [
        PREAMBLE, "一、", *numbered("二、", 7), *numbered("三、", 6), *numbered("四、", 3), CLOSING,
    ],
}  # fmt: skip
CONTAINERS = {
    "guangdong-2023": [],
    "guangzhou-2022": ["二、重点任务", "三、培育措施", "四、保障措施"],
    "jiangmen-2022": ["二、扶持措施", "三、保障措施"],
    "jiangmen-2024": [
        "一、总体要求",
        "二、主要任务",
        "（二）优化经营能力，促进利润倍增。",
        "（三）改善营商环境，促进产值倍增。",
        "三、组织保障",
    ],
    "zhanjiang-2022": ["二、重点任务", "三、培育措施", "四、保障措施"],
}


@pytest.mark.parametrize("document", PATHS)
def test_every_path_of_a_document(collection: Collection, document: str) -> None:
    found = [clause.path for clause in collection.clauses if clause.document == document]
    assert found == PATHS[document]


def test_numbers_of_clauses(collection: Collection) -> None:
    assert Counter(clause.document for clause in collection.clauses) == {
        "guangdong-2023": 12,
        "guangzhou-2022": 21,
        "jiangmen-2022": 15,
        "jiangmen-2024": 17,
        "zhanjiang-2022": 19,
    }
    assert len(collection.clauses) == 84


@pytest.mark.parametrize("document", PATHS)
def test_every_character_has_one_home(collection: Collection, document: str) -> None:
    source = collection.document(document).source
    parsed = parse_text(document, source)
    assert_every_character_has_one_home(source, parsed)
    assert_in_order(parsed)
    headings = [each for each in parsed.furniture if each.kind == "heading"]
    assert [source[each.start : each.end] for each in headings] == CONTAINERS[document]
    assert not parsed.oddities


@pytest.mark.parametrize(
    ("document", "path", "words"),
    [
        ("jiangmen-2024", "一、（二）", "力争现有 713 家省级专精特新中小企业实现产值和利润倍增"),
        ("jiangmen-2024", "二、（二）1.", "发榜，高校、科研机构揭榜"),
        ("jiangmen-2024", "二、（二）2.", "推动设计、制造、销售、服务"),
        ("jiangmen-2024", "二、（二）5.", "优化对专精特新中小企业市级贷款贴息奖补政策。"),
        ("jiangmen-2024", "二、（三）2.", "加大“政银保”项目对专专精特新中小企业融资专属产品支持"),
        ("jiangmen-2024", "三、（一）", "建立跨部门协同、上下联动的"),
        (
            "zhanjiang-2022",
            "三、（一）",
            "对被认定(含复核)为省级专精特新企业给予不超过30万元的奖励",
        ),
        ("zhanjiang-2022", "三、（四）", "市人力资源社会保障)局)"),
        ("zhanjiang-2022", "二、（五）", "市工业和信息化局、人民银行湛江市中心支行)"),
        ("zhanjiang-2022", "四、（一）", "各县(市区)要建立专精特新中小企业培育工作机制"),
        ("jiangmen-2022", "文首", "“金种子”企业增量\n提质实施方案(2022—2024年)"),
        ("guangdong-2023", "文首", "1016日,广东省发布"),
        ("jiangmen-2024", "一、（二）", "达到累计培育1400家以上省级专精特新中小企业"),
        ("zhanjiang-2022", "文末", "自发布之日起实行，有效期三年。\n公开方式：主动公开"),
    ],
)
def test_words_are_whole_again_and_otherwise_untouched(
    collection: Collection, document: str, path: str, words: str
) -> None:
    assert words in collection.clause(document, path).text


def test_no_furniture_is_in_a_clause(collection: Collection) -> None:
    everything = "\n".join(clause.text for clause in collection.clauses)
    for words in (
        "回到顶部",
        "版权所有",
        "相关新闻",
        "媒体解读",
        "ICP备",
        "12345",
        "改革试点",
        "](",
    ):
        assert words in "".join(d.source for d in collection.documents.values())
        assert words not in everything


def test_a_clause_knows_its_chapter_and_heading(collection: Collection) -> None:
    listing = collection.clause("guangzhou-2022", "三、（三）")
    assert (listing.chapter, listing.heading) == ("三、培育措施", "降低融资成本")
    digital = collection.clause("jiangmen-2024", "二、（二）2.")
    assert digital.chapter == "（二）优化经营能力，促进利润倍增。"
    assert digital.heading == "促进数字化转型"
    assert collection.clause("jiangmen-2024", "三、（一）").heading == ""
    assert collection.clause("guangdong-2023", "（七）").chapter == ""


def paths(source: str) -> list[str]:
    return [clause.path for clause in parse("any", source)]


def test_references_in_prose_do_not_open_clauses() -> None:
    source = """一、目标
支持企业发展。
（一）奖励。给予奖励。
（三）项所列企业除外。
3.5亿元以上的项目优先。
一、二等奖获得者优先。
（一）至（三）项同时符合的，从高。
（二）补助。给予补助。
二、附则
本办法由市科技局负责解释。
"""
    assert paths(source) == ["一、", "一、（一）", "一、（二）", "二、"]


def test_a_heading_line_of_the_annex_is_the_root_of_its_paths() -> None:
    body = "一、目标\n做好。\n某市财政局\n2024年1月1日"
    source = f"{body}\n附件1\n申报指南\n一、条件\n（一）登记。\n附表\n第一条 登记。"
    assert paths(source) == ["一、", CLOSING, "附件1", "附件1 一、（一）", "附表", "附表 第一条"]


def test_a_short_clause_is_not_taken_for_a_heading_over_others() -> None:
    source = (
        "一、措施\n（一）加大宣传。\n（二）提供贷款贴息；\n（三）奖励\n1.给予10万元。\n二、附则。"
    )
    assert paths(source) == ["一、（一）", "一、（二）", "一、（三）1.", "二、"]


def test_the_closing_begins_where_the_last_clause_ends() -> None:
    source = "一、目标\n做好。\n本方案自2024年1月1日起施行。\n某市人民政府\n2024年1月1日\n"
    assert paths(source) == ["一、", CLOSING]
