"""No figure leaves the bot that nothing supports."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from actions.cards import Card, Citation, Figure, Sum
from actions.figures import figures_in, values_in
from actions.number_guard import UnsupportedFigure, checked
from actions.subsidy.conditions import atoms
from actions.subsidy.loader import load_measures
from policy_index.collection import Collection
from policy_index.strict_yaml import read_yaml
from tests.conftest import ROOT

AS_OF = date(2026, 11, 22)
AWARD = ("guangzhou-2022", "三、（一）")
TERM = ("zhanjiang-2022", "四、（三）")


@cache
def collection() -> Collection:
    return Collection.load()


def card(
    text: str,
    *,
    cited: tuple[str, str] | None = None,
    figure: Figure | None = None,
    totals: Sequence[Sum] = (),
    sheet: str | None = None,
) -> Card:
    citations = [Citation(*cited, "", None, "", "not_stated", "")] if cited else []
    figures = [figure] if figure else []
    return Card("amount", text, citations, figures, totals, sheet=sheet)


def may_leave(
    card: Card,
    *,
    as_of: date = AS_OF,
    said: Sequence[str] = (),
    sums: Sequence[Decimal] = (),
) -> None:
    checked(card, collection(), as_of, said=said, sums=sums)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("给予88万元", "88万元"),
        ("给予880,000元", "880,000元"),
        ("给予八十八万元", "八十八万元"),
        ("补贴45%", "45%"),
        ("补贴百分之四十五", "百分之四十五"),
        ("补贴四成", "四成"),
        ("允许3辆", "3辆"),
        ("允许３辆", "３辆"),
        ("共1.5亿元", "1.5亿元"),
        ("2025年2月28日到期", "2025年2月28日"),
        ("2025-02-28到期", "2025-02-28"),
        ("二〇二五年二月二十八日到期", "二〇二五年二月二十八日"),
        ("2025年2月期满", "2025年2月"),
        ("2025年已过", "2025年"),
        ("2023—2025", "2023"),
        ("2月28日之前", "2月28日"),
        ("有效期五年", "五年"),
        ("有效期5年", "5年"),
        ("45个工作日内办结", "45个工作日"),
        ("按第13条", "13条"),
        ("拨打12345", "12345"),
    ],
)
def test_a_figure_out_of_nowhere_is_refused(text: str, words: str) -> None:
    with pytest.raises(UnsupportedFigure, match=words):
        may_leave(card(text, cited=AWARD))


def test_a_figure_of_a_cited_clause_may_leave() -> None:
    may_leave(card("给予100万元", cited=AWARD))


def test_a_figure_of_another_clause_may_not_leave() -> None:
    with pytest.raises(UnsupportedFigure, match="500万元"):
        may_leave(card("不超过500万元", cited=AWARD))


def test_a_computed_figure_and_its_steps_may_leave() -> None:
    figure = Figure("m", "exact", "2800000", ["560万元 × 50% = 280万元"], 0, "")
    may_leave(card("280万元（560万元 × 50%）", figure=figure))


def test_a_total_and_its_steps_may_leave() -> None:
    total = Sum("广州", "6000000", "0", ["300万元 + 300万元 = 600万元"])
    may_leave(card("确定600万元（300万元 + 300万元）", totals=[total]))


def test_the_users_own_figures_may_be_repeated() -> None:
    may_leave(card("不是600万元"), sums=[Decimal(6_000_000)])
    may_leave(card("不是600万元"), said=["能补600万元吧"])
    may_leave(card("LPR 3.1%，12家，2023年3月"), said=["LPR 3.1%", "12家", "2023年3月8日认定的"])
    with pytest.raises(UnsupportedFigure):
        may_leave(card("不是600万元"))


def test_the_day_of_asking_may_be_named_and_no_other() -> None:
    may_leave(card("今天（2026年11月22日）看"))
    with pytest.raises(UnsupportedFigure, match="2026年11月23日"):
        may_leave(card("今天（2026年11月23日）看"))


def test_a_cited_documents_own_days_may_be_named() -> None:
    may_leave(
        card(
            "已过有效期（“自发布之日起实行，有效期三年”，2023年2月起，2026年2月期满）。"
            "成文日期：2023年2月17日。标题写的是2022—2025年",
            cited=TERM,
        )
    )


def test_a_documents_days_may_be_named_where_its_title_is() -> None:
    title = "《江门市促进专精特新和“金种子”企业增量提质实施方案(2022—2024年)》"
    may_leave(card(f"{title}（江府办函〔2022〕125号）2022年8月5日起，2025年8月期满"))
    with pytest.raises(UnsupportedFigure, match="2022年8月5日"):
        may_leave(card("江门的方案2022年8月5日起实施"))


@pytest.mark.parametrize(
    "text",
    [
        "2023年1月",  # another month of a year that is printed
        "2023年2月18日",  # another day of a month that is printed
        "3月17日",
        "三个月",  # a number that is printed with another unit
        "3家",
        "2023家",
        "2027年",  # no year is good for being a year
        "2000年",
    ],
)
def test_support_is_exact(text: str) -> None:
    with pytest.raises(UnsupportedFigure):
        may_leave(card(text, cited=TERM))


def test_what_a_measure_says_in_its_own_words_stands_in_its_clause() -> None:
    """Names, premises, cautions and what is not stated are written by people and printed."""
    measures = load_measures(collection())
    for measure in (m for id_ in collection().documents for m in measures.of_document(id_)):
        supported = values_in(collection().clause(measure.document, measure.clause).text)
        premises = [str(getattr(atom, "words", "")) for atom in atoms(measure.requirement)]
        for words in (measure.name, *measure.not_stated, *measure.cautions, *premises):
            odd = [figure.words for figure in figures_in(words) if figure.value not in supported]
            assert not odd, f"{measure.id}: {words}"


def test_fixed_responses_state_no_figure() -> None:
    """Rasa utters them by itself, past the guard."""
    responses = read_yaml(ROOT / "domain.yml")["responses"]
    for name, variants in responses.items():
        assert [f.words for each in variants for f in figures_in(each["text"])] == [], name


def test_titles_paths_and_addresses_hold_no_figures() -> None:
    may_leave(
        card(
            "《江门市推动专精特新中小企业倍增发展行动方案（2024-2026年）》（江府办函〔2024〕13号）"
            "二、（二）2.：/sheets/7f3a91",
            cited=("jiangmen-2024", "二、（二）2."),
            sheet="/sheets/7f3a91",
        )
    )


def test_how_many_documents_there_are_may_be_said() -> None:
    may_leave(card(f"共{len(collection().documents)}份"))
    with pytest.raises(UnsupportedFigure):
        may_leave(card(f"共{len(collection().documents) + 1}份"))
