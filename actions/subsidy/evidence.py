"""Whether an amount says what its evidence says: the same numbers, and a bound only for a bound."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from actions.subsidy import printed
from actions.subsidy.amounts import (
    Amount,
    Fixed,
    NonCash,
    Quota,
    RateBound,
    RateCapped,
    Unspecified,
    UpperBound,
)
from actions.subsidy.mistakes import Problem
from actions.subsidy.numbers import Kind, numbers_in
from policy_index.dates import prints_day, prints_year

_BOUND_CURE = "a sum behind 不超过 is an upper_bound or the cap of a rate_capped"
_EXACT_CURE = "a sum without 不超过 before it is fixed"


def amount_problems(amount: Amount, evidence: str) -> Iterator[Problem]:
    """A number that the evidence does not print, or a kind that it does not speak of."""
    match amount:
        case Fixed(value=value):
            yield from printed_problems("value", value, figures("money", evidence), evidence)
            yield from _exact(evidence)
        case UpperBound(cap=cap):
            yield from _cap(cap, evidence)
        case RateCapped():
            yield from _rate_capped(amount, evidence)
        case Quota(words=words):
            if words not in printed.fold(evidence):
                cure = "per, value and unit must stand together, as printed"
                yield _problem("", f"{words} is not printed in: {evidence}", cure)
            yield from _exact(evidence)
        case RateBound():
            yield from _rate_bound(amount, evidence)
        case Unspecified():
            if sums := figures("money", evidence):
                cure = f"printed: {_listed(sums)}; give them, or end the evidence before them"
                yield _problem("", "has no sum, but the evidence prints one", cure)
        case NonCash():
            pass


def figures(kind: Kind, text: str) -> list[printed.Printed]:
    """Sums, percentages or counts of a text, also in Chinese numerals: 百分之五十, 十家."""
    read = {"money": printed.sums, "share": printed.ratios, "plain": printed.counts}[kind]
    in_numerals = [
        printed.Printed(number.value, number.words, printed.is_bounded(text[: number.start]))
        for number in numbers_in(text)
        if number.kind == kind and not printed.fold(number.words)[0].isdecimal()
    ]
    return read(text) + in_numerals


def printed_problems(
    field: str, value: Decimal, found: Sequence[printed.Printed], words: str
) -> Iterator[Problem]:
    """The value is none of the figures of the words."""
    if all(figure.value != value for figure in found):
        cure = f"printed: {_listed(found)}" if found else "no such figure is printed there"
        yield _problem(field, f"{value:f} is not printed in: {words}", cure)


def day_problems(field: str, day: date | None, border: str, words: str) -> Iterator[Problem]:
    """The day is not printed, nor is its year, whose first or last day (01-01, 12-31) it is."""
    if day is None:
        return
    at_border = f"{day:%m-%d}" == border and prints_year(day.year, words)
    if not at_border and not prints_day(day, words):
        cure = f"where only a year is printed, write its {border}"
        yield Problem((field,), f"{day} is not printed in: {words}", cure)


def _cap(cap: Decimal, evidence: str) -> Iterator[Problem]:
    sums = figures("money", evidence)
    yield from printed_problems("cap", cap, sums, evidence)
    same = [figure for figure in sums if figure.value == cap]
    if same and not any(figure.bounded for figure in same):
        why = "is a bound, but the evidence does not say 不超过 or 最高 before it"
        yield _problem("cap", why, _EXACT_CURE)


def _rate_capped(amount: RateCapped, evidence: str) -> Iterator[Problem]:
    ratios = figures("share", evidence)
    yield from printed_problems("rate", amount.rate, ratios, evidence)
    same = [figure for figure in ratios if figure.value == amount.rate]
    bounded = any(figure.bounded for figure in same)
    if same and bounded != (amount.rate_is == "upper"):
        said = "says" if bounded else "does not say"
        why = f"{amount.rate_is}, but the evidence {said} 不超过 before {same[0].words}"
        yield _problem("rate_is", why, f"write {'upper' if bounded else 'exact'}")
    if amount.cap is not None:
        yield from _cap(amount.cap, evidence)
    elif caps := [figure for figure in figures("money", evidence) if figure.bounded]:
        what = "is missing, but the evidence prints one"
        yield _problem("cap", what, f"printed: {_listed(caps)}")


def _rate_bound(amount: RateBound, evidence: str) -> Iterator[Problem]:
    if (amount.at_most is None) == (amount.reduce_by_at_most is None):
        cure = "at_most names a rate (LPR), reduce_by_at_most is a ratio"
        yield _problem("", "give either at_most or reduce_by_at_most", cure)
    for field, words in (("applies_to", amount.applies_to), ("at_most", amount.at_most)):
        if words is not None and words not in evidence:
            yield _problem(field, f"{words} is not printed in the evidence", "copy it from there")
    bounded = "不超过" in evidence
    if amount.reduce_by_at_most is not None:
        ratios, wanted = figures("share", evidence), amount.reduce_by_at_most
        yield from printed_problems("reduce_by_at_most", wanted, ratios, evidence)
        same = [figure for figure in ratios if figure.value == wanted]
        bounded = not same or any(figure.bounded for figure in same)
    if not bounded:
        what = "is a bound, but the evidence does not say 不超过"
        yield _problem("", what, "choose another kind")


def _exact(evidence: str) -> Iterator[Problem]:
    if "不超过" in evidence or "最高" in evidence:
        yield _problem("", "is exact, but the evidence says 不超过 or 最高", _BOUND_CURE)


def _problem(field: str, what: str, cure: str) -> Problem:
    return Problem((field,) if field else (), what, cure)


def _listed(figures: Sequence[printed.Printed]) -> str:
    return ", ".join(f"{figure.words} ({figure.value:f})" for figure in figures)
