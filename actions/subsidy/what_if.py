"""What would change: with another fact about the firm, or with a cost just high enough."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

from actions.subsidy.amounts import RateCapped
from actions.subsidy.conditions import OrMore, Truth, atoms
from actions.subsidy.evaluate import Outcome
from actions.subsidy.fields import figure
from actions.subsidy.measures import Measure
from actions.subsidy.money import FEN, format_ratio, format_yuan
from actions.subsidy.profile import Profile


@dataclass(frozen=True)
class Change:
    """One measure before and after."""

    before: Outcome
    after: Outcome


def changes(before: Sequence[Outcome], after: Sequence[Outcome]) -> list[Change]:
    """The measures that come to something else. Both sequences hold the same measures."""
    pairs = zip(before, after, strict=True)
    return [Change(old, new) for old, new in pairs if _result(old) != _result(new)]


def _result(outcome: Outcome) -> tuple[object, ...]:
    figure = outcome.steps if outcome.yuan is None else outcome.yuan
    return outcome.status, figure, outcome.missing, outcome.presumed


@dataclass(frozen=True)
class Gap:
    """How much is lacking: ``field`` must come from ``known`` to ``needed`` (yuan or a number).

    ``beyond``: exactly ``needed`` does not settle it, the text writes 以上.
    """

    measure: Measure
    field: str
    known: Decimal | None
    needed: Decimal
    beyond: bool

    @property
    def lacking(self) -> Decimal | None:
        return None if self.known is None else self.needed - self.known

    @property
    def steps(self) -> tuple[str, ...]:
        """How it was computed: 300万元 ÷ 50% = 600万元, 600万元 - 500万元 = 100万元."""
        steps = []
        needed = figure(self.needed, self.field)
        amount = self.measure.amount
        if not self.beyond and isinstance(amount, RateCapped) and amount.cap is not None:
            cap, rate = format_yuan(amount.cap), format_ratio(amount.rate)
            relation = "=" if self.needed * amount.rate == amount.cap else "≈"
            steps.append(f"{cap} ÷ {rate} {relation} {needed}")
        if self.known is not None and self.lacking is not None:
            known, lacking = figure(self.known, self.field), figure(self.lacking, self.field)
            steps.append(f"{needed} - {known} = {lacking}")
        return tuple(steps)


def cost_at_cap(amount: RateCapped) -> Decimal | None:
    """The lowest cost, to the fen, of which the rate gives the cap: 300万元 ÷ 50% = 600万元.

    Above it the cap bites: the sum grows no further. None if there is no cap.
    """
    if amount.cap is None:
        return None
    return (amount.cap / amount.rate).quantize(FEN, ROUND_UP)


def gaps(measures: Iterable[Measure], profile: Profile) -> list[Gap]:
    """What lies between the firm and the whole of each measure: costs below the one at the cap, and
    thresholds not passed. Nothing of a measure that another fact rules out."""
    found = []
    for measure in measures:
        for gap in _of_measure(measure):
            known = profile.get(gap.field)
            reached = isinstance(known, Decimal | int) and (
                known > gap.needed or (known == gap.needed and not gap.beyond)
            )
            if not reached and _matters(measure, gap, profile):
                at = None if known is None else Decimal(str(known))
                found.append(Gap(gap.measure, gap.field, at, gap.needed, gap.beyond))
    return found


def _of_measure(measure: Measure) -> Iterable[Gap]:
    amount = measure.amount
    if isinstance(amount, RateCapped) and (cost := cost_at_cap(amount)) is not None:
        yield Gap(measure, amount.base, None, cost, beyond=False)
    for atom in atoms(measure.requirement):
        if isinstance(atom, OrMore):
            yield Gap(measure, atom.field, None, atom.threshold, beyond=True)


def _matters(measure: Measure, gap: Gap, profile: Profile) -> bool:
    """Whether passing the gap could bring something that the firm would not have without it."""
    others = {name: value for name, value in profile.facts.items() if name != gap.field}
    verdict = measure.requirement.judge(Profile(others), asked=None)
    return gap.field in verdict.missing if gap.beyond else verdict.truth is not Truth.NO
