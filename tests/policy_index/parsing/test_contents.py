"""Contents lists, with leaders and without, torn and untitled."""

import pytest

from policy_index.parsing.contents import find_contents
from policy_index.parsing.lines import split_lines

BODY = "第一章 总则\n一、目标。做好。\n第二章 措施\n一、奖励。给予。\n第三章 附则\n施行。"


def contents(source: str) -> list[str]:
    lines = split_lines(source)
    return [lines[index].text for index in sorted(find_contents(lines))]


@pytest.mark.parametrize(
    "listed",
    [
        "目录\n第一章 总则……………1\n第二章 措施..........12",
        "目　录\n第一章 总则\n第二章 措施\n第三章 附则",
        "目录\n第一章 总则 1\n第二章 措施 3",
        "目\n录\n第一章 总则……\n...........\n- 1 -\n第二章\n措施\n.......\n- 2 -",
        "第一章 总则\n第二章 措施\n第三章 附则",
    ],
)
def test_a_list_of_headings_before_the_body_is_no_body(listed: str) -> None:
    assert contents(f"某市规划\n{listed}\n{BODY}") == listed.split("\n")


def test_the_list_ends_where_its_first_entry_comes_again() -> None:
    body = "一、目标\n二、措施\n附件\n一、目标\n二、措施"
    assert contents(f"目录\n一、目标\n二、措施\n{body}") == ["目录", "一、目标", "二、措施"]


@pytest.mark.parametrize("source", [BODY, f"目录\n{BODY}", "一、甲\n二、乙\n一、甲\n二、乙", "……"])
def test_headings_that_come_once_are_the_body(source: str) -> None:
    assert contents(source) == []


def test_a_page_number_behind_the_list_is_not_drawn_into_it() -> None:
    source = f"目录\n第一章 总则……1\n第二章 措施……2\n第一章 总则\n甲\n- 1 -\n{BODY}"
    assert contents(source) == ["目录", "第一章 总则……1", "第二章 措施……2"]
