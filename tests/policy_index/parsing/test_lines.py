"""Lines, their places, and how wide a text is wrapped."""

import pytest

from policy_index.parsing.lines import find_marks, split_lines, wrap_width


def texts(source: str) -> list[str]:
    return [line.text for line in split_lines(source)]


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\n\n", "\n\u3000\n", "\u2028", "\f", " \n\u00a0"]
)
def test_a_line_ends_at_any_line_end(end: str) -> None:
    assert texts(f"甲{end}乙") == ["甲", "乙"]


def test_a_line_has_its_place_its_indent_and_its_page() -> None:
    source = "甲\n　　乙丙 \f 丁"
    lines = split_lines(source)
    assert [source[line.start : line.end] for line in lines] == ["甲", "乙丙", "丁"]
    assert [(line.indent, line.page) for line in lines] == [(0, 0), (2, 0), (1, 1)]


def test_an_empty_source_has_no_line() -> None:
    assert texts(" \n\n\u3000") == texts("") == []


def test_two_wide_spaces_begin_a_paragraph_also_within_a_line() -> None:
    assert texts("　　第一条 甲。　　第二条 乙。") == ["第一条 甲。", "第二条 乙。"]
    assert texts("某市　　人民政府") == ["某市　　人民政府"]


def test_marks_that_are_printed_nowhere_are_in_no_line() -> None:
    source = "\ufeff# 甲\n**第一条** 乙\u200b"
    lines = split_lines(source)
    assert [(line.text, line.tied) for line in lines] == [
        ("甲", False), ("第一条", False), ("乙", True),
    ]  # fmt: skip
    marks = [source[start:end] for start, end in find_marks(source, lines)]
    assert marks == ["\ufeff#", "**", "**", "\u200b"]


def test_a_text_is_hard_wrapped_if_many_lines_are_full_and_open() -> None:
    full = "对符合条件的企业按照实际投入的百分之三十给予补助，单个企业最"
    assert wrap_width(split_lines("\n".join([full] * 6 + ["高一百万元。"]))) == 60
    assert wrap_width(split_lines("\n".join([full[:-3] + "执行。"] * 9))) == 0
    assert wrap_width(split_lines("\n".join("甲" * length for length in range(5, 200, 9)))) == 0
