"""Lines that start an annex, and lists that announce annexes."""

import pytest

from policy_index.parsing.annexes import find_annexes
from policy_index.parsing.lines import split_lines

SIGNED = "某市财政局\n2024年1月1日"


def roots(source: str) -> list[str]:
    return list(find_annexes(split_lines(source))[0].values())


def announced(source: str) -> list[str]:
    lines = split_lines(source)
    return [lines[index].text for index in sorted(find_annexes(lines)[1])]


@pytest.mark.parametrize(
    ("line", "root"),
    [
        ("附件", "附件"),
        ("附　件", "附件"),
        ("附件：", "附件"),
        ("附件1", "附件1"),
        ("附件 1：", "附件1"),
        ("附件一", "附件1"),
        ("附件1-2", "附件1-2"),
        ("附件2：申报指南", "附件2"),
        ("附件2 申报指南", "附件2"),
        ("附件2申报指南", "附件2"),
        ("附件：申报指南", "附件"),
        ("附表1", "附表1"),
        ("附录2：竞价指引", "附录2"),
        ("附1", "附1"),
        ("某府〔2021〕2号附件", "附件"),
        ("某府\n〔\n2021\n〕\n2\n号附件", "附件"),
    ],
)
def test_a_line_may_start_an_annex(line: str, root: str) -> None:
    assert roots(f"一、目标。\n{SIGNED}\n{line}\n申报指南\n一、条件。") == [root]


@pytest.mark.parametrize(
    "line",
    [
        "附则", "附 则", "附件1所列项目优先。", "附件中的项目", "附件材料齐全的", "见附件",
        "附注：说明", "附件1 | 项目", "附近企业",
    ],
)  # fmt: skip
def test_words_that_begin_alike_start_none(line: str) -> None:
    assert roots(f"一、目标。\n{line}\n支持企业发展。") == []


@pytest.mark.parametrize(
    "listed",
    [
        "附件：1.任务分工表\n2.资金申请表",
        "附件：1.任务分工表\n　　　2.资金\n申请表\n3.名单",
        "附件：\n1.任务分工表\n2.资金申请表",
        "附件：任务分工表",
        "附件1：任务分工表\n附件2：资金申请表",
    ],
)
def test_a_list_before_the_signature_only_announces(listed: str) -> None:
    source = f"请执行。\n{listed}\n{SIGNED}\n某市方案\n一、目标。"
    assert roots(source) == []
    assert announced(source)[0] == listed.split("\n")[0]


def test_an_annex_that_was_announced_begins_later() -> None:
    source = f"请执行。\n附件：申报指南\n{SIGNED}\n附件：\n申报指南\n一、条件。"
    assert roots(source) == ["附件"]
    assert announced(source) == ["附件：申报指南"]
    source = (
        "附件1：指南\n附件2：清单\n一、目标。\n附件1：指南\n一、条件。\n附件2：清单\n一、材料。"
    )
    assert roots(source) == ["附件1", "附件2"]


def test_at_the_end_of_a_text_nothing_begins() -> None:
    assert roots("一、目标。\n附件：申报指南") == []


def test_an_annex_may_be_a_list() -> None:
    assert roots("一、目标。\n附件1\n1.对企业给予补助。\n2.优先保障用地。") == ["附件1"]
