"""What a firm can have together in one city: certain sums and bounds apart, never over cities."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from actions.subsidy.evaluate import Outcome
from actions.subsidy.matching import Found
from actions.subsidy.money import format_yuan
from policy_index.collection import Collection

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
    open: tuple[Outcome, ...] = ()

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
        """Whether words of the text say what of that is counted can be had together."""
        groups = {o.measure.stacking for o in self.counted}
        return len(self.counted) < 2 or (
            len(groups) == 1 and all(s is not None and s.rule != "not_stated" for s in groups)
        )


def total(found: Sequence[Found], collection: Collection) -> Total:
    """The sums of measures of one city.

    Raises ValueError if they are of documents of several places: such sums cannot be had together.
    """
    cities = {collection.document(each.match.measure.document).city for each in found}
    if len(cities) > 1:
        raise ValueError(f"no total over several places: {', '.join(sorted(cities))}")
    paying = [each for each in found if each.outcome.yuan is not None]
    shares = [_share(members) for members in _by_group(paying)]
    return Total(
        certain_parts=tuple(part for share in shares for part in share.certain_parts),
        at_most_parts=tuple(part for share in shares for part in share.at_most_parts),
        counted=tuple(o for share in shares for o in share.counted),
        replaced=tuple(o for share in shares for o in share.replaced),
        unsettled=tuple(o for share in shares for o in share.unsettled),
        open=tuple(o for _, o in found if o.status == "need_input"),
    )


def _by_group(paying: Sequence[Found]) -> list[list[Found]]:
    """Measures of one stacking group together; one without a group alone."""
    groups: dict[str, list[Found]] = {}
    for each in paying:
        measure = each.outcome.measure
        key = measure.id if measure.stacking is None else measure.stacking.group
        groups.setdefault(key, []).append(each)
    return list(groups.values())


def _share(members: list[Found]) -> Total:
    """What one group gives: everything under ``sum``, else the highest, and of like ones one that
    is certain. Beside a higher one that is not, the highest certain one counts too."""
    stacking = members[0].outcome.measure.stacking
    rule = stacking and stacking.rule
    outcomes = [outcome for _, outcome in members]
    certain = [o for m, o in members if m.group == "certain" and o.status == "exact"]
    sure = certain if rule == "sum" else _highest(certain)
    most = outcomes if rule == "sum" else _highest([*certain, *outcomes])
    counted = (*most, *(o for o in sure if o not in most))
    rest = tuple(o for o in outcomes if o not in counted)
    given, beside = _sum(sure), _sum(most) - _sum(sure)
    return Total(
        certain_parts=(given,) if given else (),
        at_most_parts=(beside,) if beside else (),
        counted=counted,
        replaced=rest if rule == "max" else (),
        unsettled=() if rule == "max" else rest,
    )


def _highest(outcomes: list[Outcome]) -> list[Outcome]:
    """The first of the highest; none of none."""
    return [max(outcomes, key=_yuan)] if outcomes else []


def _sum(outcomes: list[Outcome]) -> Decimal:
    return sum(map(_yuan, outcomes), _ZERO)


def _yuan(outcome: Outcome) -> Decimal:
    assert outcome.yuan is not None
    return outcome.yuan
