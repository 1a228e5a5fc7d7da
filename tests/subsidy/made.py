"""Measures made for a test, in the form of ``measures.yml`` but without a text behind them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from actions.subsidy.amounts import (
    Amount,
    Fixed,
    NonCash,
    Quota,
    RateBound,
    RateCapped,
    Unspecified,
    UpperBound,
)
from actions.subsidy.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Is,
    Manual,
    OneOf,
    OrMore,
    Outside,
    Window,
)
from actions.subsidy.measures import Measure, Stacking
from actions.subsidy.profile import TIERS

RawMeasure = dict[str, Any]


def made(
    name: str = "measure",
    *,
    amount: RawMeasure,
    when: list[RawMeasure] | None = None,
    window: RawMeasure | None = None,
    stacking: Stacking | None = None,
    document: str = "guangzhou-2022",
    topics: Sequence[str] = (),
) -> Measure:
    """A measure of a document of the collection."""
    return Measure(
        id=f"{document}/{name}",
        document=document,
        clause="三、（一）",
        name=name,
        beneficiary="enterprise",
        topics=tuple(topics),
        evidence="",
        when=AllOf(tuple(condition(raw) for raw in when or [])),
        window=window and Window(window["field"], window["from"], window["to"], "期间"),
        amount=_amount(amount),
        stacking=stacking,
        not_stated=(),
        refers_to=(),
        cautions=(),
    )


def condition(raw: RawMeasure) -> Condition:
    """``words`` are the field's name if there are none."""
    match raw:
        case {"all": parts}:
            return AllOf(tuple(map(condition, parts)))
        case {"any": parts}:
            return AnyOf(tuple(map(condition, parts)))
        case {"manual": words}:
            return Manual(words)
    words = raw.get("words", raw["field"])
    match raw:
        case {"in": values}:
            return OneOf(raw["field"], tuple(values), words)
        case {"is": wanted}:
            return Is(raw["field"], wanted, words)
        case {"outside": place}:
            return Outside(place, words)
    return OrMore(raw["field"], Decimal(raw["or_more"]), words)


def _amount(raw: RawMeasure) -> Amount:
    match raw["kind"]:
        case "fixed":
            return Fixed(Decimal(raw["value"]))
        case "upper_bound":
            return UpperBound(Decimal(raw["cap"]))
        case "rate_capped":
            cap = None if raw.get("cap") is None else Decimal(raw["cap"])
            return RateCapped(Decimal(raw["rate"]), raw["rate_is"], raw["base"], cap)
        case "quota":
            return Quota(raw["value"], "辆", None)
        case "rate_bound":
            reduction = raw.get("reduce_by_at_most")
            return RateBound(
                "标准", raw.get("at_most"), None if reduction is None else Decimal(reduction)
            )
        case "unspecified":
            return Unspecified()
    return NonCash()


def _tier(values: tuple[str, ...] = TIERS) -> st.SearchStrategy[RawMeasure]:
    chosen = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
    return chosen.map(lambda tiers: {"field": "tier", "in": tiers})


_CONDITIONS: st.SearchStrategy[RawMeasure] = st.recursive(
    _tier()
    | st.sampled_from(
        [
            {"field": "recognition", "in": ["new"]},
            {"field": "title_valid", "is": True},
            {"field": "title_valid", "is": False},
            {"field": "moved_from", "outside": "广州"},
            {"field": "tax_paid", "or_more": 20_000_000},
            {"field": "digital_cost", "or_more": 6_000_000},
            {"field": "firms_led", "or_more": 10},
            {"manual": "符合相关条件"},
        ]
    ),
    lambda inner: st.builds(
        lambda group, parts: {group: parts},
        st.sampled_from(["all", "any"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=5,
)
_YUAN = st.integers(1, 10_000_000)
_RATE = st.integers(1, 10_000).map(lambda n: f"{Decimal(n) / 10_000}")
_AMOUNTS: st.SearchStrategy[RawMeasure] = st.one_of(
    st.fixed_dictionaries({"kind": st.just("fixed"), "value": _YUAN}),
    st.fixed_dictionaries({"kind": st.just("upper_bound"), "cap": _YUAN}),
    st.fixed_dictionaries(
        {
            "kind": st.just("rate_capped"),
            "rate": _RATE,
            "rate_is": st.sampled_from(["exact", "upper"]),
            "base": st.sampled_from(["digital_cost", "listing_cost", "guarantee_fee"]),
            "cap": _YUAN | st.none(),
        }
    ),
    st.fixed_dictionaries({"kind": st.just("quota"), "value": st.integers(1, 9)}),
    st.fixed_dictionaries({"kind": st.just("rate_bound"), "at_most": st.just("LPR")}),
    st.fixed_dictionaries({"kind": st.just("rate_bound"), "reduce_by_at_most": _RATE}),
    st.sampled_from([{"kind": "unspecified"}, {"kind": "non_cash"}]),
)
_WINDOW_DAYS = st.sampled_from([date(2022, 1, 1), date(2022, 6, 15)])
_WINDOWS = st.fixed_dictionaries(
    {
        "field": st.just("recognised_on"),
        "from": _WINDOW_DAYS | st.none(),
        "to": st.sampled_from([date(2023, 12, 31), date(2024, 2, 29), None]),
    }
)
MEASURES: st.SearchStrategy[RawMeasure] = st.fixed_dictionaries(
    {
        "amount": _AMOUNTS,
        "when": st.lists(_CONDITIONS, max_size=3),
        "window": st.none() | _WINDOWS,
    }
)
"""Arguments of ``made``, which the oracle reads too."""
