"""``amount`` in ``measures.yml``: one form for each kind of figure."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from actions.subsidy import amounts
from actions.subsidy.forms.form import Form, Ratio, Text, Whole
from actions.subsidy.profile import MoneyField

Yuan = Annotated[
    Whole, Field(description="Yuan as a whole number; printed in the evidence.", examples=[3000000])
]


class Fixed(Form):
    """给予100万元: the sum itself."""

    kind: Literal["fixed"]
    value: Yuan

    def built(self) -> amounts.Fixed:
        return amounts.Fixed(Decimal(self.value))


class UpperBound(Form):
    """不超过50万元: a bound, never the sum."""

    kind: Literal["upper_bound"]
    cap: Yuan

    def built(self) -> amounts.UpperBound:
        return amounts.UpperBound(Decimal(self.cap))


class RateCapped(Form):
    """按照50%的比例，最高不超过300万元: a rate of something, cut at a cap."""

    kind: Literal["rate_capped"]
    rate: Annotated[Ratio, Field(description='30% is "0.30", in quotes.')]
    rate_is: Annotated[
        Literal["exact", "upper"], Field(description="upper: the evidence says 不超过30%.")
    ]
    base: Annotated[MoneyField, Field(description="What the rate is taken of.")]
    cap: Annotated[Yuan | None, Field(description="Left out: none is printed.")] = None

    def built(self) -> amounts.RateCapped:
        cap = None if self.cap is None else Decimal(self.cap)
        return amounts.RateCapped(Decimal(self.rate), self.rate_is, self.base, cap)


class Unspecified(Form):
    """给予资金奖励: money is promised, no sum is printed."""

    kind: Literal["unspecified"]

    def built(self) -> amounts.Unspecified:
        return amounts.Unspecified()


class Quota(Form):
    """每年2辆: a number of things, not money."""

    kind: Literal["quota"]
    value: Annotated[Whole, Field(description="How many.", examples=[2])]
    unit: Annotated[Text, Field(description="Of what, as printed.", examples=["辆"])]
    per: Annotated[
        Text | None, Field(description="The printed period, if any.", examples=["每年"])
    ] = None

    def built(self) -> amounts.Quota:
        return amounts.Quota(self.value, self.unit, self.per)


class RateBound(Form):
    """贷款利率不超过LPR, 标准可调低不超过30%: a rate that bounds something else than a payment.

    Exactly one of ``at_most`` and ``reduce_by_at_most``.
    """

    kind: Literal["rate_bound"]
    applies_to: Annotated[
        Text, Field(description="What is bounded, as printed.", examples=["新发放的一年期贷款利率"])
    ]
    at_most: Annotated[
        Text | None, Field(description="The name of a published rate.", examples=["LPR"])
    ] = None
    reduce_by_at_most: Annotated[
        Ratio | None, Field(description="How far it may be lowered.", examples=["0.30"])
    ] = None

    def built(self) -> amounts.RateBound:
        reduction = None if self.reduce_by_at_most is None else Decimal(self.reduce_by_at_most)
        return amounts.RateBound(self.applies_to, self.at_most, reduction)


class NonCash(Form):
    """A plaque, a service, a priority."""

    kind: Literal["non_cash"]

    def built(self) -> amounts.NonCash:
        return amounts.NonCash()


Amount = Annotated[
    Fixed | UpperBound | RateCapped | Unspecified | Quota | RateBound | NonCash,
    Field(discriminator="kind"),
]
