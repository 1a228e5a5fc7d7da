"""A second calculator, to hold the first one against: from the YAML alone, in fractions of a fen.

It shares no code with ``actions.subsidy``. Truth is a place on a scale: all of several conditions
is the lowest of them, any of several the highest, each on the scale of its own.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

POLICIES = Path(__file__).parents[2] / "policies"

_ALL = ["no", "open", "edge", "yes"]
_ANY = ["no", "edge", "open", "yes"]
_CHOICES: dict[str, set[Any]] = {"recognition": {"new", "review"}}
_ASKED = {"tier", "digital_cost", "listing_cost", "tax_paid"}

Raw = dict[str, Any]
Judged = tuple[str, set[str]]  # on the scale; the fields that are open


@dataclass(frozen=True)
class Answer:
    """``fen`` is the figure in hundredths of a yuan; ``step`` what the last step comes to."""

    status: str
    fen: Fraction | int | None = None
    capped: bool = False
    missing: list[str] = field(default_factory=list)
    step: Fraction | None = None


def raw_measures() -> Iterator[Raw]:
    for path in sorted(POLICIES.glob("*/measures.yml")):
        yield from yaml.safe_load(path.read_text("utf-8")) or []


def estimated(measure: Raw, firm: Raw) -> Answer:
    """What is told where only some fields are asked for, and the rest is presumed."""
    truth, fields = _requirement(measure, firm, presume=True)
    if truth == "no":
        return Answer("not_eligible")
    if truth == "edge":
        return Answer("not_stated")
    base = measure["amount"].get("base")
    if truth == "open":
        return Answer("need_input", missing=sorted(fields | ({base} - set(firm) - {None})))
    return _figure(measure["amount"], firm)


def grouped(measure: Raw, firm: Raw) -> tuple[str, list[str]]:
    """The group and the missing fields, with nothing presumed."""
    truth, fields = _requirement(measure, firm, presume=False)
    if truth == "no":
        return "not_for_you", []
    base = measure["amount"].get("base")
    if truth != "edge" and base is not None and base not in firm:
        fields = fields | {base}
    return "certain" if truth == "yes" and not fields else "depends", sorted(fields)


def _figure(amount: Raw, firm: Raw) -> Answer:
    match amount["kind"]:
        case "fixed":
            return Answer("exact", 100 * amount["value"])
        case "upper_bound":
            return Answer("upper", 100 * amount["cap"])
        case "rate_capped" if amount["base"] not in firm:
            return Answer("need_input", missing=[amount["base"]])
        case "rate_capped":
            fen = Fraction(amount["rate"]) * Fraction(str(firm[amount["base"]])) * 100
            bound = amount["rate_is"] == "upper"
            fen = fen // 1 if bound else (fen + Fraction(1, 2)) // 1
            cap = amount.get("cap")
            capped = cap is not None and fen > 100 * cap
            return Answer("upper" if bound else "exact", 100 * cap if capped else int(fen), capped)
        case "rate_bound":
            reduction = amount.get("reduce_by_at_most")
            names = ["loan", "lpr"] if reduction is None else ["assessed_standard"]
            if not set(names) <= set(firm):
                return Answer("rate_bound")
            step = Fraction(1) if reduction is None else 1 - Fraction(reduction)
            for name in names:
                step *= Fraction(str(firm[name]))
            return Answer("rate_bound", step=step)
        case kind:
            return Answer(kind)


def _requirement(measure: Raw, firm: Raw, *, presume: bool) -> Judged:
    parts = [_judge(raw, firm, presume) for raw in measure.get("when") or []]
    window = measure.get("window")
    if window:
        parts.append(_leaf(_within(window, firm), window["field"], presume))
    return _combined(parts, _ALL, min)


def _judge(raw: Raw, firm: Raw, presume: bool) -> Judged:
    if "all" in raw:
        return _combined([_judge(part, firm, presume) for part in raw["all"]], _ALL, min)
    if "any" in raw:
        return _combined([_judge(part, firm, presume) for part in raw["any"]], _ANY, max)
    if "manual" in raw:
        return ("yes", set()) if presume else ("open", set())
    if not presume and set(raw.get("in", ())) >= _CHOICES.get(raw["field"], {None}):
        return "yes", set()
    return _leaf(_fits(raw, firm), raw["field"], presume)


def _combined(parts: list[Judged], scale: list[str], pick: Any) -> Judged:
    if not parts:
        return "yes", set()
    truth = pick((truth for truth, _ in parts), key=scale.index)
    return truth, {f for found, fields in parts if found == truth == "open" for f in fields}


def _leaf(truth: str, name: str, presume: bool) -> Judged:
    if truth != "open":
        return truth, set()
    return ("yes", set()) if presume and name not in _ASKED else ("open", {name})


def _fits(raw: Raw, firm: Raw) -> str:
    if "outside" in raw:
        if "moved_from" in firm:
            return "no" if firm["moved_from"][: len(raw["outside"])] == raw["outside"] else "yes"
        return {None: "open", True: "yes", False: "no"}[firm.get("relocated")]
    known = firm.get(raw["field"])
    if known is None:
        return "open"
    if "or_more" in raw:
        over = Fraction(str(known)) - raw["or_more"]
        return "edge" if over == 0 else "yes" if over > 0 else "no"
    if "is" in raw:
        return "yes" if known is raw["is"] else "no"
    values = known if isinstance(known, list) else [known]
    return "yes" if any(value in raw["in"] for value in values) else "no"


def _within(window: Raw, firm: Raw) -> str:
    """Day by day: all days of the named time within, none, or some."""
    if window["field"] not in firm:
        return "open"
    numbers = [int(part) for part in firm[window["field"]].split("-")]
    year, month, day = [*numbers, *[0] * (3 - len(numbers))]
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    start, end = window["from"] or date.min, window["to"] or date.max
    within = sum(start <= each <= end for each in days)
    return "yes" if within == len(days) else "open" if within else "no"
