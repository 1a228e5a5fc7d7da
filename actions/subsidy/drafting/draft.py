"""The draft itself: an entry of ``measures.yml`` as text, with comments on what to decide."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from actions.subsidy.drafting.amounts import Suggestion, suggest_amount
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
    text = _as_yaml(_fields(id, clause, evidence, suggestion, measures))
    comments = [
        "name, topics: what people call it",
        "not_stated: what a firm will ask and the text does not say",
        *(["when: which condition goes with which title"] if "{any: " in text else []),
        *suggestion.decide,
        *([] if free else [_TAKEN if giving else _NOTHING]),
        *(f"stacking? {piece}" for piece in pieces if STACKING.search(piece)),
        *_problems(text, clause.document, clauses),
    ]
    lines = [f"  # decide: {comment}\n" for comment in comments]
    for piece in giving:
        if piece != evidence:
            user = _user(piece, taken)
            lines.append(f"  # or{f' ({user})' if user else ''}: {piece}\n")
    return text + "".join(lines)


def _fields(
    id: str, clause: Clause, evidence: str, suggestion: Suggestion, measures: Sequence[Measure]
) -> dict[str, Any]:
    """The entry; keys whose absence says the same are left out."""
    topics = dict.fromkeys(topic for measure in measures for topic in measure.topics)
    proposed = {
        "id": id,
        "clause": clause.path,
        "name": clause.heading or id.partition("/")[2],
        "topics": [topic for topic in topics if topic in evidence] or [clause.heading or "?"],
        "evidence": evidence,
        "beneficiary": "park_operator" if "运营主体" in evidence else None,
        "when": suggest_conditions(evidence),
        "window": suggest_window(evidence),
        "amount": suggestion.amount,
        "not_stated": list(suggestion.not_stated),
        "refers_to": _TITLES.findall(evidence),
    }
    return {key: value for key, value in proposed.items() if value}


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
