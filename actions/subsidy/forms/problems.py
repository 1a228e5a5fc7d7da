"""What pydantic finds wrong with an entry, in the words of a policy officer."""

import datetime
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from actions.subsidy.forms.form import RATIO, Form
from actions.subsidy.mistakes import Problem, near
from policy_index.strict_yaml import Place

_WRITE = 'write it in quotes ("0.30")'
_TELLING: Mapping[str, tuple[str, str]] = {
    "int_type": ("must be a whole number above 0", "no quotes, no unit: 3000000"),
    "greater_than": ("must be a whole number above 0", ""),
    "string_type": ("must be text", 'quotes make it text: "2022"'),
    "list_type": ("must be a list", "put it in brackets: [上市]"),
    "too_short": ("must be a list with something in it", ""),
    "bool_type": ("must be true or false", ""),
    "date_type": ("is not a day", "write it as 2022-01-01"),
    "model_type": ("must be a group of keys", ""),
    "model_attributes_type": ("must be a group of keys", ""),
}
_RATIOS = ("rate", "reduce_by_at_most")
_CONDITIONS = (
    "a condition is one of: {field, in, words}, {field, is, words}, {field, outside, words}, "
    "{field, or_more, words}, {manual}, {any: […]}, {all: […]}"
)


def problems_of(form: type[BaseModel], raw: Any, error: ValidationError) -> list[Problem]:
    """Each error, at its place in the raw entry."""
    return [_problem(form, raw, each) for each in error.errors(include_url=False)]


def _problem(form: type[BaseModel], raw: Any, error: ErrorDetails) -> Problem:
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    place = _place(raw, error["loc"], missing=kind == "missing")
    match kind:
        case "missing":
            return Problem(place, "is missing", _example(form, place))
        case "extra_forbidden":
            return Problem(place, "unknown key", near(str(place[-1]), _keys()))
        case "literal_error":
            return _none_of(place, value, context["expected"].replace(" or ", ", "))
        case "union_tag_invalid":
            return _none_of((*place, "kind"), context["tag"], context["expected_tags"])
        case "union_tag_not_found" if place[0] == "amount":
            return Problem(place, "has no kind", "for one: {kind: fixed, value: 200000}")
        case "union_tag_not_found":
            return Problem(place, f"{value!r} is no condition", _CONDITIONS)
        case "string_pattern_mismatch" if context["pattern"] == RATIO:
            return Problem(place, f"{value!r} must be a ratio from 0 to 1", _WRITE)
        case "string_pattern_mismatch":
            return Problem(place, f"{value!r} must be text")
        case "string_type" if place[-1] in _RATIOS:
            return Problem(place, f"{value!r} must be a ratio as a string", _WRITE)
        case _ if kind in _TELLING:
            what, cure = _TELLING[kind]
            shown = value.isoformat() if isinstance(value, datetime.date) else repr(value)
            return Problem(place, f"{shown} {what}", cure)
        case _:
            return Problem(place, f"{value!r}: {error['msg']}")


def _example(form: type[BaseModel], place: Place) -> str:
    """How a missing key of the entry itself is filled in; the keys further in say it themselves."""
    field = form.model_fields.get(str(place[-1])) if len(place) == 1 else None
    if field is None:
        return ""
    examples = "".join(f"; for one: {example}" for example in field.examples or ())
    return f"{(field.description or '').rstrip('.')}{examples}"


def _keys() -> list[str]:
    return [
        field.alias or name
        for form in Form.__subclasses__()
        for name, field in form.model_fields.items()
    ]


def _none_of(place: Place, value: object, expected: str) -> Problem:
    allowed = [word.strip(" '") for word in expected.split(",")]
    return Problem(place, f"{value!r} is none of {', '.join(allowed)}", near(str(value), allowed))


def _place(raw: Any, location: tuple[str | int, ...], *, missing: bool) -> Place:
    """The location without the tags of unions, which are no keys of the entry."""
    place: list[str | int] = []
    for number, step in enumerate(location):
        is_key = isinstance(raw, dict) and step in raw
        if is_key or (isinstance(raw, list) and isinstance(step, int)):
            raw = raw[step]
        elif not (missing and number == len(location) - 1):
            continue
        place.append(step)
    return tuple(place)
