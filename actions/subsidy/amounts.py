"""The kinds of figure that a policy promises. Which kind it is matters as much as the figure."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True)
class Fixed:
    """给予100万元: the sum itself."""

    value: Decimal


@dataclass(frozen=True)
class UpperBound:
    """不超过50万元: a bound, never the sum."""

    cap: Decimal


@dataclass(frozen=True)
class RateCapped:
    """按照50%的比例，最高不超过300万元: rate × base, cut at a cap.

    ``rate_is`` upper (不超过30%) makes the whole figure a bound.
    """

    rate: Decimal
    rate_is: Literal["exact", "upper"]
    base: str
    cap: Decimal | None


@dataclass(frozen=True)
class Unspecified:
    """给予资金奖励: money is promised, no sum is printed, so none is computed."""


@dataclass(frozen=True)
class Quota:
    """每年2辆: a number of things, not money."""

    value: int
    unit: str


@dataclass(frozen=True)
class RateBound:
    """A rate that bounds something else than a payment.

    ``at_most`` names a published rate (LPR) whose value no document prints; ``reduce_by_at_most``
    is how far a standard may be lowered.
    """

    applies_to: str
    at_most: str | None
    reduce_by_at_most: Decimal | None


@dataclass(frozen=True)
class NonCash:
    """A plaque, a service, a priority."""


Amount = Fixed | UpperBound | RateCapped | Unspecified | Quota | RateBound | NonCash
