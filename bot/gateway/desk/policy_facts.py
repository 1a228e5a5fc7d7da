"""The facts of a document in the form where an officer corrects them, and back to document.yml."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from policy_index.documents import Document

TEXTS = ("title", "number", "issuer", "jurisdiction")
DAYS = ("issued", "printed", "published")


class FactError(ValueError):
    """What was written in is no value of its field; the message is for the officer."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


def fields_of(document: Document) -> dict[str, str]:
    """The text of each field of the form."""
    fields: dict[str, str] = {}
    for name in (*TEXTS, *DAYS):
        fact = document.facts.get(name)
        fields[name] = str(fact.value) if fact else ""
        fields[f"{name}.words"] = fact.words if fact else ""
    term, years = document.term, document.title_period
    fields["term.start"] = term.start.isoformat() if term and term.start else ""
    fields["term.years"] = str(term.years) if term and term.years is not None else ""
    fields["term.until"] = term.until.isoformat() if term and term.until else ""
    fields["term.words"] = "\n".join(term.words) if term else ""
    fields["title_period.from"] = str(years.first_year) if years else ""
    fields["title_period.to"] = str(years.last_year) if years else ""
    fields["title_period.words"] = years.words[0] if years else ""
    return fields


def changes_in(fields: Mapping[str, str]) -> dict[str, Any]:
    """What the fields say, in the form of document.yml; a fact without a value is none.

    Raises ``FactError`` where a day or a number was to be. Whether the text bears the facts out is
    for the reader of document.yml to say.
    """
    return {
        **{name: _fact(fields, name, _said(fields, name)) for name in TEXTS},
        **{name: _fact(fields, name, _day(fields, name)) for name in DAYS},
        "term": _term(fields),
        "title_period": _period(fields),
    }


def _said(fields: Mapping[str, str], name: str) -> str | None:
    return fields.get(name, "").strip() or None


def _day(fields: Mapping[str, str], name: str) -> date | None:
    said = _said(fields, name)
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise FactError(name, f"“{said}”不是日期，例如 2026-11-22") from None


def _number(fields: Mapping[str, str], name: str) -> int | None:
    said = _said(fields, name)
    if said and not (said.isascii() and said.isdecimal() and len(said) <= 4):
        raise FactError(name, f"“{said}”不是整数")
    return int(said) if said else None


def _fact(fields: Mapping[str, str], name: str, value: str | date | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {"value": value, "words": fields.get(f"{name}.words", "").strip()}


def _term(fields: Mapping[str, str]) -> dict[str, Any] | None:
    start, until = _day(fields, "term.start"), _day(fields, "term.until")
    years = _number(fields, "term.years")
    words = [line.strip() for line in fields.get("term.words", "").splitlines() if line.strip()]
    if start is None and years is None and until is None and not words:
        return None
    return {"start": start, "years": years, "until": until, "words": words}


def _period(fields: Mapping[str, str]) -> dict[str, Any] | None:
    first, last = _number(fields, "title_period.from"), _number(fields, "title_period.to")
    if first is None and last is None:
        return None
    return {"from": first, "to": last, "words": fields.get("title_period.words", "").strip()}
