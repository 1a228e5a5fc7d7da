"""Reads ``measures.yml`` and refuses what the text does not bear out.

Refused, naming file, measure, field and cure: an unknown clause; evidence that is not verbatim in
its clause; a number that the evidence does not print; a bound without 不超过 or 最高 in the
evidence, and the reverse; a float; an unknown, missing or duplicate key.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from actions.subsidy import printed
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
from actions.subsidy.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Is,
    Manual,
    OneOf,
    OrMore,
    Outside,
    Window,
)
from actions.subsidy.evidence import check_amount, check_day, check_printed
from actions.subsidy.measures import BENEFICIARIES, Measure, MeasureSet, Stacking
from actions.subsidy.profile import COUNT_FIELDS, MONEY_FIELDS, TIERS, YES_NO_FIELDS
from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.errors import PolicyError
from policy_index.strict_yaml import read_yaml

_REQUIRED = {"id", "clause", "name", "topics", "evidence", "amount"}
_WHEN_ABSENT: dict[str, Any] = {
    "beneficiary": "enterprise", "when": [], "window": None, "stacking": None,
    "not_stated": [], "refers_to": [], "cautions": [],
}  # fmt: skip


class MeasureError(PolicyError):
    """A measure that cannot be used."""


def load_measures(collection: Collection) -> MeasureSet:
    """Read the measures of every document that has some.

    Raises MeasureError (a PolicyError) at the first mistake.
    """
    measures, mistakes = _read(collection)
    if mistakes:
        raise mistakes[0]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in _files(collection).values()))
    return MeasureSet(measures, digest.hexdigest())


def find_mistakes(collection: Collection) -> list[PolicyError]:
    """Everything that ``load_measures`` would refuse: one mistake for each measure or file."""
    return _read(collection)[1]


def _files(collection: Collection) -> dict[str, Path]:
    paths = {each: collection.root / each / "measures.yml" for each in collection.documents}
    return {document_id: path for document_id, path in paths.items() if path.exists()}


def _read(collection: Collection) -> tuple[dict[str, Measure], list[PolicyError]]:
    measures: dict[str, Measure] = {}
    groups: dict[str, Stacking] = {}
    mistakes: list[PolicyError] = []
    for document_id, path in _files(collection).items():
        try:
            entries = [_Entry(path, raw) for raw in _entries(path)]
        except PolicyError as error:
            mistakes.append(error)
            continue
        for entry in entries:
            try:
                measure = entry.read(collection, document_id)
                entry.fits(measure, measures, groups)
            except PolicyError as error:
                mistakes.append(error)
            else:
                measures[measure.id] = measure
    return measures, mistakes


def _entries(path: Path) -> list[Any]:
    entries = read_yaml(path)
    if not isinstance(entries, list):
        raise MeasureError(f"{path}: must be a list of measures")
    return entries


@dataclass
class _Entry:
    """One measure as written, with the words for where it stands."""

    path: Path
    raw: Any

    def read(self, collection: Collection, document_id: str) -> Measure:
        if not isinstance(self.raw, dict):
            raise MeasureError(f"{self.path}: {self.raw!r} is not a measure (id, clause, …)")
        self._keys("measure", self.raw, _REQUIRED, set(_WHEN_ABSENT))
        self.raw = _WHEN_ABSENT | self.raw
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
            refers_to=self._texts("refers_to", self.raw["refers_to"]),
            cautions=self._texts("cautions", self.raw["cautions"]),
        )

    def fits(
        self, measure: Measure, others: Mapping[str, Measure], groups: dict[str, Stacking]
    ) -> None:
        """Refuse a second use of an id, and a second rule for one stacking group."""
        if measure.id in others:
            raise self._error("id", "stands twice; rename one")
        if measure.stacking is not None:
            known = groups.setdefault(measure.stacking.group, measure.stacking)
            if known != measure.stacking:
                why = f"the group {known.group} has another rule or other evidence elsewhere"
                raise self._error("stacking", why)

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
            "quota": ({"value", "unit", "per"}, self._quota),
            "rate_bound": ({"applies_to", "at_most", "reduce_by_at_most"}, self._rate_bound),
            "non_cash": (set(), lambda _: NonCash()),
        }
        if not isinstance(raw, dict):
            raise self._error("amount", "needs a kind")
        keys, build = kinds[self._choice("amount.kind", raw.get("kind"), tuple(kinds))]
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
        per = None if raw["per"] is None else self._text("per", raw["per"])
        value = int(self._yuan("value", raw["value"]))
        return Quota(value, self._text("unit", raw["unit"]), per)

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
            parts = self._filled(f"when.{word}", parts)
            return group(tuple(self._condition(part, clause) for part in parts))
        if keys == {"manual"}:
            return Manual(self._verbatim("when.manual", raw["manual"], clause))
        if "words" not in keys:
            raise self._error("when", f"{raw!r} needs words: the words of the clause for it")
        words = self._verbatim("when.words", raw["words"], clause)
        if keys == {"field", "in", "words"}:
            allowed = TIERS if raw["field"] == "tier" else ("new", "review")
            field = self._choice("when.field", raw["field"], ("tier", "recognition"))
            values = self._filled("when.in", raw["in"])
            return OneOf(field, tuple(self._choice("when.in", v, allowed) for v in values), words)
        if keys == {"field", "is", "words"} and isinstance(raw["is"], bool):
            field = self._choice("when.field", raw["field"], YES_NO_FIELDS)
            return Is(field, raw["is"], words)
        if keys == {"field", "outside", "words"} and raw["field"] == "moved_from":
            place = self._text("when.outside", raw["outside"])
            if place not in words:
                raise self._error("when.outside", f"{place} is not printed in: {words}")
            return Outside(place, words)
        if keys == {"field", "or_more", "words"}:
            field = self._choice("when.field", raw["field"], (*MONEY_FIELDS, *COUNT_FIELDS))
            threshold = self._yuan("when.or_more", raw["or_more"])
            figures = printed.sums(words) if field in MONEY_FIELDS else printed.counts(words)
            self._checked("when.or_more", check_printed, threshold, figures, words)
            return OrMore(field, threshold, words)
        raise self._error("when", f"{raw!r}: unknown kind of condition")

    def _window(self, raw: Any, clause: Clause) -> Window | None:
        if raw is None:
            return None
        if not isinstance(raw, dict):
            raise self._error("window", "needs field, from, to and words")
        self._keys("window", raw, {"field", "from", "to", "words"}, set())
        words = self._verbatim("window.words", raw["words"], clause)
        field = self._choice("window.field", raw["field"], ("recognised_on",))
        for key, borders in (("from", "01-01"), ("to", "12-31")):
            self._checked(f"window.{key}", check_day, raw[key], borders, words)
        return Window(field, raw["from"], raw["to"], words)

    def _stacking(self, raw: Any, clause: Clause) -> Stacking | None:
        if raw is None:
            return None
        if not isinstance(raw, dict):
            raise self._error("stacking", "needs group, rule and evidence")
        self._keys("stacking", raw, {"group", "rule", "evidence"}, set())
        rule = self._choice("stacking.rule", raw["rule"], ("max", "sum", "not_stated"))
        if (rule == "not_stated") != (raw["evidence"] is None):
            raise self._error("stacking.evidence", "max and sum need words, not_stated has none")
        evidence = raw["evidence"]
        if evidence is not None:
            evidence = self._verbatim("stacking.evidence", evidence, clause)
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

    def _filled(self, field: str, value: Any) -> list[Any]:
        if not isinstance(value, list) or not value:
            raise self._error(field, "must be a list with something in it")
        return value

    def _choice(self, field: str, value: Any, allowed: Sequence[Any]) -> Any:
        if value not in allowed:
            raise self._error(field, f"{value!r} is none of {', '.join(allowed)}")
        return value

    def _keys(self, field: str, raw: dict[str, Any], need: set[str], may: set[str]) -> None:
        if missing := need - raw.keys():
            raise self._error(field, f"missing: {', '.join(sorted(missing))}")
        if unknown := raw.keys() - need - may:
            raise self._error(field, f"unknown: {', '.join(sorted(map(str, unknown)))}")

    def _checked(self, field: str, check: Callable[..., object], *args: Any) -> None:
        try:
            check(*args)
        except ValueError as error:
            raise self._error(field, str(error)) from error

    def _error(self, field: str, why: str) -> MeasureError:
        name = self.raw.get("id", "?") if isinstance(self.raw, dict) else "?"
        return MeasureError(f"{self.path}: {name}: {field}: {why}")
