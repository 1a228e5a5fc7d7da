"""Whether an amount says what its evidence says: the same numbers, and a bound only for a bound."""

from collections.abc import Sequence
from datetime import date
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
from policy_index.dates import prints_day, prints_year


def check_amount(amount: Amount, evidence: str) -> None:
    """Raises ValueError if the evidence does not print a number, or speaks of another kind."""
    match amount:
        case Fixed(value=value):
            check_printed(value, printed.sums(evidence), evidence)
            _need(not _speaks_of_bounds(evidence), "is exact, but the evidence says 不超过 or 最高")
        case UpperBound(cap=cap):
            _check_cap(cap, evidence)
        case RateCapped():
            _check_rate_capped(amount, evidence)
        case Quota(words=words):
            _need(words in printed.fold(evidence), f"{words} is not printed")
            _need(not _speaks_of_bounds(evidence), "is exact, but the evidence says 不超过 or 最高")
        case RateBound():
            _check_rate_bound(amount, evidence)
        case Unspecified():
            _need(not printed.sums(evidence), "has no sum, but the evidence prints one")
        case NonCash():
            pass


def check_printed(value: Decimal, found: Sequence[printed.Printed], words: str) -> bool:
    """Whether the value is printed as a bound (不超过300万元) among the figures of the words.

    Raises ValueError if it is not printed at all.
    """
    same = [figure for figure in found if figure.value == value]
    if not same:
        raise ValueError(f"{value:f} is not printed in: {words}")
    return any(figure.bounded for figure in same)


def check_day(day: object, border: str, words: str) -> None:
    """Raises ValueError unless the day is printed, or its year is, whose first or last day (01-01,
    12-31) it is."""
    if day is None:
        return
    if type(day) is not date:
        raise ValueError(f"{day!r} is not a day (2022-01-01)")
    at_border = f"{day:%m-%d}" == border and prints_year(day.year, words)
    if not at_border and not prints_day(day, words):
        raise ValueError(f"{day} is not printed in: {words}")


def _check_cap(cap: Decimal, evidence: str) -> None:
    bounded = check_printed(cap, printed.sums(evidence), evidence)
    _need(bounded, "has a cap, but the evidence does not say 不超过 or 最高 before it")


def _check_rate_capped(amount: RateCapped, evidence: str) -> None:
    bounded = check_printed(amount.rate, printed.ratios(evidence), evidence)
    if bounded != (amount.rate_is == "upper"):
        raise ValueError(f"rate_is {amount.rate_is}, but the evidence says: {evidence}")
    if amount.cap is not None:
        _check_cap(amount.cap, evidence)


def _check_rate_bound(amount: RateBound, evidence: str) -> None:
    for words in (amount.applies_to, amount.at_most):
        _need(words is None or words in evidence, f"{words} is not printed in the evidence")
    bounded = "不超过" in evidence
    if amount.reduce_by_at_most is not None:
        bounded = check_printed(amount.reduce_by_at_most, printed.ratios(evidence), evidence)
    _need(bounded, "is a bound, but the evidence does not say 不超过")


def _speaks_of_bounds(evidence: str) -> bool:
    return "不超过" in evidence or "最高" in evidence


def _need(holds: bool, why: str) -> None:
    if not holds:
        raise ValueError(f"the amount {why}")
