"""Which measures a firm can have: certain, depending on what is not known, not for it."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple, get_args

from actions.subsidy.conditions import Truth, Verdict
from actions.subsidy.evaluate import Outcome, evaluate, missing_fields
from actions.subsidy.measures import Measure
from actions.subsidy.profile import Profile
from policy_index.collection import Collection

Group = Literal["certain", "depends", "not_for_you"]
GROUPS: tuple[Group, ...] = get_args(Group)


class Match(NamedTuple):
    """A measure and what is known of it for one firm.

    ``missing`` are the fields that still decide whether the firm gets it, and how much; the
    ``verdict`` tells the rest: what only the authority can judge, what speaks against.
    """

    measure: Measure
    group: Group
    verdict: Verdict
    missing: tuple[str, ...]


class Found(NamedTuple):
    """A match and what it comes to; ``outcome`` presumes what nobody has confirmed, and says so."""

    match: Match
    outcome: Outcome


def find(
    measures: Iterable[Measure], profile: Profile, collection: Collection, as_of: date
) -> list[Found]:
    """Match the measures, and compute each."""
    return [
        Found(each, evaluate(each.measure, profile, collection, as_of))
        for each in match(measures, profile)
    ]


def match(measures: Iterable[Measure], profile: Profile) -> list[Match]:
    """Judge each measure with nothing presumed; what is not known stays open."""
    return [_match(measure, profile) for measure in measures]


def _match(measure: Measure, profile: Profile) -> Match:
    verdict = measure.requirement.judge(profile, asked=None)
    if verdict.truth is Truth.NO:
        return Match(measure, "not_for_you", verdict, ())
    missing = missing_fields(measure, verdict, profile)
    settled = verdict.truth is Truth.YES and not missing
    return Match(measure, "certain" if settled else "depends", verdict, missing)
