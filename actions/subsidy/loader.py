"""Reads ``measures.yml`` and refuses what the text does not bear out.

Refused, naming file, measure, field and cure: an unknown clause; evidence that is not verbatim in
its clause; a number that the evidence does not print; a bound without 不超过 or 最高 in the
evidence, and the reverse; a float; an unknown, missing or duplicate key.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from actions.subsidy.amounts import (
    Amount,
    Fixed,
    NonCash,
    Quota,
    RateBound,
    RateCapped,
    Unspecified,
    UpperBound,
)
from actions.subsidy.conditions import AllOf, AnyOf, Condition, Is, Manual, OneOf, OrMore, Window
from actions.subsidy.evidence import check_amount, check_printed
from actions.subsidy.measures import BENEFICIARIES, Measure, MeasureSet, Stacking
from actions.subsidy.profile import MONEY_FIELDS, TIERS, YES_NO_FIELDS
from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.errors import PolicyError
from policy_index.strict_yaml import read_yaml

_REQUIRED = {
    "id", "clause", "name", "beneficiary", "topics", "evidence",
    "when", "window", "amount", "stacking", "not_stated",
}  # fmt: skip
_OPTIONAL = {"refers_to"}


class MeasureError(PolicyError):
    """A measure that cannot be used."""


def load_measures(collection: Collection) -> MeasureSet:
    """Read the measures of every document that has some.

    Raises MeasureError (a PolicyError) at the first mistake.
    """
    measures: dict[str, Measure] = {}
    digest = hashlib.sha256()
    for document_id in collection.documents:
        path = collection.root / document_id / "measures.yml"
        if not path.exists():
            continue
        digest.update(path.read_bytes())
        for measure in _read_file(path, collection, document_id):
            if measure.id in measures:
                raise MeasureError(f"{path}: {measure.id}: this id stands twice; rename one")
            measures[measure.id] = measure
    return MeasureSet(measures, digest.hexdigest())


def _read_file(path: Path, collection: Collection, document_id: str) -> list[Measure]:
    entries = read_yaml(path)
    if not isinstance(entries, list):
        raise MeasureError(f"{path}: must be a list of measures")
    return [_Entry(path, entry).read(collection, document_id) for entry in entries]


@dataclass
class _Entry:
    """One measure as written, with the words for where it stands."""

    path: Path
    raw: Any

    def read(self, collection: Collection, document_id: str) -> Measure:
        if not isinstance(self.raw, dict):
            raise MeasureError(f"{self.path}: {self.raw!r} is not a measure (id, clause, …)")
        self._keys("measure", self.raw, _REQUIRED, _OPTIONAL)
        clause = self._clause(collection, document_id)
        evidence = self._verbatim("evidence", self.raw["evidence"], clause)
        amount = self._amount(self.raw["amount"])
        self._checked("amount", check_amount, amount, evidence)
        return Measure(
            id=self._id(document_id),
            document=document_id,
            clause=clause.path,
            name=self._text("name", self.raw["name"]),
            beneficiary=self._choice("beneficiary", self.raw["beneficiary"], BENEFICIARIES),
            topics=self._texts("topics", self.raw["topics"]),
            evidence=evidence,
            when=AllOf(tuple(self._condition(raw, clause) for raw in self._list("when"))),
            window=self._window(self.raw["window"], clause),
            amount=amount,
            stacking=self._stacking(self.raw["stacking"], clause),
            not_stated=self._texts("not_stated", self.raw["not_stated"]),
            refers_to=self._texts("refers_to", self.raw.get("refers_to", [])),
        )

    def _id(self, document_id: str) -> str:
        name = self._text("id", self.raw["id"])
        if not name.startswith(f"{document_id}/"):
            raise self._error("id", f"{name!r} must begin with {document_id}/")
        return name

    def _clause(self, collection: Collection, document_id: str) -> Clause:
        try:
            return collection.clause(document_id, self._text("clause", self.raw["clause"]))
        except PolicyError as error:
            raise self._error("clause", f"{error}; see: python -m policy_index show") from error

    def _amount(self, raw: Any) -> Amount:
        kinds: dict[str, tuple[set[str], Callable[[dict[str, Any]], Amount]]] = {
            "fixed": ({"value"}, lambda a: Fixed(self._yuan("value", a["value"]))),
            "upper_bound": ({"cap"}, lambda a: UpperBound(self._yuan("cap", a["cap"]))),
            "rate_capped": ({"rate", "rate_is", "base", "cap"}, self._rate_capped),
            "unspecified": (set(), lambda _: Unspecified()),
            "quota": ({"value", "unit"}, self._quota),
            "rate_bound": ({"applies_to", "at_most", "reduce_by_at_most"}, self._rate_bound),
            "non_cash": (set(), lambda _: NonCash()),
        }
        if not isinstance(raw, dict) or raw.get("kind") not in kinds:
            raise self._error("amount", f"kind must be one of {', '.join(kinds)}")
        keys, build = kinds[raw["kind"]]
        self._keys("amount", raw, {"kind", *keys}, set())
        return build(raw)

    def _rate_capped(self, raw: dict[str, Any]) -> RateCapped:
        return RateCapped(
            rate=self._ratio("rate", raw["rate"]),
            rate_is=self._choice("rate_is", raw["rate_is"], ("exact", "upper")),
            base=self._choice("base", raw["base"], MONEY_FIELDS),
            cap=None if raw["cap"] is None else self._yuan("cap", raw["cap"]),
        )

    def _quota(self, raw: dict[str, Any]) -> Quota:
        return Quota(int(self._yuan("value", raw["value"])), self._text("unit", raw["unit"]))

    def _rate_bound(self, raw: dict[str, Any]) -> RateBound:
        at_most, reduce_by = raw["at_most"], raw["reduce_by_at_most"]
        if (at_most is None) == (reduce_by is None):
            raise self._error("amount", "give either at_most or reduce_by_at_most")
        return RateBound(
            applies_to=self._text("applies_to", raw["applies_to"]),
            at_most=None if at_most is None else self._text("at_most", at_most),
            reduce_by_at_most=(
                None if reduce_by is None else self._ratio("reduce_by_at_most", reduce_by)
            ),
        )

    def _condition(self, raw: Any, clause: Clause) -> Condition:
        if not isinstance(raw, dict):
            raise self._error("when", f"{raw!r} is not a condition")
        keys = raw.keys()
        if keys == {"any"} or keys == {"all"}:
            (word, parts), *_ = raw.items()
            group = AnyOf if word == "any" else AllOf
            return group(tuple(self._condition(part, clause) for part in parts))
        if keys == {"manual"}:
            return Manual(self._verbatim("when.manual", raw["manual"], clause))
        if "words" not in keys:
            raise self._error("when", f"{raw!r} needs words: the words of the clause for it")
        words = self._verbatim("when.words", raw["words"], clause)
        if keys == {"field", "in", "words"}:
            allowed = TIERS if raw["field"] == "tier" else ("new", "review")
            field = self._choice("when.field", raw["field"], ("tier", "recognition"))
            values = tuple(self._choice("when.in", value, allowed) for value in raw["in"])
            return OneOf(field, values, words)
        if keys == {"field", "is", "words"} and isinstance(raw["is"], bool):
            field = self._choice("when.field", raw["field"], YES_NO_FIELDS)
            return Is(field, raw["is"], words)
        if keys == {"field", "or_more", "words"}:
            field = self._choice(
                "when.field", raw["field"], (*MONEY_FIELDS, "firms_led", "firms_gathered")
            )
            threshold = self._yuan("when.or_more", raw["or_more"])
            self._checked("when.or_more", check_printed, [threshold], words)
            return OrMore(field, threshold, words)
        raise self._error("when", f"{raw!r}: unknown kind of condition")

    def _window(self, raw: Any, clause: Clause) -> Window | None:
        if raw is None:
            return None
        if not isinstance(raw, dict):
            raise self._error("window", "needs field, from, to and words")
        self._keys("window", raw, {"field", "from", "to", "words"}, set())
        words = self._verbatim("window.words", raw["words"], clause)
        for day in (raw["from"], raw["to"]):
            if day is not None and not (isinstance(day, date) and str(day.year) in words):
                raise self._error("window", f"{day} is not a day of a year printed in {words!r}")
        field = self._choice("window.field", raw["field"], ("recognised_on",))
        return Window(field, raw["from"], raw["to"], words)

    def _stacking(self, raw: Any, clause: Clause) -> Stacking | None:
        if raw is None:
            return None
        if not isinstance(raw, dict):
            raise self._error("stacking", "needs group, rule and evidence")
        self._keys("stacking", raw, {"group", "rule", "evidence"}, set())
        rule = self._choice("stacking.rule", raw["rule"], ("max", "sum", "not_stated"))
        if (rule == "not_stated") != (raw["evidence"] is None):
            raise self._error("stacking", "max and sum need evidence, not_stated has none")
        evidence = raw["evidence"] and self._verbatim("stacking", raw["evidence"], clause)
        return Stacking(self._text("stacking.group", raw["group"]), rule, evidence)

    def _verbatim(self, field: str, words: Any, clause: Clause) -> str:
        text = self._text(field, words)
        if text not in clause.text:
            raise self._error(field, f"{clause.path} does not say, word for word: {text}")
        return text

    def _yuan(self, field: str, value: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
            raise self._error(field, f"{value!r} must be a whole number above 0 (3000000)")
        return Decimal(value)

    def _ratio(self, field: str, value: Any) -> Decimal:
        if not isinstance(value, str) or not re.fullmatch(r"0\.\d{1,4}|1(?:\.0+)?", value):
            raise self._error(field, f'{value!r} must be a ratio as a string ("0.30")')
        return Decimal(value)

    def _text(self, field: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self._error(field, f"{value!r} must be text")
        return value

    def _texts(self, field: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self._error(field, "must be a list of texts")
        return tuple(self._text(field, item) for item in value)

    def _list(self, field: str) -> list[Any]:
        if not isinstance(self.raw[field], list):
            raise self._error(field, "must be a list")
        return list(self.raw[field])

    def _choice(self, field: str, value: Any, allowed: Sequence[Any]) -> Any:
        if value not in allowed:
            raise self._error(field, f"{value!r} is none of {', '.join(allowed)}")
        return value

    def _keys(self, field: str, raw: dict[str, Any], need: set[str], may: set[str]) -> None:
        if missing := need - raw.keys():
            raise self._error(field, f"missing: {', '.join(sorted(missing))}")
        if unknown := raw.keys() - need - may:
            raise self._error(field, f"unknown: {', '.join(sorted(map(str, unknown)))}")

    def _checked(self, field: str, check: Callable[..., None], *args: Any) -> None:
        try:
            check(*args)
        except ValueError as error:
            raise self._error(field, str(error)) from error

    def _error(self, field: str, why: str) -> MeasureError:
        name = self.raw.get("id", "?") if isinstance(self.raw, dict) else "?"
        return MeasureError(f"{self.path}: {name}: {field}: {why}")
