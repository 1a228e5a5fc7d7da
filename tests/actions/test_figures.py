"""Every figure of a text, with its unit."""

from decimal import Decimal

import pytest

from actions.figures import MONEY, SHARE, Value, figures_in
from policy_index.dates import Moment


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("不超过300万元", [(MONEY, Decimal(3_000_000))]),
        ("３０％", [(SHARE, Decimal("0.3"))]),
        ("百分之三十", [(SHARE, Decimal("0.3"))]),
        ("有效期三年", [("年", Decimal(3))]),
        ("3至5年", [("", Decimal(3)), ("年", Decimal(5))]),
        ("5万家", [("家", Decimal(50_000))]),
        ("2022—2024年", [Moment(2022), Moment(2024)]),
        ("二〇二二年", [Moment(2022)]),
        ("2000万元，2000家", [(MONEY, Decimal(20_000_000)), ("家", Decimal(2000))]),
        ("2026年2月，10家", [Moment(2026, 2), ("家", Decimal(10))]),
        ("热线12345", [("", Decimal(12345))]),
        ("两项，三个城市，哪一年", []),
    ],
)
def test_what_a_text_states(text: str, values: list[Value]) -> None:
    assert [figure.value for figure in figures_in(text)] == values


@pytest.mark.parametrize("text", ["先说20万元，\n再说2026年2月和三年。", "😀 30%\r\n\n  5家"])
def test_each_figure_tells_where_its_words_begin(text: str) -> None:
    for figure in figures_in(text):
        assert text[figure.start :].startswith(figure.words)
