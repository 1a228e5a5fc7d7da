"""The kinds of figure that a policy promises. Which kind it is matters as much as the figure.

``kind`` is the name of the kind in ``measures.yml``.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal


@dataclass(frozen=True)
class Fixed:
    """给予100万元: the sum itself."""

    kind: ClassVar = "fixed"
    value: Decimal


@dataclass(frozen=True)
class UpperBound:
    """不超过50万元: a bound, never the sum."""

    kind: ClassVar = "upper_bound"
    cap: Decimal


@dataclass(frozen=True)
class RateCapped:
    """按照50%的比例，最高不超过300万元: rate × base, cut at a cap.

    ``rate_is`` upper (不超过30%) makes the whole figure a bound.
    """

    kind: ClassVar = "rate_capped"
    rate: Decimal
    rate_is: Literal["exact", "upper"]
    base: str
    cap: Decimal | None


@dataclass(frozen=True)
class Unspecified:
    """给予资金奖励: money is promised, no sum is printed, so none is computed."""

    kind: ClassVar = "unspecified"


@dataclass(frozen=True)
class Quota:
    """每年2辆: a number of things, not money; ``per`` is the printed period (每年) or None."""

    kind: ClassVar = "quota"
    value: int
    unit: str
    per: str | None

    @property
    def words(self) -> str:
        return f"{self.per or ''}{self.value}{self.unit}"


@dataclass(frozen=True)
class RateBound:
    """A rate that bounds something else than a payment.

    ``at_most`` names a published rate (LPR) whose value no document prints; ``reduce_by_at_most``
    is how far a standard may be lowered.
    """

    kind: ClassVar = "rate_bound"
    applies_to: str
    at_most: str | None
    reduce_by_at_most: Decimal | None


@dataclass(frozen=True)
class NonCash:
    """A plaque, a service, a priority."""

    kind: ClassVar = "non_cash"


Amount = Fixed | UpperBound | RateCapped | Unspecified | Quota | RateBound | NonCash
