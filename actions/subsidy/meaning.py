"""Whether the clause bears a measure out: its words verbatim, its numbers printed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.subsidy.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Is,
    Manual,
    OneOf,
    OrMore,
    Outside,
    Window,
)
from actions.subsidy.evidence import amount_problems, day_problems, figures, printed_problems
from actions.subsidy.measures import Measure, Stacking
from actions.subsidy.mistakes import Problem, near
from actions.subsidy.profile import MONEY_FIELDS
from actions.subsidy.quotes import explain_quote
from policy_index.clauses import Clause
from policy_index.strict_yaml import Place


def meaning_problems(measure: Measure, clauses: Sequence[Clause]) -> Iterator[Problem]:
    """What the text does not bear out; ``clauses`` are those of the measure's document."""
    clause = next((each for each in clauses if each.path == measure.clause), None)
    if not measure.id.startswith(f"{measure.document}/"):
        cure = "a measure stands in the file of its own document"
        yield Problem(("id",), f"{measure.id!r} must begin with {measure.document}/", cure)
    if clause is None:
        yield _unknown_clause(measure, clauses)
    yield from _Words(clause, clauses).problems(measure)
    for problem in amount_problems(measure.amount, measure.evidence):
        yield replace(problem, place=("amount", *problem.place))


def nearest_clauses(path: str, clauses: Sequence[Clause]) -> str:
    """The paths that are most like this one, as a cure."""
    document = clauses[0].document if clauses else ""
    close = near(path, [clause.path for clause in clauses])
    show = f"all: python -m policy_index show {document}"
    return f"{close}; {show}" if close else show


def _unknown_clause(measure: Measure, clauses: Sequence[Clause]) -> Problem:
    what = f"{measure.document} has no clause {measure.clause!r}"
    stands = [clause.path for clause in clauses if measure.evidence in clause.text]
    if stands:
        return Problem(("clause",), what, f"the evidence stands in {', '.join(stands)}")
    return Problem(("clause",), what, nearest_clauses(measure.clause, clauses))


class _Words:
    """Holds the words of a measure against its clause."""

    def __init__(self, clause: Clause | None, clauses: Sequence[Clause]) -> None:
        self._clause, self._clauses = clause, clauses

    def problems(self, measure: Measure) -> Iterator[Problem]:
        yield from self._verbatim(("evidence",), measure.evidence)
        assert isinstance(measure.when, AllOf)
        for number, condition in enumerate(measure.when.parts):
            yield from self._condition(("when", number), condition)
        if measure.window is not None:
            yield from self._window(measure.window)
        if measure.stacking is not None:
            yield from self._stacking(measure.stacking)

    def _verbatim(self, place: Place, words: str) -> Iterator[Problem]:
        """Words that do not stand in the clause; nothing can be said without a clause."""
        if self._clause is not None and words not in self._clause.text:
            what = f"{self._clause.path} does not say, word for word: {words}"
            yield Problem(place, what, explain_quote(words, self._clause, self._clauses))

    def _condition(self, place: Place, condition: Condition) -> Iterator[Problem]:
        match condition:
            case AllOf(parts=parts) | AnyOf(parts=parts):
                key = "all" if isinstance(condition, AllOf) else "any"
                for number, part in enumerate(parts):
                    yield from self._condition((*place, key, number), part)
            case Manual(words=words):
                yield from self._verbatim((*place, "manual"), words)
            case OneOf(words=words) | Is(words=words) | Window(words=words):
                yield from self._verbatim((*place, "words"), words)
            case Outside(place=city, words=words):
                yield from self._verbatim((*place, "words"), words)
                if city not in words:
                    cure = "name the place as the words do"
                    what = f"{city} is not printed in: {words}"
                    yield Problem((*place, "outside"), what, cure)
            case OrMore(field=field, threshold=threshold, words=words):
                yield from self._verbatim((*place, "words"), words)
                found = figures("money" if field in MONEY_FIELDS else "plain", words)
                for problem in printed_problems("or_more", threshold, found, words):
                    yield replace(problem, place=(*place, "or_more"))

    def _window(self, window: Window) -> Iterator[Problem]:
        yield from self._verbatim(("window", "words"), window.words)
        if window.first is None and window.last is None:
            yield Problem(("window",), "is open on both sides", "leave it out, or give from or to")
        for field, day, border in (("from", window.first, "01-01"), ("to", window.last, "12-31")):
            for problem in day_problems(field, day, border, window.words):
                yield replace(problem, place=("window", field))

    def _stacking(self, stacking: Stacking) -> Iterator[Problem]:
        place = ("stacking", "evidence")
        if (stacking.rule == "not_stated") != (stacking.evidence is None):
            what = "max and sum need words, not_stated has none"
            yield Problem(place, what, "copy the words that say it, or write not_stated and null")
        if stacking.evidence is not None:
            yield from self._verbatim(place, stacking.evidence)
