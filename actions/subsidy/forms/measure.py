"""One entry of ``measures.yml``."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from actions.subsidy import measures
from actions.subsidy.conditions import AllOf
from actions.subsidy.forms.amounts import Amount
from actions.subsidy.forms.conditions import Condition, Window
from actions.subsidy.forms.form import Form, Text
from actions.subsidy.forms.problems import problems_of
from actions.subsidy.mistakes import Problem


class Stacking(Form):
    """What happens when several measures of one group apply. not_stated is without evidence."""

    group: Annotated[Text, Field(examples=["zhanjiang-2022/recognition"])]
    rule: Annotated[
        Literal["max", "sum", "not_stated"],
        Field(description="max: only the highest; sum: all; not_stated: the text has no rule."),
    ]
    evidence: Annotated[
        Text | None, Field(description="Verbatim words of the clause.", examples=["不重复奖励"])
    ] = None

    def built(self) -> measures.Stacking:
        return measures.Stacking(self.group, self.rule, self.evidence)


class Measure(Form):
    """What one clause gives to whom."""

    id: Annotated[
        Text,
        Field(
            description="<document>/<slug>: stable, used once.", examples=["guangzhou-2022/listing"]
        ),
    ]
    clause: Annotated[
        Text,
        Field(
            description="The clause's path: python -m policy_index show <document>.",
            examples=["三、（三）"],
        ),
    ]
    name: Annotated[Text, Field(description="What people call it.", examples=["上市费用补助"])]
    topics: Annotated[
        list[Text], Field(description="What it is about, in a word each.", examples=[["上市"]])
    ]
    evidence: Annotated[
        Text,
        Field(
            description="Verbatim words of the clause that promise it; every number of the amount "
            "is printed in them.",
            examples=["对新认定的省级“专精特新”中小企业，给予20万元一次性奖励。"],
        ),
    ]
    amount: Annotated[
        Amount,
        Field(
            description="The kind of figure and its numbers.",
            examples=[{"kind": "fixed", "value": 200000}],
        ),
    ]
    beneficiary: Annotated[
        measures.Beneficiary, Field(description="Who gets it.", examples=["park_operator"])
    ] = "enterprise"
    when: Annotated[
        list[Condition],
        Field(description="All must hold; left out: everyone whom the evidence names."),
    ] = Field(default_factory=list)
    window: Annotated[
        Window | None, Field(description="When the title must have been obtained.")
    ] = None
    stacking: Annotated[
        Stacking | None, Field(description="Whether it may be had together with others.")
    ] = None
    not_stated: Annotated[
        list[Text],
        Field(
            description="What a firm will ask and the text does not say.", examples=[["实际比例"]]
        ),
    ] = Field(default_factory=list)
    refers_to: Annotated[
        list[Text], Field(description="Documents outside the collection that the clause points to.")
    ] = Field(default_factory=list)
    cautions: Annotated[
        list[Text],
        Field(description="What readers get wrong.", examples=[["牌匾本身不是现金奖励"]]),
    ] = Field(default_factory=list)

    def built(self, document: str) -> measures.Measure:
        return measures.Measure(
            id=self.id,
            document=document,
            clause=self.clause,
            name=self.name,
            beneficiary=self.beneficiary,
            topics=tuple(self.topics),
            evidence=self.evidence,
            when=AllOf(tuple(condition.built() for condition in self.when)),
            window=None if self.window is None else self.window.built(),
            amount=self.amount.built(),
            stacking=None if self.stacking is None else self.stacking.built(),
            not_stated=tuple(self.not_stated),
            refers_to=tuple(self.refers_to),
            cautions=tuple(self.cautions),
        )


def read_form(raw: Any) -> tuple[Measure | None, list[Problem]]:
    """The entry as a form, and what is wrong with its shape.

    What is wrong is left out of the form or stands in it as 。, so that the rest can be looked at
    all the same; None if there is no rest.
    """
    try:
        return Measure.model_validate(raw), []
    except ValidationError as error:
        problems = problems_of(Measure, raw, error)
    if not isinstance(raw, dict):
        return None, [Problem((), f"{raw!r} is not a measure", "a measure has id, clause, name, …")]
    try:
        return Measure.model_validate(_without(raw, problems)), problems
    except ValidationError:
        return None, problems


def _without(raw: dict[str, Any], problems: Sequence[Problem]) -> dict[str, Any]:
    rest = dict(raw)
    for problem in problems:
        match problem.place:
            case ("when", int(number), *_):
                rest["when"] = list(rest["when"])
                rest["when"][number] = {"manual": "。"}
            case (str(key), *_):
                rest.pop(key, None)
    return _STAND_INS | rest


_STAND_INS = {
    "id": "。", "clause": "。", "name": "。", "topics": [], "evidence": "。",
    "amount": {"kind": "non_cash"},
}  # fmt: skip
