"""What the measures of a document cover of its text: clause by clause, number by number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from actions.subsidy.amounts import Fixed, Quota, RateBound, RateCapped, UpperBound
from actions.subsidy.conditions import AllOf, AnyOf, Condition, OrMore, Window
from actions.subsidy.measures import Measure
from actions.subsidy.numbers import Kind, Number, numbers_of
from actions.subsidy.profile import MONEY_FIELDS
from policy_index.clauses import Clause
from policy_index.dates import prints_day

Why = Literal[
    "background", "target", "organisation", "duty", "budget", "date", "name", "reference",
    "standard",
]  # fmt: skip
NumberStatus = Literal["covered", "waived", "open"]
_BRACKETS = {"〔": "〕", "[": "]", "［": "］", "（": "）", "(": ")"}
Span = tuple[int, int]
_Used = set[tuple[Kind, Decimal]]


@dataclass(frozen=True)
class Named:
    """Why a clause has no measure."""

    why: Why
    note: str | None


@dataclass(frozen=True)
class Waiver:
    """Why no measure computes with the numbers in these words of a clause."""

    clause: str
    words: str
    why: Why
    note: str | None


@dataclass(frozen=True)
class Coverage:
    """A ``coverage.yml``: clauses by path, and numbers. A document without one waives nothing."""

    clauses: Mapping[str, Named] = field(default_factory=dict)
    numbers: tuple[Waiver, ...] = ()


@dataclass(frozen=True)
class CoveredNumber:
    """A number with the measures that compute with it, or else the waiver; open with neither."""

    number: Number
    measures: tuple[Measure, ...]
    waiver: Waiver | None

    @property
    def status(self) -> NumberStatus:
        if self.measures:
            return "covered"
        return "open" if self.waiver is None else "waived"


@dataclass(frozen=True)
class CoveredClause:
    """A clause with the measures that stand on it, or else why there is none."""

    clause: Clause
    measures: tuple[Measure, ...]
    named: Named | None
    numbers: tuple[CoveredNumber, ...]

    def words(self, status: NumberStatus) -> list[str]:
        """The words of the numbers of a status, as a waiver would give them: ends of a range, parts
        of a date, and 〔2022〕4号 together."""
        spans: list[Span] = []
        for each in self.numbers:
            if each.status != status:
                continue
            if spans and each.number.start - spans[-1][1] <= 1:
                spans[-1] = spans[-1][0], each.number.end
            else:
                spans.append((each.number.start, each.number.end))
        return list(dict.fromkeys(_with_bracket(self.clause.text, *span) for span in spans))


def survey(
    clauses: Sequence[Clause], measures: Sequence[Measure], coverage: Coverage
) -> list[CoveredClause]:
    """Every clause of one document with what covers it."""
    return [
        _survey_clause(
            clause,
            tuple(measure for measure in measures if measure.clause == clause.path),
            coverage,
        )
        for clause in clauses
    ]


def waived_by(waiver: Waiver, clause: Clause) -> list[Number]:
    """The numbers whose figures stand inside the waiver's words."""
    spans = list(_places(waiver.words, clause.text))
    return [number for number in numbers_of(clause) if _inside(number, spans)]


def _with_bracket(text: str, start: int, end: int) -> str:
    """The words, from the bracket before them if they have its other half."""
    pair = _BRACKETS.get(text[start - 1 : start])
    return text[start - 1 if pair and pair in text[start:end] else start : end]


def _survey_clause(
    clause: Clause, measures: tuple[Measure, ...], coverage: Coverage
) -> CoveredClause:
    printed = [(m, list(_spans(m, clause.text)), _used(m)) for m in measures]
    waivers = [
        (waiver, list(_places(waiver.words, clause.text)))
        for waiver in coverage.numbers
        if waiver.clause == clause.path
    ]
    numbers = tuple(
        CoveredNumber(
            number,
            tuple(
                measure
                for measure, spans, used in printed
                if (number.kind, number.value) in used and _inside(number, spans)
            ),
            next((waiver for waiver, spans in waivers if _inside(number, spans)), None),
        )
        for number in numbers_of(clause)
    )
    return CoveredClause(clause, measures, coverage.clauses.get(clause.path), numbers)


def _inside(number: Number, spans: Sequence[Span]) -> bool:
    return any(start <= number.start and number.figure_end <= end for start, end in spans)


def _places(words: str, text: str) -> Iterator[Span]:
    start = text.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


def _spans(measure: Measure, text: str) -> Iterator[Span]:
    """Where the clause says what the measure quotes."""
    for words in (measure.evidence, *_words(measure.when)):
        yield from _places(words, text)
    if measure.window is not None:
        yield from _places(measure.window.words, text)


def _words(condition: Condition) -> Iterator[str]:
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _words(part)
    else:
        yield condition.words


def _used(measure: Measure) -> _Used:
    """The values that the measure computes with."""
    used = _of_amount(measure) | _of_condition(measure.when)
    if measure.window is not None:
        used |= _of_window(measure.window)
    return used


def _of_amount(measure: Measure) -> _Used:
    match measure.amount:
        case Fixed(value=value) | UpperBound(cap=value):
            return {("money", value)}
        case RateCapped(rate=rate, cap=None):
            return {("share", rate)}
        case RateCapped(rate=rate, cap=Decimal() as cap):
            return {("share", rate), ("money", cap)}
        case RateBound(reduce_by_at_most=Decimal() as reduction):
            return {("share", reduction)}
        case Quota(value=value):
            return {("plain", Decimal(value))}
        case _:
            return set()


def _of_condition(condition: Condition) -> _Used:
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return set[tuple[Kind, Decimal]]().union(*map(_of_condition, parts))
        case OrMore(field=name, threshold=threshold):
            return {("money" if name in MONEY_FIELDS else "plain", threshold)}
        case _:
            return set()


def _of_window(window: Window) -> _Used:
    """The years, and month and day where the words print the whole day."""
    used = set[tuple[Kind, Decimal]]()
    for day in (window.first, window.last):
        if isinstance(day, date):
            used.add(("plain", Decimal(day.year)))
            if prints_day(day, window.words):
                used |= {("plain", Decimal(day.month)), ("plain", Decimal(day.day))}
    return used
