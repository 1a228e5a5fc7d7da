"""Firms that one message speaks of."""

import pytest

from bot.nlu.firms import firms_in


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "手上两家：一家广州省级上市花了300万，一家湛江小巨人，分别能拿多少",
            ["一家广州省级上市花了300万，", "一家湛江小巨人，分别能拿多少"],
        ),
        (
            "甲公司在廣州是國家級，乙公司在湛江是省級，各獎多少",
            ["甲公司在廣州是國家級，", "乙公司在湛江是省級，各獎多少"],
        ),
    ],
)
def test_each_firm_has_a_piece_of_the_message(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in firms_in(text)] == pieces


@pytest.mark.parametrize(
    "text",
    [
        "广州一家省级企业上市能补多少",
        "园区一家接一家，奖多少",
        "一家广州的厂，一家小公司而已，能补多少",
        "一家在广州是省级，一家在湛江是小巨人",
        "",
    ],
)
def test_one_firm_is_not_cut(text: str) -> None:
    assert firms_in(text) == []
