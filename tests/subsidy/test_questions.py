"""What is asked next: only what can change the list, and first what settles most of it."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.subsidy.conditions import atoms
from actions.subsidy.matching import match
from actions.subsidy.measures import Measure, MeasureSet
from actions.subsidy.profile import TIERS, Profile, read_profile
from actions.subsidy.questions import Question, questions
from tests.subsidy.firms import PROFILES, Raw
from tests.subsidy.made import MEASURES, RawMeasure, made

Ask = Callable[..., list[Question]]

# Answers of every sort that the documents tell apart.
ANSWERS: dict[str, list[Any]] = {
    "tier": [[tier] for tier in TIERS],
    "recognition": ["new", "review"],
    "recognised_on": ["2021", "2022-05-01", "2023-05-01", "2024-05-01", "2026"],
    "moved_from": ["广州", "外地"],
    "title_valid": [True, False],
    "tax_paid": [1, 20_000_000, 20_000_001],
    "firms_led": [9, 10, 11],
    "firms_gathered": [9, 10, 11],
    "listing_cost": [1, 2],
    "digital_cost": [1, 2, 6_000_000, 6_000_001],
    "guarantee_fee": [1, 2],
}


def ask(*measures: Measure, **facts: object) -> list[Question]:
    profile = read_profile(facts)
    return questions(match(measures, profile), profile)


@pytest.fixture(scope="module")
def ask_all(measures: MeasureSet) -> Ask:
    def of(document: str, **facts: object) -> list[Question]:
        return ask(*measures.of_document(document), **facts)

    return of


def test_guangzhou_asks_for_the_tier_first(ask_all: Ask) -> None:
    asked = ask_all("guangzhou-2022")
    assert asked[0].field == "tier"
    assert {question.field for question in asked} == {
        "tier",
        "recognition",
        "moved_from",
        "firms_gathered",
        "listing_cost",
        "digital_cost",
        "tax_paid",
        "title_valid",
    }


def test_nothing_is_asked_for_that_a_known_fact_made_idle(ask_all: Ask) -> None:
    """A municipal firm has no award for a title and none for digital costs."""
    asked = {question.field for question in ask_all("guangzhou-2022", tier="municipal")}
    assert asked == {"firms_gathered", "listing_cost", "tax_paid", "title_valid"}


def test_nothing_is_asked_for_where_all_is_settled(ask_all: Ask) -> None:
    assert ask_all("guangzhou-2022", tier="innovative", firms_gathered=0) == []
    assert questions([], Profile()) == []


def test_no_question_whose_every_answer_is_as_good() -> None:
    """含复核: newly recognised or reviewed, the firm has the title."""
    either = {"field": "recognition", "in": ["new", "review"]}
    assert ask(made(amount={"kind": "fixed", "value": 1}, when=[either])) == []


def test_what_the_authority_judges_is_no_question() -> None:
    judged = made(amount={"kind": "fixed", "value": 1}, when=[{"manual": "符合相关条件"}])
    assert ask(judged) == []


def test_no_cost_is_asked_for_that_cannot_change_the_answer() -> None:
    rate = {"kind": "rate_capped", "rate": "0.5", "rate_is": "exact", "base": "listing_cost"}
    measure = made(amount=rate, when=[{"field": "firms_led", "or_more": 10}])
    assert ask(measure, firms_led=10) == []
    assert [question.field for question in ask(measure, firms_led=11)] == ["listing_cost"]


AWARD: RawMeasure = {"kind": "fixed", "value": 1}
TIER: RawMeasure = {"field": "tier", "in": ["provincial"]}
NEW: RawMeasure = {"field": "recognition", "in": ["new"]}


def test_how_many_measures_an_answer_settles_on_average() -> None:
    """Of provincial or another, one settles nothing of the second measure."""
    one = made("one", amount=AWARD, when=[TIER])
    both = made("both", amount=AWARD, when=[TIER, NEW])
    assert ask(one, both) == [
        Question("tier", Decimal("1.5")),
        Question("recognition", Decimal("0.5")),
    ]


def test_fields_of_like_worth_are_asked_in_the_order_of_the_measures() -> None:
    first = made("first", amount=AWARD, when=[NEW])
    second = made("second", amount=AWARD, when=[TIER])
    assert [q.field for q in ask(first, second)] == ["recognition", "tier"]
    assert [q.field for q in ask(second, first)] == ["tier", "recognition"]


@pytest.mark.parametrize(
    ("condition", "settles"),
    [
        ({"field": "title_valid", "is": True}, "1/2"),
        ({"field": "moved_from", "outside": "广州"}, "1/2"),
        ({"field": "recognition", "in": ["new"]}, "1/2"),
        ({"field": "tier", "in": ["provincial", "municipal"]}, "1/3"),
        ({"field": "firms_led", "or_more": 10}, "1/3"),
        ({"field": "tax_paid", "or_more": 1}, "1/3"),
    ],
)
def test_the_answers_are_those_that_the_condition_tells_apart(
    condition: RawMeasure, settles: str
) -> None:
    """Each NO settles the measure; each YES leaves it waiting for another fact."""
    other = {"field": "loan", "or_more": 100}
    asked = {q.field: q.settles for q in ask(made(amount=AWARD, when=[condition, other]))}
    above, below = settles.split("/")
    assert asked[condition["field"]] == Decimal(above) / Decimal(below)


@pytest.mark.parametrize(
    ("window", "settles"),
    [
        ({"from": "2022-01-01", "to": "2023-12-31"}, Decimal(2) / 3),
        ({"from": "2022-01-01", "to": None}, Decimal(1) / 2),
        ({"from": None, "to": "2023-12-31"}, Decimal(1) / 2),
    ],
)
def test_a_day_before_within_and_after_a_window(
    window: dict[str, str | None], settles: Decimal
) -> None:
    days = {key: day and date.fromisoformat(day) for key, day in window.items()}
    measure = made(amount=AWARD, when=[TIER], window={"field": "recognised_on", **days})
    asked = {question.field: question.settles for question in ask(measure)}
    assert asked["recognised_on"] == settles


def test_a_cost_settles_what_waits_for_it_alone() -> None:
    rate = {"kind": "rate_capped", "rate": "0.5", "rate_is": "exact", "base": "listing_cost"}
    alone, other = made("alone", amount=rate), made("other", amount=rate, when=[NEW])
    asked = {question.field: question.settles for question in ask(alone, other)}
    assert asked == {"listing_cost": 1, "recognition": Decimal("0.5")}


def test_the_answers_to_one_question_are_those_of_all_who_wait() -> None:
    """Provincial, municipal or another: each settles both measures."""
    first = made("first", amount=AWARD, when=[TIER])
    second = made("second", amount=AWARD, when=[{"field": "tier", "in": ["municipal"]}])
    assert ask(first, second) == [Question("tier", Decimal(2))]


@given(raw=PROFILES)
def test_each_question_can_change_the_list(ask_all: Ask, measures: MeasureSet, raw: Raw) -> None:
    for document in ("guangzhou-2022", "jiangmen-2022", "zhanjiang-2022"):
        listed = measures.of_document(document)
        for question in ask_all(document, **raw):
            # A time that was named but overlaps a window is asked for more closely.
            if question.field not in raw:
                assert any(can_change(each, question.field, raw) for each in listed)


@given(raw_measure=MEASURES, raw=PROFILES)
def test_what_is_not_asked_for_cannot_change_the_list(raw_measure: RawMeasure, raw: Raw) -> None:
    measure = made(**raw_measure)
    asked = {question.field for question in ask(measure, **raw)}
    known = {*raw, "moved_from"} if "relocated" in raw else set(raw)
    for field in set(ANSWERS) - asked - known:
        assert not can_change(measure, field, raw)


@given(parts=st.lists(MEASURES, min_size=1, max_size=3), raw=PROFILES)
def test_what_settles_most_comes_first(parts: list[RawMeasure], raw: Raw) -> None:
    measures = [made(str(number), **part) for number, part in enumerate(parts)]
    asked = ask(*measures, **raw)
    worth = [question.settles for question in asked]
    assert worth == sorted(worth, reverse=True)
    assert all(0 <= settles <= len(measures) for settles in worth)
    missing = {field for each in match(measures, read_profile(raw)) for field in each.missing}
    assert {question.field for question in asked} == missing


def can_change(measure: Measure, field: str, raw: Raw) -> bool:
    """Whether two answers lead to different lists, whatever else there is to know."""
    fields = {_field(atom) for atom in atoms(measure.requirement)}
    fields |= {getattr(measure.amount, "base", None)}
    if field not in fields:
        return False
    others = sorted(fields & set(ANSWERS) - set(raw) - {field} - {None})
    return any(
        len(set(_results(measure, field, {**raw, **completion}))) > 1
        for completion in _completions(others)
    )


def _results(measure: Measure, field: str, raw: Raw) -> Iterator[object]:
    for answer in ANSWERS[field]:
        facts = read_profile({**raw, field: answer})
        (found,) = match([measure], facts)
        base = getattr(measure.amount, "base", None)
        figure = facts.get(base) if base == field and found.group != "not_for_you" else None
        yield found.group, found.verdict.truth, figure


def _completions(fields: list[str]) -> Iterator[Raw]:
    for values in product(*(ANSWERS[field] for field in fields)):
        yield dict(zip(fields, values, strict=True))


def _field(atom: object) -> str | None:
    return getattr(atom, "field", "moved_from" if hasattr(atom, "place") else None)
