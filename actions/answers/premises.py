"""What the user supposes, and whether the text says so: said first of all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from actions.answers.context import Context
from actions.subsidy.amounts import Fixed, RateBound, RateCapped
from actions.subsidy.evaluate import Outcome
from actions.subsidy.money import format_ratio, format_yuan
from actions.subsidy.stacking import Combination
from policy_index.text import normalize

Verdict = Literal[
    "right", "fixed", "together", "bound", "capped", "wrong", "not_stated", "not_eligible"
]
_TOGETHER = re.compile(
    "[再都]能?[拿领攞得给]|(?<!现在)(?<!今年)还能?[拿领攞]|(?:原来|之前|以前|先前|已经?)[^,。]{0,4}[拿领攞][过了]|同时|"
    "叠加|一[起块齐][拿领攞]|两[项个份边头样]都|都要|双份|兼得|兼领|重复|另外再|on top|both"
)

_DIFFERENCE = re.compile("差额|补差")
_STILL = re.compile("还(?:有|给|能|可以|算)|仲(?:有|畀|可以)")
_LIMIT = re.compile("不超过|最[高多]|至多|上限|封顶|up to|at most|capped at|maximum")
_CONCLUDES = re.compile("所以|那就|等于|就是|是不是能|都能")
_ONE_TO_ONE = re.compile("1 ?[比:] ?1|一比一")


@dataclass(frozen=True)
class Premise:
    """A sum or a share in words, and the verdict on it; ``written``: the share that is printed, or
    the cap that cuts what the share comes to."""

    verdict: Verdict
    words: str
    written: str = ""


def asks_together(context: Context) -> bool:
    """Whether the question is if several things can be had together."""
    return _TOGETHER.search(normalize(context.request.query)) is not None


def premises(
    context: Context, outcomes: Sequence[Outcome], combinations: Sequence[Combination] = ()
) -> list[Premise]:
    """One for each sum and each share that the user supposes and the outcomes settle."""
    if not outcomes or _DIFFERENCE.search(normalize(context.request.query)):
        return []  # what an award that was had already takes off is stated nowhere
    sums = [
        Premise(verdict, format_yuan(Decimal(claim)))
        for claim in context.request.claims
        if (verdict := _of_sum(context, Decimal(claim), outcomes, combinations))
    ]
    rates = [_of_rate(context, Decimal(rate), outcomes) for rate in context.request.rates]
    return [*sums, *(rate for rate in rates if rate)]


def _of_sum(
    context: Context,
    claim: Decimal,
    outcomes: Sequence[Outcome],
    combinations: Sequence[Combination],
) -> Verdict | None:
    if any(o.status == "exact" and o.yuan == claim for o in outcomes):
        if _STILL.search(normalize(context.request.query)) and context.profile.get("recognised_on"):
            return None  # the sum is right, but not that it is for titles of that day
        unsettled = any(c.stacking.rule == "not_stated" for c in combinations)
        if unsettled and asks_together(context):
            return "together"
        fixed = any(isinstance(o.measure.amount, Fixed) and o.yuan == claim for o in outcomes)
        return "fixed" if fixed and _LIMIT.search(normalize(context.request.query)) else "right"
    if any(o.status == "upper" and o.yuan == claim for o in outcomes):
        return _bound(context)
    if any(o.yuan is not None for o in outcomes):
        return "wrong"
    if any(o.status == "need_input" for o in outcomes):
        return _of_sum_not_yet_computed(context, claim, outcomes)
    return "not_stated" if any(o.status != "not_eligible" for o in outcomes) else "not_eligible"


def _bound(context: Context) -> Verdict:
    """Whoever says himself that it is a bound is right."""
    query = normalize(context.request.query)
    return "right" if _LIMIT.search(query) and not _CONCLUDES.search(query) else "bound"


def _of_sum_not_yet_computed(
    context: Context, claim: Decimal, outcomes: Sequence[Outcome]
) -> Verdict | None:
    """What a cap tells before the cost is known."""
    amounts = [o.measure.amount for o in outcomes]
    caps = [a.cap for a in amounts if isinstance(a, RateCapped) and a.cap is not None]
    if claim in caps:
        return _bound(context)
    return "wrong" if caps and len(caps) == len(amounts) and claim > max(caps) else None


def _of_rate(context: Context, rate: Decimal, outcomes: Sequence[Outcome]) -> Premise | None:
    had = [o.measure.amount for o in outcomes if o.status != "not_eligible"]
    printed = [amount for amount in had if isinstance(amount, RateCapped)]
    if any(isinstance(amount, RateBound) for amount in had) or not had:
        return None
    words = _as_said(context, rate)
    if not printed:
        return Premise("not_stated", words)
    same = [amount for amount in printed if amount.rate == rate]
    cut = [o.measure.amount for o in outcomes if o.capped and o.measure.amount in same]
    if cut and isinstance(cut[0], RateCapped) and cut[0].cap is not None:
        return Premise("capped", words, format_yuan(cut[0].cap))
    if same:
        return Premise("right" if same[0].rate_is == "exact" else _bound(context), words)
    first = printed[0]
    bound = "不超过" if first.rate_is == "upper" else ""
    return Premise("wrong", words, bound + format_ratio(first.rate))


def _as_said(context: Context, rate: Decimal) -> str:
    """50%, or 一半 if the user said it in words: a reply states no figure that nobody stated."""
    share, query = format_ratio(rate), normalize(context.request.query)
    if one_to_one := _ONE_TO_ONE.search(query):
        return one_to_one.group()
    in_words = {Decimal(1): "全额", Decimal("0.5"): "一半"}
    return share if share in query else in_words.get(rate, share)
