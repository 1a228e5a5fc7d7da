"""No figure leaves the bot that nothing supports."""

from decimal import Decimal

import pytest

from actions.cards import Card, Citation, Figure
from actions.number_guard import UnsupportedFigure, check
from policy_index.collection import Collection


@pytest.fixture(scope="module")
def collection() -> Collection:
    return Collection.load()


def card(text: str, *, clause: str | None = None, figure: Figure | None = None) -> Card:
    cited = Citation("guangzhou-2022", clause or "", "", None, "", "not_stated", "")
    return Card("amount", text, [cited] if clause else [], [figure] if figure else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("给予88万元", "88万元"),
        ("给予880,000元", "880,000元"),
        ("补贴45%", "45%"),
        ("允许3辆", "3辆"),
        ("共1.5亿元", "1.5亿元"),
    ],
)
def test_a_figure_out_of_nowhere_is_refused(text: str, words: str, collection: Collection) -> None:
    with pytest.raises(UnsupportedFigure, match=words):
        check(card(text), collection, "", [])


def test_a_figure_of_a_cited_clause_may_leave(collection: Collection) -> None:
    check(card("给予100万元", clause="三、（一）"), collection, "", [])


def test_a_figure_of_another_clause_may_not_leave(collection: Collection) -> None:
    with pytest.raises(UnsupportedFigure, match="500万元"):
        check(card("不超过500万元", clause="三、（一）"), collection, "", [])


def test_a_computed_figure_and_its_steps_may_leave(collection: Collection) -> None:
    figure = Figure("m", "exact", "2800000", ["560万元 × 50% = 280万元"], 0, "")
    check(card("280万元（560万元 × 50%）", figure=figure), collection, "", [])


def test_the_users_own_sum_may_be_repeated(collection: Collection) -> None:
    check(card("不是600万元"), collection, "能补六百万吧", [Decimal(6_000_000)])
    check(card("不是600万元"), collection, "能补600万元吧", [])
    with pytest.raises(UnsupportedFigure):
        check(card("不是600万元"), collection, "", [])


def test_years_and_document_numbers_are_no_figures(collection: Collection) -> None:
    check(card("穗府办规〔2022〕4号，2022—2024年，2026年11月22日"), collection, "", [])
