"""Who qualifies: conditions over a profile, where not knowing is neither yes nor no."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from actions.subsidy.profile import Period, Profile

# Asked of the user when the answer depends on them; the others are told as conditions.
ASKABLE = ("tier", "digital_cost", "listing_cost", "tax_paid")


class Truth(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    UNDEFINED = "undefined"  # exactly at a threshold that the text writes as 以上


@dataclass(frozen=True)
class Verdict:
    """What a condition comes to, and why.

    ``missing``: fields that would decide it. ``presumed``: words of conditions that nobody has
    confirmed. ``against``: words of conditions that are not met. ``undefined``: thresholds met
    exactly.
    """

    truth: Truth
    missing: tuple[str, ...] = ()
    presumed: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    undefined: tuple[str, ...] = ()


@dataclass(frozen=True)
class OneOf:
    """The field has one of these values; of several tiers held, one suffices."""

    field: str
    values: tuple[str, ...]
    words: str

    def judge(self, profile: Profile) -> Verdict:
        known = profile.get(self.field)
        if known is None:
            return _unknown(self.field, self.words)
        held = known if isinstance(known, frozenset) else {known}
        if held & set(self.values):
            return Verdict(Truth.YES)
        return Verdict(Truth.NO, against=(self.words,))


@dataclass(frozen=True)
class Is:
    """A yes-or-no field is as wanted."""

    field: str
    wanted: bool
    words: str

    def judge(self, profile: Profile) -> Verdict:
        known = profile.get(self.field)
        if known is None:
            return _unknown(self.field, self.words)
        if known == self.wanted:
            return Verdict(Truth.YES)
        return Verdict(Truth.NO, against=(self.words,))


@dataclass(frozen=True)
class Outside:
    """The firm moves in from outside a place; ``relocated`` tells it where no place is known."""

    place: str
    words: str

    def judge(self, profile: Profile) -> Verdict:
        origin = profile.get("moved_from")
        moved = profile.get("relocated") if origin is None else not _within(str(origin), self.place)
        if moved is None:
            return _unknown("moved_from", self.words)
        return Verdict(Truth.YES) if moved else Verdict(Truth.NO, against=(self.words,))


@dataclass(frozen=True)
class OrMore:
    """纳税2000万元以上: more than the threshold qualifies; exactly the threshold is not defined."""

    field: str
    threshold: Decimal
    words: str

    def judge(self, profile: Profile) -> Verdict:
        known = profile.get(self.field)
        if known is None:
            return _unknown(self.field, self.words)
        assert isinstance(known, Decimal | int)
        if known > self.threshold:
            return Verdict(Truth.YES)
        if known == self.threshold:
            return Verdict(Truth.UNDEFINED, undefined=(self.words,))
        return Verdict(Truth.NO, against=(self.words,))


@dataclass(frozen=True)
class Manual:
    """A condition that only the authority can judge: 符合相关条件."""

    words: str

    def judge(self, _profile: Profile) -> Verdict:
        return Verdict(Truth.YES, presumed=(self.words,))


@dataclass(frozen=True)
class Window:
    """The event lies between two days (either may be open); it is not the day of asking."""

    field: str
    first: date | None
    last: date | None
    words: str

    def judge(self, profile: Profile) -> Verdict:
        known = profile.get(self.field)
        if not isinstance(known, Period):
            return _unknown(self.field, self.words)
        first, last = self.first or date.min, self.last or date.max
        if first <= known.first and known.last <= last:
            return Verdict(Truth.YES)
        if known.last < first or known.first > last:
            return Verdict(Truth.NO, against=(self.words,))
        return _unknown(self.field, self.words)


@dataclass(frozen=True)
class AllOf:
    """Every part must hold: one NO settles it."""

    parts: "tuple[Condition, ...]"

    def judge(self, profile: Profile) -> Verdict:
        verdicts = [part.judge(profile) for part in self.parts]
        truth = _first(verdicts, Truth.NO, Truth.UNKNOWN, Truth.UNDEFINED) or Truth.YES
        speaking = [v for v in verdicts if v.truth is truth]
        return _merge(truth, speaking, [] if truth is Truth.NO else verdicts)


@dataclass(frozen=True)
class AnyOf:
    """One part suffices: one YES settles it."""

    parts: "tuple[Condition, ...]"

    def judge(self, profile: Profile) -> Verdict:
        verdicts = [part.judge(profile) for part in self.parts]
        truth = _first(verdicts, Truth.YES, Truth.UNKNOWN, Truth.UNDEFINED) or Truth.NO
        speaking = [v for v in verdicts if v.truth is truth]
        if truth is Truth.YES:
            # One branch qualifies, the surest; the others' provisos do not bind.
            speaking = [min(speaking, key=lambda verdict: len(verdict.presumed))]
        return _merge(truth, speaking, speaking)


Condition = OneOf | Is | Outside | OrMore | Manual | Window | AllOf | AnyOf


def _unknown(field: str, words: str) -> Verdict:
    """Ask for what can be asked; presume the rest and say so."""
    if field in ASKABLE:
        return Verdict(Truth.UNKNOWN, missing=(field,))
    return Verdict(Truth.YES, presumed=(words,))


def _first(verdicts: list[Verdict], *order: Truth) -> Truth | None:
    return next((truth for truth in order if any(v.truth is truth for v in verdicts)), None)


def _merge(truth: Truth, speaking: list[Verdict], presuming: list[Verdict]) -> Verdict:
    return Verdict(
        truth,
        missing=_flat(v.missing for v in speaking),
        presumed=_flat(v.presumed for v in presuming),
        against=_flat(v.against for v in speaking),
        undefined=_flat(v.undefined for v in speaking),
    )


def _flat(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for group in groups for word in group))


def _within(origin: str, place: str) -> bool:
    """广州市, 广州市天河区 are within 广州."""
    return origin.startswith(place)
