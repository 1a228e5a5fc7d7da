"""Whether an amount says what its evidence says: the same numbers, and a bound only for a bound."""

import re
from collections.abc import Sequence
from decimal import Decimal

from actions.subsidy import printed
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

_BOUND = re.compile(r"不超过|最高")


def check_printed(values: Sequence[Decimal], words: str) -> None:
    """Raises ValueError if a number is not printed in the words (300万元, 30%, 10家)."""
    found = {
        p.value for read in (printed.sums, printed.ratios, printed.counts) for p in read(words)
    }
    for value in values:
        if value not in found:
            raise ValueError(f"{value:f} is not printed in: {words}")


def check_amount(amount: Amount, evidence: str) -> None:
    """Raises ValueError if the evidence does not print a number, or speaks of another kind."""
    check_printed(_numbers(amount), evidence)
    match amount:
        case Fixed() | Quota():
            _need(not _BOUND.search(evidence), "is exact, but the evidence says 不超过 or 最高")
        case UpperBound():
            _need(bool(_BOUND.search(evidence)), "is a bound, but the evidence says neither")
        case RateCapped():
            _check_rate_capped(amount, evidence)
        case RateBound():
            _need("不超过" in evidence, "is a bound, but the evidence does not say 不超过")
        case Unspecified():
            _need(not printed.sums(evidence), "has no sum, but the evidence prints one")
        case NonCash():
            pass


def _check_rate_capped(amount: RateCapped, evidence: str) -> None:
    rate = next(p.words for p in printed.ratios(evidence) if p.value == amount.rate)
    bounded = re.search(rf"(?:不超过|最高)\s*{re.escape(rate)}", evidence) is not None
    if bounded != (amount.rate_is == "upper"):
        raise ValueError(f"rate_is {amount.rate_is}, but the evidence says: {evidence}")
    if amount.cap is not None:
        cap = next(p.words for p in printed.sums(evidence) if p.value == amount.cap)
        _need(
            re.search(rf"(?:不超过|最高)\s*{re.escape(cap)}", evidence) is not None,
            "has a cap, but the evidence does not say 不超过 or 最高 before it",
        )


def _numbers(amount: Amount) -> list[Decimal]:
    match amount:
        case Fixed(value=value):
            return [value]
        case UpperBound(cap=cap):
            return [cap]
        case RateCapped(rate=rate, cap=cap):
            return [rate] if cap is None else [rate, cap]
        case Quota(value=count):
            return [Decimal(count)]
        case RateBound(reduce_by_at_most=reduction):
            return [] if reduction is None else [reduction]
        case _:
            return []


def _need(holds: bool, why: str) -> None:
    if not holds:
        raise ValueError(f"the amount {why}")
