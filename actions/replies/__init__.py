"""What the bot says: the templates beside this file, and how a profile's fields are asked for."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from actions.subsidy.fields import fact, label
from actions.subsidy.money import format_yuan
from actions.voice import speakable
from policy_index.strict_yaml import read_yaml

_FOLDER = Path(__file__).parent


def render(template: str, **values: Any) -> str:
    """The text of ``template``.j2. Blank lines are dropped: Rasa's channel splits a text there."""
    text = _environment().get_template(f"{template}.j2").render(**values)
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


def compose(template: str, **values: Any) -> tuple[str, str]:
    """The same reply to read and to say: ``render``, and a sentence or two for a voice.

    A reply without a template in ``spoken/`` is short enough to be read out as it is.
    """
    aloud = _environment().select_template([f"spoken/{template}.j2", f"{template}.j2"])
    return render(template, **values), speakable(aloud.render(**values))


def question(field: str) -> str:
    return str(_fields()["questions"][field])


def choices(field: str) -> list[str]:
    return list(_fields()["choices"].get(field, []))


def first_line(key: str, words: str = "") -> str:
    """What is said before everything else to a yes-or-no question; ``words`` are those of the text
    that it rests on."""
    return str(_first_lines()[key]).format(words=words)


def heard(
    profile: Mapping[str, Any],
    high: Mapping[str, str] | None = None,
    several: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """A profile in words: 省级专精特新，上市费用560万元; ``high``: upper ends of ranges;
    ``several``: what a cost is made up of."""
    facts = {name: fact(name, value) for name, value in profile.items() if value is not None}
    for name, value in (high or {}).items():
        facts[name] += f"—{format_yuan(Decimal(value))}"
    for name, sums in (several or {}).items():
        if name in facts:
            facts[name] += f"（{' + '.join(format_yuan(Decimal(each)) for each in sums)}）"
    return "，".join(facts.values())


@cache
def _fields() -> dict[str, dict[str, Any]]:
    fields: dict[str, dict[str, Any]] = read_yaml(_FOLDER / "fields.yml")
    return fields


@cache
def _first_lines() -> dict[str, str]:
    lines: dict[str, str] = read_yaml(_FOLDER / "first_lines.yml")
    return lines


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["yuan"] = format_yuan
    environment.filters["field"] = label
    for name in environment.list_templates(extensions=["j2"]):
        environment.get_template(name)  # a running server keeps to those it was started with
    return environment
