"""``when`` and ``window`` in ``measures.yml``: who qualifies, each condition with its words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from actions.subsidy import conditions
from actions.subsidy.forms.form import Form, Text, Whole
from actions.subsidy.profile import CountField, MoneyField, Tier, YesNoField

Words = Annotated[Text, Field(description="Verbatim words of the clause.")]


class OfTier(Form):
    """The firm holds one of these titles."""

    field: Literal["tier"]
    in_: Annotated[list[Tier], Field(alias="in", min_length=1)]
    words: Annotated[Words, Field(examples=["省级“专精特新”中小企业"])]

    def built(self) -> conditions.Condition:
        return conditions.OneOf(self.field, tuple(self.in_), self.words)


class OfRecognition(Form):
    """The title is new (新认定) or was reviewed (复核)."""

    field: Literal["recognition"]
    in_: Annotated[list[Literal["new", "review"]], Field(alias="in", min_length=1)]
    words: Annotated[Words, Field(examples=["新认定"])]

    def built(self) -> conditions.Condition:
        return conditions.OneOf(self.field, tuple(self.in_), self.words)


class Is(Form):
    """Something holds of the firm, or does not."""

    field: YesNoField
    is_: Annotated[bool, Field(alias="is")]
    words: Annotated[Words, Field(examples=["有效期内"])]

    def built(self) -> conditions.Condition:
        return conditions.Is(self.field, self.is_, self.words)


class Outside(Form):
    """The firm moves in from outside a place that the words name."""

    field: Literal["moved_from"]
    outside: Annotated[Text, Field(examples=["广州"])]
    words: Annotated[Words, Field(examples=["广州市行政区域以外迁入"])]

    def built(self) -> conditions.Condition:
        return conditions.Outside(self.outside, self.words)


class OrMore(Form):
    """以上: more than a printed threshold of money or firms."""

    field: MoneyField | CountField
    or_more: Annotated[Whole, Field(description="Yuan, or a count.", examples=[20000000])]
    words: Annotated[Words, Field(examples=["纳税2000万元以上"])]

    def built(self) -> conditions.Condition:
        return conditions.OrMore(self.field, Decimal(self.or_more), self.words)


class Manual(Form):
    """A condition that only the authority can judge."""

    manual: Annotated[Words, Field(examples=["符合相关条件"])]

    def built(self) -> conditions.Condition:
        return conditions.Manual(self.manual)


class AnyOf(Form):
    """One of these suffices."""

    any_: Annotated[list["Condition"], Field(alias="any", min_length=1)]

    def built(self) -> conditions.Condition:
        return conditions.AnyOf(tuple(part.built() for part in self.any_))


class AllOf(Form):
    """All of these must hold."""

    all_: Annotated[list["Condition"], Field(alias="all", min_length=1)]

    def built(self) -> conditions.Condition:
        return conditions.AllOf(tuple(part.built() for part in self.all_))


def _kind(raw: Any) -> str | None:
    """The tag of a condition's form, told by its keys. A tag is no key, so that a place with tags
    in it can be told from one without."""
    if not isinstance(raw, Mapping):
        return type(raw).__name__.lower() if isinstance(raw, Form) else None
    for key in ("any", "all", "manual", "outside", "or_more", "is"):
        if key in raw:
            return f"<{key}>"
    if "in" in raw or "field" in raw:
        return "<in recognition>" if raw.get("field") == "recognition" else "<in>"
    return None


Condition = Annotated[
    Annotated[OfTier, Tag("<in>")]
    | Annotated[OfRecognition, Tag("<in recognition>")]
    | Annotated[Is, Tag("<is>")]
    | Annotated[Outside, Tag("<outside>")]
    | Annotated[OrMore, Tag("<or_more>")]
    | Annotated[Manual, Tag("<manual>")]
    | Annotated[AnyOf, Tag("<any>")]
    | Annotated[AllOf, Tag("<all>")],
    Discriminator(_kind),
]


class Window(Form):
    """When the event (the title's day) must lie; not the day of asking. One side may be open."""

    field: Literal["recognised_on"]
    from_: Annotated[
        date | None,
        Field(alias="from", description="First day, null if open.", examples=["2022-01-01"]),
    ]
    to: Annotated[
        date | None, Field(description="Last day, null if open.", examples=["2023-12-31"])
    ]
    words: Annotated[Words, Field(examples=["在2022—2023年期间"])]

    def built(self) -> conditions.Window:
        return conditions.Window(self.field, self.from_, self.to, self.words)
