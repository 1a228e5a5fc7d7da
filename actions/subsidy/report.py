"""Measures and outcomes as plain data, for the command line's JSON and its templates."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from actions.subsidy.comparison import Row
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
from actions.subsidy.evaluate import Outcome
from actions.subsidy.matching import GROUPS, Found
from actions.subsidy.measures import Measure
from actions.subsidy.profile import Profile
from actions.subsidy.stacking import combine
from actions.subsidy.totals import Total, total
from actions.subsidy.what_if import Change, Gap
from actions.subsidy.wording import describe
from policy_index.collection import Collection


def explain(measure: Measure, collection: Collection, as_of: date) -> dict[str, Any]:
    """One measure as ``measures.yml`` has it, with its citation and the document's status."""
    amount = {name: _plain(value) for name, value in asdict(measure.amount).items()}
    stacking = None if measure.stacking is None else asdict(measure.stacking)
    return {
        **_head(measure, collection),
        "topics": list(measure.topics),
        "when": _condition(measure.when)["all"],
        "window": None if measure.window is None else _condition(measure.window),
        "amount": {"kind": measure.amount.kind, **amount},
        "stacking": stacking,
        "not_stated": list(measure.not_stated),
        "refers_to": list(measure.refers_to),
        "cautions": list(measure.cautions),
        "citation": _citation(measure, collection, as_of),
    }


def estimate(
    outcomes: Sequence[Outcome], profile: Profile, collection: Collection, as_of: date
) -> list[dict[str, Any]]:
    """Each outcome with its trace.

    ``stacking`` is null unless several outcomes of one group carry a sum; ``counts`` in it tells
    whether this one may be had with the others' exclusion (null: the text states no rule).
    """
    stacking = _stacking(outcomes)
    return [
        _outcome(outcome, profile, collection, as_of)
        | {"stacking": stacking.get(outcome.measure.id)}
        for outcome in outcomes
    ]


def matches(
    found: Sequence[Found], profile: Profile, collection: Collection, as_of: date
) -> list[dict[str, Any]]:
    """For each place: its measures in three groups, and the total of its sums.

    Each measure tells what it ``depends_on``: fields of the profile, and words that the authority
    judges; ``stacking`` as in ``estimate``.
    """
    places: dict[str, list[Found]] = {}
    for each in found:
        places.setdefault(collection.document(each.match.measure.document).city, []).append(each)
    stacking = _stacking([each.outcome for each in found])
    return [
        {
            "city": city,
            "groups": {
                group: [
                    _matched(each, profile, collection, as_of)
                    | {"stacking": stacking.get(each.match.measure.id)}
                    for each in members
                    if each.match.group == group
                ]
                for group in GROUPS
            },
            "total": _total(total(members, collection)),
        }
        for city, members in places.items()
    ]


def comparison(
    rows: Sequence[Row], profile: Profile, collection: Collection, as_of: date
) -> list[dict[str, Any]]:
    """Each topic with the outcomes of each column."""
    return [
        {
            "topic": row.topic,
            "rankable": row.rankable,
            "columns": {
                name: [_outcome(outcome, profile, collection, as_of) for outcome in outcomes]
                for name, outcomes in row.cells.items()
            },
        }
        for row in rows
    ]


def what_if(
    changed: Sequence[Change],
    before: Profile,
    after: Profile,
    collection: Collection,
    as_of: date,
) -> list[dict[str, Any]]:
    """Each measure that comes to something else, before and after."""
    return [
        {
            "before": _outcome(change.before, before, collection, as_of),
            "after": _outcome(change.after, after, collection, as_of),
        }
        for change in changed
    ]


def gap(each: Gap, collection: Collection, as_of: date) -> dict[str, Any]:
    """What is lacking for the whole of a measure."""
    return {
        **_head(each.measure, collection),
        "field": each.field,
        "known": _plain(each.known),
        "needed": _plain(each.needed),
        "beyond": each.beyond,
        "lacking": _plain(each.lacking),
        "citation": _citation(each.measure, collection, as_of),
    }


