"""What a firm can have together in one city: certain sums and bounds apart, never over cities."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from actions.subsidy.evaluate import Outcome
from actions.subsidy.matching import Found

_ZERO = Decimal(0)


@dataclass(frozen=True)
class Total:
    """Sums in yuan.

    ``certain``: exact sums that the firm gets as the facts stand. ``at_most``: what it can get
    beside that at most: bounds, and exact sums under conditions that nobody has confirmed.
    ``counted`` are the outcomes in either. Not counted are the ``replaced``, which the text pays
    only once with a counted one; the ``unsettled``, of which no text says whether they may be had
    beside a counted one; and the ``open``, whose figure waits for a fact.
    """

    certain: Decimal
    at_most: Decimal
    counted: tuple[Outcome, ...]
    replaced: tuple[Outcome, ...]
    unsettled: tuple[Outcome, ...]
    open: tuple[Outcome, ...]

    @property
    def stacking_stated(self) -> bool:
        """Whether words of the text allow what is counted to be had together."""
        groups = {o.measure.stacking for o in self.counted}
        return len(self.counted) < 2 or (
            len(groups) == 1 and all(s is not None and s.rule == "sum" for s in groups)
        )


def total(found: Sequence[Found]) -> Total:
    """The sums of measures of one city.

    Raises ValueError if they are of documents of several places: such sums cannot be had together.
    """
    offered = [each for each in found if each.match.group != "not_for_you"]
    paying = [each for each in offered if each.outcome.yuan is not None]
    shares = [_share(members) for members in _by_group(paying)]
    return Total(
        certain=sum((share.certain for share in shares), _ZERO),
        at_most=sum((share.at_most for share in shares), _ZERO),
        counted=tuple(o for share in shares for o in share.counted),
        replaced=tuple(o for share in shares for o in share.replaced),
        unsettled=tuple(o for share in shares for o in share.unsettled),
        open=tuple(o for _, o in offered if o.status == "need_input"),
    )


def _by_group(
    paying: Sequence[Found],
) -> list[list[Found]]:
    """Measures of one stacking group together; one without a group alone."""
    groups: dict[str, list[Found]] = {}
    for matched, outcome in paying:
        stacking = outcome.measure.stacking
        key = outcome.measure.id if stacking is None else stacking.group
        groups.setdefault(key, []).append(Found(matched, outcome))
    return list(groups.values())


def _share(members: list[Found]) -> Total:
    """What one group gives: everything under ``sum``, else the highest."""
    stacking = members[0][1].measure.stacking
    outcomes = [outcome for _, outcome in members]
    certain = [_yuan(o) for m, o in members if m.group == "certain" and o.status == "exact"]
    rest: tuple[Outcome, ...] = ()
    if stacking is not None and stacking.rule == "sum":
        sure, most, counted = sum(certain, _ZERO), sum(map(_yuan, outcomes), _ZERO), outcomes
    else:
        sure, most = max(certain, default=_ZERO), max(map(_yuan, outcomes))
        counted = [next(o for o in outcomes if _yuan(o) == most)]
        rest = tuple(o for o in outcomes if o is not counted[0])
    paid_once = stacking is not None and stacking.rule == "max"
    return Total(
        certain=sure,
        at_most=most - sure,
        counted=tuple(counted),
        replaced=rest if paid_once else (),
        unsettled=() if paid_once else rest,
        open=(),
    )


def _yuan(outcome: Outcome) -> Decimal:
    assert outcome.yuan is not None
    return outcome.yuan
