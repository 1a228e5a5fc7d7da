"""Who qualifies: conditions over a profile, where not knowing is neither yes nor no.

Every condition has ``judge(profile, asked)``. With ``asked`` None the answer is strictly
three-valued: what is not known stays open. With a set of fields, only those stay open; whatever
else is not known is presumed to hold, and told (``presumed``), so that a figure can be named.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import ClassVar

from actions.subsidy.profile import CHOICES, Period, Profile, Value

# Asked of the user when a figure depends on them; the others are told as conditions.
ASKABLE = frozenset({"tier", "digital_cost", "listing_cost", "tax_paid"})

Asked = Set[str] | None


class Truth(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    UNDEFINED = "undefined"  # exactly at a threshold that the text writes as 以上


@dataclass(frozen=True)
class Verdict:
    """What a condition comes to, and why.

    ``missing``: fields that would decide it. ``left_to_authority``: words that no fact decides.
    ``presumed``: words of conditions that nobody has confirmed. ``against``: words of conditions
    that are not met. ``undefined``: thresholds met exactly.
    """

    truth: Truth
    missing: tuple[str, ...] = ()
    left_to_authority: tuple[str, ...] = ()
    presumed: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    undefined: tuple[str, ...] = ()


_YES = Verdict(Truth.YES)


@dataclass(frozen=True)
class OneOf:
    """The field has one of these values; of several tiers held, one suffices.

    Where they are all that there are (新认定 and 复核), no answer decides anything: strictly, the
    condition holds.
    """

    field: str
    values: tuple[str, ...]
    words: str

    def judge(self, profile: Profile, asked: Asked = ASKABLE) -> Verdict:
        known = profile.get(self.field)
        if known is None:
            idle = asked is None and set(self.values) >= set(CHOICES[self.field])
            return _YES if idle else _open(self.field, self.words, asked)
        held = known if isinstance(known, frozenset) else {known}
        return _settled(bool(held & set(self.values)), self.words)


@dataclass(frozen=True)
class Is:
    """A yes-or-no field is as wanted."""

    field: str
    wanted: bool
    words: str

    def judge(self, profile: Profile, asked: Asked = ASKABLE) -> Verdict:
        known = profile.get(self.field)
        if known is None:
            return _open(self.field, self.words, asked)
        return _settled(known == self.wanted, self.words)


@dataclass(frozen=True)
class Outside:
    """The firm moves in from outside a place; ``relocated`` tells it where no place is known."""

    field: ClassVar = "moved_from"
    place: str
    words: str

    def judge(self, profile: Profile, asked: Asked = ASKABLE) -> Verdict:
        origin = profile.get(self.field)
        moved = profile.get("relocated") if origin is None else not self._holds(origin)
        if moved is None:
            return _open(self.field, self.words, asked)
        return _settled(bool(moved), self.words)

    def _holds(self, origin: Value) -> bool:
        """广州市 and 广州市天河区 are within 广州."""
        return str(origin).startswith(self.place)


@dataclass(frozen=True)
class OrMore:
    """纳税2000万元以上: more than the threshold qualifies; exactly the threshold is not defined."""

    field: str
    threshold: Decimal
    words: str

    def judge(self, profile: Profile, asked: Asked = ASKABLE) -> Verdict:
        known = profile.get(self.field)
        if known is None:
            return _open(self.field, self.words, asked)
        assert isinstance(known, Decimal | int)
        if known == self.threshold:
            return Verdict(Truth.UNDEFINED, undefined=(self.words,))
        return _settled(known > self.threshold, self.words)


@dataclass(frozen=True)
class Manual:
    """A condition that only the authority can judge: 符合相关条件."""

    words: str

    def judge(self, _profile: Profile, asked: Asked = ASKABLE) -> Verdict:
        return _open(None, self.words, asked)


@dataclass(frozen=True)
class Window:
    """The event lies between two days (either may be open); it is not the day of asking."""

    field: str
    first: date | None
    last: date | None
    words: str

    def judge(self, profile: Profile, asked: Asked = ASKABLE) -> Verdict:
        known = profile.get(self.field)
        if not isinstance(known, Period):
            return _open(self.field, self.words, asked)
        first, last = self.first or date.min, self.last or date.max
        if first <= known.first and known.last <= last:
            return _YES
        if known.last < first or known.first > last:
            return Verdict(Truth.NO, against=(self.words,))
        return _open(self.field, self.words, asked)


@dataclass(frozen=True)
class AllOf:
    """Every part must hold: one NO settles it."""

    parts: "tuple[Condition, ...]"

    def judge(self, profile: Profile, asked: Asked = ASKABLE) -> Verdict:
        verdicts = [
            verdict for part in self.parts if (verdict := part.judge(profile, asked)) is not _YES
        ]
        if len(verdicts) < 2:
            return verdicts[0] if verdicts else _YES
        truth = _first(verdicts, Truth.NO, Truth.UNKNOWN, Truth.UNDEFINED) or Truth.YES
        speaking = [v for v in verdicts if v.truth is truth]
        return _merge(truth, speaking, [] if truth is Truth.NO else verdicts)


@dataclass(frozen=True)
class AnyOf:
    """One part suffices: one YES settles it."""

    parts: "tuple[Condition, ...]"

    def judge(self, profile: Profile, asked: Asked = ASKABLE) -> Verdict:
        verdicts = [part.judge(profile, asked) for part in self.parts]
        truth = _first(verdicts, Truth.YES, Truth.UNKNOWN, Truth.UNDEFINED) or Truth.NO
        speaking = [v for v in verdicts if v.truth is truth]
        if truth is Truth.YES:
            # One branch qualifies, the surest; the others' provisos do not bind.
            speaking = [min(speaking, key=lambda verdict: len(verdict.presumed))]
        return _merge(truth, speaking, speaking)


Condition = OneOf | Is | Outside | OrMore | Manual | Window | AllOf | AnyOf


def atoms(condition: Condition) -> "Iterable[Condition]":
    """The conditions within a condition that are not made of others."""
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from atoms(part)
    else:
        yield condition


def _open(field: str | None, words: str, asked: Asked) -> Verdict:
    """Not known: open, if it is to be asked; else presumed, and said so."""
    if asked is not None and field not in asked:
        return Verdict(Truth.YES, presumed=(words,))
    if field is None:
        return Verdict(Truth.UNKNOWN, left_to_authority=(words,))
    return Verdict(Truth.UNKNOWN, missing=(field,))


def _settled(holds: bool, words: str) -> Verdict:
    return _YES if holds else Verdict(Truth.NO, against=(words,))


def _first(verdicts: list[Verdict], *order: Truth) -> Truth | None:
    return next((truth for truth in order if any(v.truth is truth for v in verdicts)), None)


def _merge(truth: Truth, speaking: list[Verdict], presuming: list[Verdict]) -> Verdict:
    return Verdict(
        truth,
        missing=_flat(v.missing for v in speaking),
        left_to_authority=_flat(v.left_to_authority for v in speaking),
        presumed=_flat(v.presumed for v in presuming),
        against=_flat(v.against for v in speaking),
        undefined=_flat(v.undefined for v in speaking),
    )


def _flat(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for group in groups for word in group))
