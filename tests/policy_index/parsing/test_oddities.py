"""What a person should look at after parsing."""

import pytest

from policy_index.clauses import PREAMBLE
from policy_index.parsing.parser import parse_text


def oddities(source: str) -> list[tuple[str, str]]:
    return [(oddity.path, oddity.message) for oddity in parse_text("any", source).oddities]


def test_a_regular_document_has_none() -> None:
    assert oddities("一、甲\n（一）乙。\n（二）丙。\n二、丁。") == []


def test_a_document_without_a_number_is_one_clause() -> None:
    parsed = parse_text("any", "关于延长期限的公告\n期限延长一年。\n某市政府\n2024年1月1日")
    assert [clause.path for clause in parsed.clauses] == [PREAMBLE]
    assert oddities("期限延长一年。") == [(PREAMBLE, "the document has no numbered clause")]


@pytest.mark.parametrize(
    ("source", "path", "message"),
    [
        ("一、甲。\n三、乙。", "三、", "a number is missing before it"),
        ("一、甲。\n四、乙。\n五、丙。\n六、丁。", "四、", "2 numbers are missing before it"),
        ("一、甲。\n二、乙。\n二、丙。\n三、丁。", "二、·2", "the number stands twice"),
        ("1.甲\n（一）乙。\n（二）丙。\n2.丁。", "1.（一）", "（一） stands under 1."),
        ("一、甲\n（一）乙。\n二、丙。", "一、（一）", "（一） is the only number of its level"),
        (
            "一、甲。\n二、乙。\n某市财政局\n2024年1月1日\n一、丙。\n二、丁。",
            "一、·2",
            "the numbering of the document begins anew here",
        ),
        (f"一、甲。\n二、{'支持。' * 1000}", "二、", "the clause is long: 3002 characters"),
    ],
)
def test_what_is_not_as_usual_is_named_with_its_place(source: str, path: str, message: str) -> None:
    assert oddities(source) == [(path, message)]
