"""The draft itself: an entry of ``measures.yml`` as text, with comments on what to decide."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from actions.subsidy.drafting.amounts import suggest_amount
from actions.subsidy.drafting.conditions import suggest_conditions, suggest_window
from actions.subsidy.drafting.pieces import STACKING, giving_pieces
from actions.subsidy.meaning import meaning_problems
from actions.subsidy.measures import Measure
from policy_index.clauses import Clause
from policy_index.strict_yaml import mark_yaml

_TITLES = re.compile(r"《([^《》]+)》")
_NOTHING = "no words that give something were found: name the clause in coverage.yml instead?"
_TAKEN = "all that gives something is evidence of a measure already: is this one needed?"


def draft(id: str, clause: Clause, clauses: Sequence[Clause], measures: Sequence[Measure]) -> str:
    """A measure proposed from the clause; ``measures`` are those of the document.

    What the text bears out passes ``check``; a comment says what does not yet, and what to decide.
    """
    taken = {measure.evidence: measure.id for measure in measures}
    pieces = giving_pieces(clause)
    giving = [piece for piece in pieces if not STACKING.search(piece)]
    free = [piece for piece in giving if _user(piece, taken) is None]
    evidence = (free or giving or [clause.body])[0]
    suggestion = suggest_amount(evidence)
    topics = dict.fromkeys(topic for measure in measures for topic in measure.topics)
    fields: dict[str, Any] = {
        "id": id,
        "clause": clause.path,
        "name": clause.heading or id.partition("/")[2],
        "topics": [topic for topic in topics if topic in evidence] or [clause.heading or "?"],
        "evidence": evidence,
    }
    if "运营主体" in evidence:
        fields["beneficiary"] = "park_operator"
    if when := suggest_conditions(evidence):
        fields["when"] = when
    if window := suggest_window(evidence):
        fields["window"] = window
    fields["amount"] = suggestion.amount
    fields["not_stated"] = list(suggestion.not_stated)
    if others := _TITLES.findall(evidence):
        fields["refers_to"] = others
    text = _as_yaml(fields)
    comments = [
        "name, topics: what people call it",
        "not_stated: what a firm will ask and the text does not say",
        *(["when: which condition goes with which title"] if "any" in (when or [{}])[0] else []),
        *suggestion.decide,
        *([] if free else [_TAKEN if giving else _NOTHING]),
        *(f"stacking? {each}" for each in pieces if STACKING.search(each)),
        *_problems(text, clause.document, clauses),
    ]
    lines = [f"  # decide: {comment}" for comment in comments]
    for piece in giving:
        if piece != evidence:
            user = _user(piece, taken)
            lines.append(f"  # or{f' ({user})' if user else ''}: {piece}")
    return text + "\n".join(lines) + "\n"


def _user(piece: str, taken: Mapping[str, str]) -> str | None:
    """The measure whose evidence the piece is, or is part of, or has in it."""
    return next((id for used, id in taken.items() if piece in used or used in piece), None)


def _problems(text: str, document: str, clauses: Sequence[Clause]) -> list[str]:
    """What ``check`` would say of it."""
    from actions.subsidy.forms.measure import read_form

    (raw,) = mark_yaml(Path(), text).content
    form, problems = read_form(raw)
    if form is not None and not problems:
        problems = list(meaning_problems(form.built(document), clauses))
    return [f"{problem.field}: {problem.what}" for problem in problems]


def _as_yaml(fields: dict[str, Any]) -> str:
    """One line for each key, one for each condition."""
    lines = []
    for key, value in fields.items():
        if key == "when":
            lines.append("when:")
            lines += [f"  - {_flow(condition)}" for condition in value]
        else:
            lines.append(f"{key}: {_flow(value)}")
    return "".join(f"{'- ' if number == 0 else '  '}{line}\n" for number, line in enumerate(lines))


def _flow(value: Any) -> str:
    text = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10_000
    )
    return text.removesuffix("...\n").strip()
