"""What a firm can have together in one city: certain sums and bounds apart, never over cities."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from actions.subsidy.evaluate import Outcome
from actions.subsidy.matching import Found
from actions.subsidy.money import format_yuan

_ZERO = Decimal(0)


@dataclass(frozen=True)
class Total:
    """Sums in yuan.

    ``certain_parts``: exact sums that the firm gets as the facts stand. ``at_most_parts``: what it
    can get beside them at most: bounds, and exact sums under conditions that nobody has confirmed.
    ``counted`` are the outcomes in either. Not counted are the ``replaced``, which the text pays
    only once with a counted one; the ``unsettled``, of which no text says whether they may be had
    beside a counted one; and the ``open``, whose figure waits for a fact.
    """

    certain_parts: tuple[Decimal, ...]
    at_most_parts: tuple[Decimal, ...]
    counted: tuple[Outcome, ...]
    replaced: tuple[Outcome, ...]
    unsettled: tuple[Outcome, ...]
    open: tuple[Outcome, ...]

    @property
    def certain(self) -> Decimal:
        return sum(self.certain_parts, _ZERO)

    @property
    def at_most(self) -> Decimal:
        return sum(self.at_most_parts, _ZERO)

    @property
    def steps(self) -> tuple[str, ...]:
        """How each sum was added up: 300万元 + 300万元 = 600万元; a sum of one part has no step."""
        return tuple(
            f"{' + '.join(map(format_yuan, parts))} = {format_yuan(sum(parts, _ZERO))}"
            for parts in (self.certain_parts, self.at_most_parts)
            if len(parts) > 1
        )

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
        certain_parts=tuple(part for share in shares for part in share.certain_parts),
        at_most_parts=tuple(part for share in shares for part in share.at_most_parts),
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
    sure = [_yuan(o) for m, o in members if m.group == "certain" and o.status == "exact"]
    if stacking is not None and stacking.rule == "sum":
        most, counted = sum(map(_yuan, outcomes), _ZERO), outcomes
        certain = sum(sure, _ZERO)
    else:
        most, certain = max(map(_yuan, outcomes)), max(sure, default=_ZERO)
        counted = [next(o for o in outcomes if _yuan(o) == most)]
    rest = tuple(o for o in outcomes if o not in counted)
    paid_once = stacking is not None and stacking.rule == "max"
    return Total(
        certain_parts=(certain,) if certain else (),
        at_most_parts=(most - certain,) if most > certain else (),
        counted=tuple(counted),
        replaced=rest if paid_once else (),
        unsettled=() if paid_once else rest,
        open=(),
    )


def _yuan(outcome: Outcome) -> Decimal:
    assert outcome.yuan is not None
    return outcome.yuan
