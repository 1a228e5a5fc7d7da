"""Which marks are headings: the reading of the whole document decides."""

import pytest

from policy_index.parsing.lines import split_lines
from policy_index.parsing.outline import find_sections


def paths(*lines: str) -> list[str]:
    """The path of each line that was taken as a heading; an empty text for prose."""
    sections = find_sections(split_lines("\n".join(lines)))
    found = {section.lines[0].text: section.path for section in sections}
    return [found.get(line, "") for line in lines]


def test_a_level_opens_with_one_and_closes_the_levels_below() -> None:
    lines = ("一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "二、庚", "（一）辛")
    assert paths(*lines) == [
        "一、", "一、（一）", "一、（一）1.", "一、（一）2.",
        "一、（二）", "一、（二）1.", "二、", "二、（一）",
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["（二）规定", "三、四线城市", "5.要求", "第二条 规定"])
def test_a_level_never_opens_in_its_middle(line: str) -> None:
    assert paths("总则。", line) == ["", ""]


def test_a_level_may_have_lost_its_first_number_if_it_goes_on() -> None:
    assert paths("总则。", "二、乙。", "三、丙。", "四、丁。") == ["", "二、", "三、", "四、"]


def test_a_level_may_open_with_any_number_that_the_next_goes_on_from() -> None:
    lines = ("一、甲", "1.乙。", "2.丙。", "二、丁", "8.戊。", "9.己。")
    assert paths(*lines) == ["一、", "一、1.", "一、2.", "二、", "二、8.", "二、9."]


def test_a_jump_is_prose() -> None:
    lines = ("一、甲。", "（一）乙。", "（九）丙。", "二、丁。")
    assert paths(*lines) == ["一、", "一、（一）", "", "二、"]


def test_one_lost_heading_is_borne_and_more_if_the_count_goes_on() -> None:
    assert paths("一、甲。", "三、丙。", "六、己。") == ["一、", "三、", ""]
    assert paths("一、甲。", "四、丁。", "五、戊。", "六、己。") == ["一、", "四、", "五、", "六、"]


def test_a_repeated_number_keeps_a_path_of_its_own() -> None:
    lines = (
        "一、甲。",
        "（一）乙。",
        "（一）丙。",
        "二、丁。",
        "二、戊。",
        "（一）己。",
        "三、庚。",
    )
    assert paths(*lines) == [
        "一、", "一、（一）", "一、（一）·2", "二、", "二、·2", "二、·2（一）", "三、",
    ]  # fmt: skip


def test_a_number_in_prose_does_not_displace_the_heading_that_comes() -> None:
    lines = ("1、甲。", "2、乙。", "3、5月份集中受理。", "3、丙。", "4、丁。")
    assert paths(*lines) == ["1.", "2.", "", "3.", "4."]
    lines = ("一、甲。", "二、三类企业除外。", "二、乙。")
    assert paths(*lines) == ["一、", "", "二、"]


def test_a_document_may_count_from_the_bracket_without_a_chapter() -> None:
    assert paths("(一)甲", "(二)乙", "(三)丙") == ["（一）", "（二）", "（三）"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("1.甲", "（一）乙。", "（二）丙。", "2.丁", "（一）戊。"),
            "1. 1.（一） 1.（二） 2. 2.（一）",
        ),
        (("一、甲", "①乙。", "②丙。", "二、丁", "①戊。"), "一、 一、① 一、② 二、 二、①"),
        (
            ("（一）甲", "①乙", "1.丙。", "2.丁。", "②戊。"),
            "（一） （一）① （一）①1. （一）①2. （一）②",
        ),
        (("第一条 甲", "1.乙。", "2.丙。", "第二条 丁。"), "第一条 第一条1. 第一条2. 第二条"),
    ],
)
def test_the_order_of_levels_is_the_document_s_own(lines: tuple[str, ...], expected: str) -> None:
    assert paths(*lines) == expected.split()


def test_one_kind_of_number_may_stand_at_two_depths() -> None:
    lines = ("一、甲", "1.乙。", "2.丙。", "二、丁", "（一）戊", "1.己。", "（二）庚。")
    assert paths(*lines) == [
        "一、", "一、1.", "一、2.", "二、", "二、（一）", "二、（一）1.", "二、（二）",
    ]  # fmt: skip


def test_numbers_may_run_on_under_the_next_heading() -> None:
    lines = ("一、甲", "（一）乙。", "（二）丙。", "二、丁", "（三）戊。", "（四）己。")
    assert paths(*lines) == ["一、", "一、（一）", "一、（二）", "二、", "二、（三）", "二、（四）"]


def test_articles_are_counted_on_through_the_chapters_and_cited_without_them() -> None:
    lines = (
        "第一章 甲",
        "第一条 乙。",
        "第二章 丙",
        "第一节 丁",
        "第二条 戊：",
        "（一）己。",
        "第三条 庚。",
    )
    assert paths(*lines) == [
        "第一章", "第一条", "第二章", "第二章第一节", "第二条", "第二条（一）", "第三条",
    ]  # fmt: skip


def test_articles_that_begin_anew_in_each_chapter_are_cited_with_it() -> None:
    lines = ("第一章 甲", "第一条 乙。", "第二条 丙。", "第二章 丁", "第一条 戊。")
    assert paths(*lines) == ["第一章", "第一章第一条", "第一章第二条", "第二章", "第二章第一条"]


def test_chapters_without_articles_are_levels() -> None:
    lines = ("第一章 甲", "一、乙。", "二、丙。", "第二章 丁", "一、戊。")
    assert paths(*lines) == ["第一章", "第一章一、", "第一章二、", "第二章", "第二章一、"]


def test_a_count_begins_anew_behind_a_signature() -> None:
    lines = ("一、甲。", "二、乙。", "某市财政局", "2024年1月1日", "（一）丙。", "（二）丁。")
    assert paths(*lines) == ["一、", "二、", "", "", "（一）", "（二）"]


@pytest.mark.parametrize(
    "before", ["按照", "募集资金投资于本市的，", "依照《某市办法》第二条和", "（一"]
)
def test_a_mark_within_a_sentence_is_prose(before: str) -> None:
    lines = ("第一条 甲。", "第二条 乙。", before, "第三条的条件执行。", "第三条 丙。")
    assert paths(*lines) == ["第一条", "第二条", "", "", "第三条"]


def test_numbers_that_go_on_within_one_line_are_no_level() -> None:
    lines = ("一、甲。", "①优先用地；②优先融资；③优先引才。", "二、乙。")
    assert paths(*lines) == ["一、", "", "二、"]


def test_marks_of_a_table_are_none() -> None:
    assert paths("一、甲", "1. | 项目 | 金额", "二、 | 项目 | 金额", "二、乙") == [
        "一、",
        "",
        "",
        "二、",
    ]
