"""From a source text to clauses: every path of the five documents, and every character."""

from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_index.clauses import CLOSING, PREAMBLE
from policy_index.collection import Collection
from policy_index.parsing.headings import find_marker
from policy_index.parsing.layout import lay_out
from policy_index.parsing.parser import parse


def numbered(prefix: str, count: int) -> list[str]:
    return [f"{prefix}（{han(number)}）" for number in range(1, count + 1)]


def han(number: int) -> str:
    """A whole number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    ten = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return (ten + digits[ones]).strip()


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
    assert containers_of(collection.document(document).source) == CONTAINERS[document]


def containers_of(source: str) -> list[str]:
    """The headings over other clauses; fails unless every other character of the source that is
    no white space is in exactly one clause or in the furniture."""
    homes: Counter[int] = Counter()
    for clause in parse("any", source):
        homes.update(offset for offset in clause.offsets if offset >= 0)
    layout = lay_out(source)
    for start, end in layout.furniture:
        homes.update(range(start, end))
    containers = []
    for paragraph in layout.paragraphs:
        if paragraph.start not in homes:
            assert find_marker(paragraph.text) is not None
            containers.append(paragraph.text)
            homes.update(paragraph.offsets)
    assert set(homes.values()) <= {1}
    assert not "".join(char for i, char in enumerate(source) if i not in homes).strip()
    return containers


@pytest.mark.parametrize("document", PATHS)
def test_shown_characters_are_the_raw_ones(collection: Collection, document: str) -> None:
    source = collection.document(document).source
    for clause in collection.clauses:
        if clause.document != document:
            continue
        assert len(clause.text) == len(clause.offsets)
        for char, offset in zip(clause.text, clause.offsets, strict=True):
            assert char == ("\n" if offset == -1 else source[offset])
        kept = [offset for offset in clause.offsets if offset >= 0]
        assert kept == sorted(set(kept))
        assert (clause.start, clause.end) == (kept[0], kept[-1] + 1)


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


def test_a_short_clause_is_not_taken_for_a_heading_over_others() -> None:
    source = (
        "一、措施\n（一）加大宣传。\n（二）提供贷款贴息；\n（三）奖励\n1.给予10万元。\n二、附则。"
    )
    assert paths(source) == ["一、（一）", "一、（二）", "一、（三）1.", "二、"]


def test_the_closing_begins_where_the_last_clause_ends() -> None:
    source = "一、目标\n做好。\n本方案自2024年1月1日起施行。\n某市人民政府\n2024年1月1日\n"
    assert paths(source) == ["一、", CLOSING]


RANKS = ("第{}章 ", "{}、", "（{}）", "{}.", "({})")
HAN_RANKS = 3
HEADINGS = ("总则", "工作目标", "强化培育力度，促进数量倍增", "奖励")
WORDS = (
    "支持企业创新。",
    "给予奖励。\n（三十）项除外。\n3.5亿元以上优先。",
    "做好服务。\n（一）至（三）项从高。",
    "设奖励。\n一、二等奖优先。\n四十、五十家均可。",
)


@dataclass(frozen=True)
class Item:
    """A heading of a generated document: how deep it stands, and the words of its own."""

    depth: int
    heading: str
    words: str


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """The lines of a source text, and the paths that it is to be parsed to."""
    first = draw(st.integers(0, len(RANKS) - 2))
    drafts = draw(
        st.lists(
            st.builds(
                Item,
                st.integers(0, len(RANKS) - first - 1),
                st.sampled_from(HEADINGS),
                st.sampled_from(("", *WORDS)),
            ),
            min_size=1,
            max_size=30,
        )
    )
    lines, paths, numbers, labels = ["关于印发方案的通知"], [PREAMBLE], [0] * 9, [""] * 9
    depths = [0]
    for draft in drafts[1:]:
        depths.append(min(draft.depth, depths[-1] + 1))
    for depth, below, draft in zip(depths, [*depths[1:], 0], drafts, strict=True):
        numbers[depth : depth + 2] = [numbers[depth] + 1, 0]
        form, number = RANKS[first + depth], numbers[depth]
        marker = form.format(han(number) if first + depth < HAN_RANKS else number)
        labels[depth] = marker.strip().replace("(", "（").replace(")", "）")
        words = draft.words if below > depth else draft.words or WORDS[0]
        lines += (
            f"{marker}{draft.heading}。{words}".splitlines()
            if words
            else [f"{marker}{draft.heading}"]
        )
        if words:
            paths.append("".join(labels[: depth + 1]))
    return lines, paths


GAPS = ("\n", "\n\n", "\r\n", "\n\u3000\u3000")


@settings(deadline=None)  # a busy machine is no failure
@given(documents(), st.sampled_from(GAPS))
def test_a_document_written_by_the_rules_parses_to_its_paths(
    written: tuple[list[str], list[str]], gap: str
) -> None:
    lines, expected = written
    assert paths(gap.join(lines)) == expected


@settings(deadline=None)  # a busy machine is no failure
@given(documents(), st.sampled_from(GAPS))
def test_every_character_of_a_generated_document_has_one_home(
    written: tuple[list[str], list[str]], gap: str
) -> None:
    lines, _ = written
    alone = [line for line in lines[1:] if line.endswith(HEADINGS)]
    assert containers_of(gap.join(lines)) == alone


PROSE = st.text("企业支持创新资金发展提升服务平台建设管理", min_size=1, max_size=40)


@settings(deadline=None)  # a busy machine is no failure
@given(PROSE, PROSE, st.sampled_from(["\n", "\n\n", " \n\n\u3000", "\r\n\r\n"]))
def test_a_page_break_anywhere_in_a_sentence_leaves_no_mark(
    before: str, after: str, gap: str
) -> None:
    whole = f"一、目标。{before}{after}。"
    broken = f"一、目标。{before}{gap}{after}。"
    (clause,) = parse("any", broken)
    assert clause.text == whole
    assert "".join(broken[offset] for offset in clause.offsets) == whole
