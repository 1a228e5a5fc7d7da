"""Which kind of figure a piece of text speaks of, and what it leaves to be decided."""

import re
from dataclasses import dataclass
from typing import Any

from actions.subsidy import printed
from actions.subsidy.drafting.pieces import MONEY
from actions.subsidy.evidence import figures
from actions.subsidy.profile import MONEY_FIELDS

_BASES = {
    "上市": "listing_cost", "数字化": "digital_cost", "技术改造": "renovation_cost",
    "技改": "renovation_cost", "担保费": "guarantee_fee", "利息": "interest", "贷款": "loan",
}  # fmt: skip
_LOWERED = re.compile(r"([^，。；,;]+?)可?(?:调低|降低|下调)不超过")
_RATE = re.compile(r"([^，。；,;对]*利率)(?:最高)?不超过.*?(LPR|贷款市场报价利率)")
_QUOTA = re.compile(r"(每年|每月|每季度)?(\d+)([辆个名套间次])(?!以上|及以上|或以上)")
_THRESHOLD = re.compile(r"\d[\d,.]*(?:[万亿]?元|%)(?:及|或)?以[上内下]")
_BUDGET = re.compile(r"(?:安排|预算|总投入)[^，。；]{0,6}\d")


@dataclass(frozen=True)
class Suggestion:
    """An ``amount`` as measures.yml has it, what the text does not say, and what to decide."""

    amount: dict[str, Any]
    not_stated: tuple[str, ...] = ()
    decide: tuple[str, ...] = ()


def suggest_amount(piece: str) -> Suggestion:
    """给予X万元 is fixed, 不超过X an upper_bound, 按R%的比例…最高不超过X a rate_capped, …"""
    given = _THRESHOLD.sub("", piece)
    sums, ratios = figures("money", given), figures("share", given)
    if ratios and (lowered := _LOWERED.search(piece)):
        bound = {"applies_to": lowered[1], "reduce_by_at_most": _ratio(ratios[0])}
        return Suggestion({"kind": "rate_bound", **bound}, ("实际调低多少",))
    if rate := _RATE.search(piece):
        named = {"applies_to": rate[1], "at_most": rate[2]}
        return Suggestion({"kind": "rate_bound", **named}, (f"{rate[2]}是多少",))
    if ratios and MONEY.search(piece):
        return _rate_capped(piece, ratios[0], sums)
    if sums and _BUDGET.search(piece):
        budget = f"{sums[0].words}: if it is a budget, waive it in coverage.yml (why: budget)"
        return Suggestion({"kind": "non_cash"}, (), (budget,))
    if sums:
        return _sum(sums)
    if "允许" in piece and (quota := _QUOTA.search(piece)):
        per = {"per": quota[1]} if quota[1] else {}
        return Suggestion({"kind": "quota", "value": int(quota[2]), "unit": quota[3], **per})
    if MONEY.search(piece):
        return Suggestion({"kind": "unspecified"}, ("金额",))
    return Suggestion({"kind": "non_cash"})


def _sum(sums: list[printed.Printed]) -> Suggestion:
    first = sums[0]
    others = [each.words for each in sums[1:] if each.value != first.value]
    decide = (
        [f"{', '.join(others)}: a measure each? then end the evidence before"] if others else []
    )
    if first.bounded:
        amount = {"kind": "upper_bound", "cap": int(first.value)}
        return Suggestion(amount, ("实际给多少",), tuple(decide))
    return Suggestion({"kind": "fixed", "value": int(first.value)}, (), tuple(decide))


def _rate_capped(piece: str, rate: printed.Printed, sums: list[printed.Printed]) -> Suggestion:
    base = next((field for word, field in _BASES.items() if word in piece), None)
    cap = next((each for each in sums if each.bounded), None)
    amount = {
        "kind": "rate_capped",
        "rate": _ratio(rate),
        "rate_is": "upper" if rate.bounded else "exact",
        "base": base or "?",
        **({"cap": int(cap.value)} if cap else {}),
    }
    choices = f"what the rate is taken of: {', '.join(MONEY_FIELDS)}"
    not_stated = ("实际比例", "哪些费用算在内") if rate.bounded else ("哪些费用算在内",)
    return Suggestion(amount, not_stated, () if base else (choices,))


def _ratio(ratio: printed.Printed) -> str:
    return (
        f"{ratio.value:.2f}" if ratio.value * 100 == int(ratio.value * 100) else f"{ratio.value:f}"
    )
