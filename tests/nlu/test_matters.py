"""Places that one message asks different things of."""

import pytest

from bot.nlu.matters import matters_in


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "广州的贷款贴息和湛江的小巨人奖励分别是多少",
            ["广州的贷款贴息和", "湛江的小巨人奖励分别是多少"],
        ),
        (
            "想了解廣州數字化轉型補貼比例、江門利率上限，都說說",
            ["廣州數字化轉型補貼比例、", "江門利率上限，都說說"],
        ),
    ],
)
def test_each_place_with_its_matter_is_a_piece(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in matters_in(text)] == pieces


@pytest.mark.parametrize(
    "text",
    [
        "广州的数字化和湛江的数字化分别补多少",  # one matter
        "广州贴息和湛江的技改哪个多",  # a comparison
        "从湛江技改完搬到广州上市，能补多少",  # a move
        "广州和湛江的贴息是多少",  # a place without a matter
        "广州的贴息、湛江的技改",  # nothing is asked
        "",
    ],
)
def test_a_message_of_one_matter_is_not_cut(text: str) -> None:
    assert matters_in(text) == []
