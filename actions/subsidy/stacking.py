"""Several measures for one firm: which of them exclude each other, where the text says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.subsidy.evaluate import Outcome
from actions.subsidy.measures import Stacking


@dataclass(frozen=True)
class Combination:
    """Outcomes of one stacking group that all apply.

    ``counts`` are those that may be had together: the highest one under ``max``, all under
    ``sum``, none settled under ``not_stated``.
    """

    stacking: Stacking
    members: tuple[Outcome, ...]
    counts: tuple[Outcome, ...]


def combine(outcomes: Sequence[Outcome]) -> list[Combination]:
    """Group outcomes that carry a sum by their stacking group; groups of one are left out."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.measure.stacking is not None and outcome.yuan is not None:
            groups.setdefault(outcome.measure.stacking.group, []).append(outcome)
    return [_settle(members) for members in groups.values() if len(members) > 1]


def _settle(members: list[Outcome]) -> Combination:
    stacking = members[0].measure.stacking
    assert stacking is not None
    counts: tuple[Outcome, ...] = ()
    if stacking.rule == "max":
        counts = (max(members, key=lambda outcome: outcome.yuan or 0),)
    elif stacking.rule == "sum":
        counts = tuple(members)
    return Combination(stacking, tuple(members), counts)