def _matched(each: Found, profile: Profile, collection: Collection, as_of: date) -> dict[str, Any]:
    verdict = each.match.verdict
    return {
        **_outcome(each.outcome, profile, collection, as_of),
        "depends_on": [*each.match.missing],
        "left_to_authority": list(verdict.left_to_authority),
        "against": list(verdict.against),
        "undefined": list(verdict.undefined),
    }


def _total(of: Total) -> dict[str, Any]:
    names = ("counted", "replaced", "unsettled", "open")
    return {
        "certain": _plain(of.certain),
        "at_most": _plain(of.at_most),
        "stacking_stated": of.stacking_stated,
        "steps": list(of.steps),
        **{
            name: [
                {"measure": o.measure.id, "name": o.measure.name, "yuan": _plain(o.yuan)}
                for o in getattr(of, name)
            ]
            for name in names
        },
    }


def _stacking(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Any]]:
    """By measure, for those of a group of which several carry a sum."""
    stacking: dict[str, dict[str, Any]] = {}
    for combination in combine(outcomes):
        stated = combination.stacking.rule != "not_stated"
        for member in combination.members:
            stacking[member.measure.id] = {
                **asdict(combination.stacking),
                "with": [o.measure.id for o in combination.members if o is not member],
                "counts": member in combination.counts if stated else None,
            }
    return stacking


def _outcome(
    outcome: Outcome, profile: Profile, collection: Collection, as_of: date
) -> dict[str, Any]:
    return {
        **_head(outcome.measure, collection),
        "kind": outcome.measure.amount.kind,
        "status": outcome.status,
        "yuan": _plain(outcome.yuan),
        "capped": outcome.capped,
        "text": describe(outcome, profile),
        "steps": list(outcome.steps),
        "missing": list(outcome.missing),
        "presumed": list(outcome.presumed),
        "against": list(outcome.against),
        "undefined": list(outcome.undefined),
        "not_stated": list(outcome.measure.not_stated),
        "refers_to": list(outcome.measure.refers_to),
        "cautions": list(outcome.measure.cautions),
        "citation": _citation(outcome.measure, collection, as_of),
    }


def _head(measure: Measure, collection: Collection) -> dict[str, Any]:
    return {
        "measure": measure.id,
        "name": measure.name,
        "city": collection.document(measure.document).city,
        "beneficiary": measure.beneficiary,
    }


def _citation(measure: Measure, collection: Collection, as_of: date) -> dict[str, Any]:
    document = collection.document(measure.document)
    status = document.status(as_of)
    return {
        "document": document.id,
        "clause": measure.clause,
        "title": document.title,
        "number": document.number,
        "quote": measure.evidence,
        "status": status.code,
        "status_words": list(status.words),
        "responsible": list(collection.clause(document.id, measure.clause).responsible),
        "as_of": as_of.isoformat(),
        "url": f"/policies/{document.id}#{measure.clause}",
    }


def _condition(condition: Condition) -> dict[str, Any]:
    match condition:
        case AllOf(parts=parts):
            return {"all": [_condition(part) for part in parts]}
        case AnyOf(parts=parts):
            return {"any": [_condition(part) for part in parts]}
        case Manual(words=words):
            return {"manual": words}
        case OneOf(field=field, values=values, words=words):
            return {"field": field, "in": list(values), "words": words}
        case Is(field=field, wanted=wanted, words=words):
            return {"field": field, "is": wanted, "words": words}
        case Outside(place=place, words=words):
            return {"field": "moved_from", "outside": place, "words": words}
        case OrMore(field=field, threshold=threshold, words=words):
            return {"field": field, "or_more": _plain(threshold), "words": words}
        case Window(field=field, first=first, last=last, words=words):
            first_day, last_day = (
                None if day is None else day.isoformat() for day in (first, last)
            )
            return {"field": field, "from": first_day, "to": last_day, "words": words}


def _plain(value: object) -> object:
    """A decimal as its digits: 2800000, 0.3."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
