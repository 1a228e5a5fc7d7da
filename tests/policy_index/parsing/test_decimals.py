"""Decimal numbering is known by its sequence."""

from policy_index.parsing.decimals import find_decimals
from policy_index.parsing.lines import split_lines


def labels(*lines: str) -> list[str]:
    return [marker.label for marker in find_decimals(split_lines("\n".join(lines))).values()]


def test_numbers_follow_from_each_other() -> None:
    lines = (
        "1 总则",
        "1.1 目的",
        "1.2 依据",
        "2 组织",
        "2.1 机构",
        "2.1.1 职责",
        "2.1.2 分工",
        "3 附则",
    )
    assert labels(*lines) == ["1", "1.1", "1.2", "2", "2.1", "2.1.1", "2.1.2", "3"]


def test_one_number_may_be_missing() -> None:
    assert labels("1 总则", "1.1甲", "1.3 乙", "1.4 丙", "1.5 丁") == [
        "1",
        "1.1",
        "1.3",
        "1.4",
        "1.5",
    ]


def test_quantities_are_prose() -> None:
    lines = ("1 总则", "1.1 目的", "1.2万户以上", "1.2 依据", "3.5亿元以上", "1.3 范围", "1.4 原则")
    assert labels(*lines) == ["1", "1.1", "1.2", "1.3", "1.4"]


def test_a_text_that_is_numbered_otherwise_has_none() -> None:
    assert labels("1. 总则", "2. 支持范围", "1.1 目的", "3. 附则") == []


def test_a_heading_may_begin_with_no_chinese_character_behind_a_blank() -> None:
    lines = (
        "1 总则",
        "1.1 目的",
        "1.1.1　Ⅰ级响应由市启动。",
        "1.1.2 2.5万元",
        "1.1.2 ABC",
        "1.2 依据",
    )
    assert labels(*lines) == ["1", "1.1", "1.1.1", "1.1.2", "1.2"]


def test_an_annex_counts_anew_and_numbers_whole_paragraphs() -> None:
    text = ("1 总则", "1.1 目的", "1.2 依据", "1.3 范围", "1.4 原则", "附件1")
    duties = ("1　应急局：承担日常工作，组织会商。", "2　住建局：负责抢修。", "3 家企业参加。")
    lines = split_lines("\n".join((*text, *duties)))
    assert [marker.label for marker in find_decimals(lines, {5}).values()][-2:] == ["1", "2"]
    assert [marker.label for marker in find_decimals(lines).values()][-1] == "1.4"
