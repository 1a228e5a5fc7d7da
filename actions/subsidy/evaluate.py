"""One measure for one firm on one day: what it comes to, and every step to it."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from actions.subsidy.amounts import (
    Fixed,
    NonCash,
    Quota,
    RateBound,
    RateCapped,
    Unspecified,
    UpperBound,
)
from actions.subsidy.conditions import Truth, Verdict
from actions.subsidy.measures import Measure
from actions.subsidy.money import format_ratio, format_yuan, to_fen
from actions.subsidy.profile import Profile
from policy_index.collection import Collection
from policy_index.status import DocumentStatus

Status = Literal[
    "exact",
    "upper",
    "unspecified",
    "not_eligible",
    "need_input",
    "not_stated",
    "quota",
    "rate_bound",
    "non_cash",
]


@dataclass(frozen=True)
class Outcome:
    """What a measure comes to.

    ``yuan`` is to the fen and only set for ``exact`` and ``upper``. ``missing`` are the fields that
    still decide (status need_input); ``presumed`` the conditions nobody has confirmed; ``against``
    those not met; ``undefined`` thresholds hit exactly. ``capped`` tells that a cap cut the figure.
    """

    measure: Measure
    status: Status
    document_status: DocumentStatus
    yuan: Decimal | None = None
    steps: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    presumed: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    undefined: tuple[str, ...] = ()
    capped: bool = False


def evaluate(measure: Measure, profile: Profile, collection: Collection, as_of: date) -> Outcome:
    """Judge the conditions, then compute. Never a figure for what is missing."""
    verdict = measure.requirement.judge(profile)
    document_status = collection.document(measure.document).status(as_of)
    blank = Outcome(measure, "need_input", document_status)
    match verdict.truth:
        case Truth.NO:
            return replace(blank, status="not_eligible", against=verdict.against)
        case Truth.UNKNOWN:
            missing = missing_fields(measure, verdict, profile)
            return replace(blank, missing=missing, presumed=verdict.presumed)
        case Truth.UNDEFINED:
            return replace(blank, status="not_stated", undefined=verdict.undefined)
        case _:
            return _compute(replace(blank, presumed=verdict.presumed), profile)


def missing_fields(measure: Measure, verdict: Verdict, profile: Profile) -> tuple[str, ...]:
    """Each field that still decides: of the conditions, and the cost of which a share is paid.

    Where the conditions exclude the firm, or say nothing of its case, no cost decides anything.
    """
    amount = measure.amount
    if (
        isinstance(amount, RateCapped)
        and profile.get(amount.base) is None
        and verdict.truth in (Truth.YES, Truth.UNKNOWN)
    ):
        return tuple(dict.fromkeys((*verdict.missing, amount.base)))
    return verdict.missing


def _compute(blank: Outcome, profile: Profile) -> Outcome:
    match blank.measure.amount:
        case Fixed(value=value):
            return replace(blank, status="exact", yuan=to_fen(value, bound=False))
        case UpperBound(cap=cap):
            return replace(blank, status="upper", yuan=to_fen(cap, bound=True))
        case RateCapped() as amount:
            base = profile.get(amount.base)
            if base is None:
                return replace(blank, missing=(amount.base,))
            assert isinstance(base, Decimal)
            return _rate_capped(blank, amount, base)
        case Unspecified():
            return replace(blank, status="unspecified")
        case Quota():
            return replace(blank, status="quota")
        case RateBound() as amount:
            return replace(blank, status="rate_bound", steps=_bound_steps(amount, profile))
        case NonCash():
            return replace(blank, status="non_cash")


def _rate_capped(blank: Outcome, amount: RateCapped, base: Decimal) -> Outcome:
    bound = amount.rate_is == "upper"
    raw = amount.rate * base
    product = to_fen(raw, bound=bound)
    steps = [f"{format_yuan(base)} × {format_ratio(amount.rate)} = {format_yuan(raw)}"]
    if product != raw:
        steps.append(f"{format_yuan(raw)} → {format_yuan(product)}")
    yuan = product
    if amount.cap is not None:
        yuan = min(product, to_fen(amount.cap, bound=True))
        relation = "＞" if yuan < product else "≤"
        steps.append(f"{format_yuan(product)} {relation} {format_yuan(amount.cap)}")
    return replace(
        blank,
        status="upper" if bound else "exact",
        yuan=yuan,
        steps=tuple(steps),
        capped=yuan < product,
    )


def _bound_steps(amount: RateBound, profile: Profile) -> tuple[str, ...]:
    """What the bound comes to for the user's own figures: a year's interest on the loan at the
    LPR that the user names, or how low the assessed standard may go."""
    if amount.reduce_by_at_most is not None:
        standard, rate = profile.get("assessed_standard"), 1 - amount.reduce_by_at_most
    else:
        standard, rate = profile.get("loan"), profile.get("lpr")  # type: ignore[assignment]
    if not isinstance(standard, Decimal) or not isinstance(rate, Decimal):
        return ()
    return (f"{format_yuan(standard)} × {format_ratio(rate)} = {format_yuan(standard * rate)}",)
