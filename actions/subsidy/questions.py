"""What to ask next: only what can still change the list, what settles most first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from actions.subsidy.conditions import Condition, Is, OneOf, OrMore, Outside, Window, atoms
from actions.subsidy.matching import Match, match
from actions.subsidy.profile import Period, Profile, Value

_ELSEWHERE = "外地"
_NO_OTHER = "none of these"  # a tier or a kind of recognition that no condition names
_A_SUM = Decimal(1)


@dataclass(frozen=True)
class Question:
    """A field to ask for; ``settles``: of the measures that wait for something, how many an answer
    settles on average over the answers that make a difference."""

    field: str
    settles: Decimal


def questions(matches: Sequence[Match], profile: Profile) -> list[Question]:
    """The fields worth asking for, best first; fields of like worth in the order of the measures.

    A measure is settled when no fact is missing any more: it is for the firm, not for it, or left
    to the authority.
    """
    waiting = [each for each in matches if each.missing]
    fields = dict.fromkeys(field for each in waiting for field in each.missing)
    found = [Question(field, _settles(field, waiting, profile)) for field in fields]
    return sorted(found, key=lambda question: -question.settles)


def _settles(field: str, waiting: Sequence[Match], profile: Profile) -> Decimal:
    answers = _answers(field, (each.measure.requirement for each in waiting))
    settled = 0
    for answer in answers:
        known = Profile({**profile.facts, field: answer})
        after = match((each.measure for each in waiting), known)
        settled += sum(not each.missing for each in after)
    return Decimal(settled) / len(answers)


def _answers(field: str, requirements: Iterable[Condition]) -> list[Value]:
    """One answer of each sort that the conditions tell apart; any sum, for a cost alone."""
    conditions = [
        atom
        for requirement in requirements
        for atom in atoms(requirement)
        if getattr(atom, "field", None) == field
    ]
    answers = dict.fromkeys(answer for each in conditions for answer in _sorts(each))
    return list(answers) or [_A_SUM]


def _sorts(condition: Condition) -> Iterable[Value]:
    match condition:
        case OneOf(values=values):
            yield from (*values, _NO_OTHER)
        case Is():
            yield from (True, False)
        case Outside(place=place):
            yield from (place, _ELSEWHERE)
        case OrMore(threshold=threshold):
            yield from (threshold - 1, threshold, threshold + 1)
        case Window(first=first, last=last):
            yield from _days(first, last)


def _days(first: date | None, last: date | None) -> Iterable[Period]:
    """A day before, within and after."""
    day = timedelta(days=1)
    inside = first or last
    for moment in (first and first - day, inside, last and last + day):
        if moment is not None:
            yield Period(moment, moment)
