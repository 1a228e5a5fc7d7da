"""``coverage.yml``: what of a document no measure covers, and why."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field, ValidationError

from actions.subsidy import coverage
from actions.subsidy.forms.form import Form, Text
from actions.subsidy.forms.problems import problems_of
from actions.subsidy.mistakes import Problem

Why = Annotated[
    coverage.Why,
    Field(
        description="background 引言、背景; target 目标数，不是给单个企业的; "
        "organisation 分工、保障措施、宣传; duty 部门的任务，企业不能据此享受什么; "
        "budget 工程的总预算; date 日期、年份; name 名称里的数字（50强）; "
        "reference 文号、所引文件; standard 认定标准等别处用的数."
    ),
]
Note = Annotated[
    Text | None, Field(description="Short, in Chinese.", examples=["到2025年的企业数"])
]


class Named(Form):
    """Why a clause gives a firm nothing."""

    why: Why
    note: Note = None


class Waiver(Form):
    """A number that no measure computes with, wherever the clause prints these words."""

    clause: Annotated[Text, Field(description="The clause's path.", examples=["二、（一）"])]
    words: Annotated[
        Text,
        Field(
            description="The number as printed with its unit, verbatim; more words tell it from "
            "the same number elsewhere in the clause.",
            examples=["60家", "不少于300万元"],
        ),
    ]
    why: Why
    note: Note = None


class Coverage(Form):
    """What no measure of a document covers, and why: policies/<id>/coverage.yml."""

    clauses: Annotated[
        dict[str, Named],
        Field(
            description="Clauses without a measure, by their paths.",
            examples=[{"一、": {"why": "target"}}],
        ),
    ] = Field(default_factory=dict)
    numbers: Annotated[
        list[Waiver], Field(description="Numbers, of any clause, that no measure computes with.")
    ] = Field(default_factory=list)

    def built(self) -> coverage.Coverage:
        return coverage.Coverage(
            {path: coverage.Named(named.why, named.note) for path, named in self.clauses.items()},
            tuple(
                coverage.Waiver(waiver.clause, waiver.words, waiver.why, waiver.note)
                for waiver in self.numbers
            ),
        )


def read_form(raw: Any) -> tuple[Coverage, list[Problem]]:
    """The file as a form, and what is wrong with its shape.

    A wrong entry of ``clauses`` is left out; one of ``numbers`` stands in the form as 。, so that
    the others keep their places.
    """
    try:
        return Coverage.model_validate(raw), []
    except ValidationError as error:
        problems = problems_of(Coverage, raw, error)
    if not isinstance(raw, dict):
        return Coverage(), [
            Problem((), "must have clauses: and numbers:", "either may be left out")
        ]
    return Coverage.model_validate(_without(raw, problems)), problems


def _without(raw: dict[str, Any], problems: Sequence[Problem]) -> dict[str, Any]:
    rest = dict(raw)
    for problem in problems:
        match problem.place:
            case ("clauses", str(path), *_):
                rest["clauses"] = {k: each for k, each in rest["clauses"].items() if k != path}
            case ("numbers", int(number), *_):
                rest["numbers"] = list(rest["numbers"])
                rest["numbers"][number] = _STAND_IN
            case (str(key), *_):
                rest.pop(key, None)
    return rest


_STAND_IN = {"clause": "。", "words": "。", "why": "name"}
