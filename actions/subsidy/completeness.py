"""Whether every clause and every number of a document is covered by a measure, or named and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from actions.subsidy.coverage import Coverage, CoveredClause, Waiver, survey, waived_by
from actions.subsidy.entries import SYNTAX_CURE, refused_mistake, unreadable
from actions.subsidy.loader import Reading, measures_file
from actions.subsidy.meaning import nearest_clauses
from actions.subsidy.mistakes import Mistake, Problem, within
from actions.subsidy.quotes import explain_quote
from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.errors import PolicyError
from policy_index.strict_yaml import BadSyntax, Marked, Place, mark_yaml, read_text


@dataclass(frozen=True)
class Survey:
    """The clauses of a document with what covers them, and what is wrong with its coverage.yml.

    ``untouched``: nobody has written measures for it yet, and its facts are not confirmed either;
    then nothing is held against it.
    """

    document: str
    clauses: list[CoveredClause]
    mistakes: list[Mistake]
    untouched: bool

    def notice(self) -> str:
        """What is open, in a line."""
        numbers = sum(each.status == "open" for clause in self.clauses for each in clause.numbers)
        return (
            f"{self.document}: its review is pending and it has no measures.yml: "
            f"{len(self.clauses)} clauses and {numbers} numbers are open"
        )


def survey_document(collection: Collection, reading: Reading, document: str) -> Survey:
    """What covers the clauses of a document, and what is wrong with that.

    What is open is told once the measures and the coverage.yml are sound: what is faulty in them
    may cover it.
    """
    path = collection.root / document / "coverage.yml"
    clauses = [clause for clause in collection.clauses if clause.document == document]
    measures = [m for m in reading.measures.values() if m.document == document]
    coverage, mistakes, marked = _read(path)
    covered = survey(clauses, measures, coverage)
    untouched = (
        collection.document(document).review == "pending"
        and not measures_file(collection, document).exists()
        and not path.exists()
    )
    if marked is not None:
        mistakes += [_mistake(path, marked, each) for each in _meaning(coverage, covered)]
        if not mistakes and not untouched and document not in reading.faulty:
            mistakes += _open(path, covered)
    return Survey(document, covered, mistakes, untouched)


def _open(path: Path, clauses: Sequence[CoveredClause]) -> Iterator[Mistake]:
    for each in clauses:
        where = each.clause.path
        if not each.measures and each.named is None:
            what = "no measure stands on it, and it is not named"
            cure = f"write a measure, or say why there is none: {where}: {{why: …}}"
            yield Mistake(path, None, where, "clauses", what, cure)
        for words in each.words("open"):
            what = f"{words} is used by no measure and not waived"
            waiver = f"- {{clause: {where}, words: {_scalar(words)}, why: …}}"
            cure = f"use it in a measure, or say why not: {waiver}"
            yield Mistake(path, None, where, "numbers", what, cure)


def _scalar(words: str) -> str:
    """The words as YAML text: what YAML would read as a number or a day needs quotes."""
    return words if isinstance(yaml.safe_load(words), str) else f'"{words}"'


def _read(path: Path) -> tuple[Coverage, list[Mistake], Marked | None]:
    """The file as far as it has a shape, what is wrong with that, and its lines; no lines if it is
    no YAML at all."""
    from actions.subsidy.forms.coverage import read_form

    if not path.exists():
        return Coverage(), [], mark_yaml(path, "")
    try:
        marked = mark_yaml(path, read_text(path))
    except BadSyntax as error:
        return Coverage(), [Mistake(path, error.line, "", "", error.problem, SYNTAX_CURE)], None
    except PolicyError as error:
        return Coverage(), [unreadable(path, error)], None
    form, problems = read_form({} if marked.content is None else marked.content)
    refused = [refusal.place for refusal in marked.refusals]
    mistakes = [refused_mistake(path, refusal) for refusal in marked.refusals]
    mistakes += [
        _mistake(path, marked, problem)
        for problem in problems
        if not within(problem.place, refused)
    ]
    return form.built(), mistakes, marked


def _mistake(path: Path, marked: Marked, problem: Problem) -> Mistake:
    clause = ""
    match problem.place:
        case ("numbers", int(number), *_):
            waiver = marked.content["numbers"][number]
            clause = str(waiver.get("clause", "")) if isinstance(waiver, dict) else ""
    line = marked.line(problem.place)
    return Mistake(path, line, clause, problem.field, problem.what, problem.cure)


def _meaning(coverage: Coverage, clauses: Sequence[CoveredClause]) -> Iterator[Problem]:
    """What the text does not bear out, and what is said for nothing."""
    by_path = {each.clause.path: each for each in clauses}
    texts = [each.clause for each in clauses]
    for path in coverage.clauses:
        if path not in by_path:
            yield Problem(
                ("clauses", path), "there is no such clause", nearest_clauses(path, texts)
            )
        elif standing := by_path[path].measures:
            what = f"{', '.join(measure.id for measure in standing)} stands on it"
            yield Problem(("clauses", path), what, "delete the line")
    for number, waiver in enumerate(coverage.numbers):
        if waiver.clause not in by_path:
            cure = nearest_clauses(waiver.clause, texts)
            yield Problem(("numbers", number, "clause"), f"no clause {waiver.clause!r}", cure)
        else:
            yield from _waiver(("numbers", number), waiver, by_path[waiver.clause], texts)


def _waiver(
    place: Place, waiver: Waiver, covered: CoveredClause, clauses: Sequence[Clause]
) -> Iterator[Problem]:
    clause = covered.clause
    if waiver.words not in clause.text:
        what = f"{clause.path} does not say, word for word: {waiver.words}"
        yield Problem((*place, "words"), what, explain_quote(waiver.words, clause, clauses))
        return
    waived = waived_by(waiver, clause)
    numbers = [each for each in covered.numbers if each.number in waived]
    if not numbers:
        yield Problem((*place, "words"), f"there is no number in {waiver.words}", "delete the line")
    elif all(each.status == "covered" for each in numbers):
        users = ", ".join(dict.fromkeys(m.id for each in numbers for m in each.measures))
        what = f"waives {waiver.words}, which {users} computes with"
        yield Problem(place, what, "delete the line")
    elif not any(each.waiver is waiver for each in numbers if each.status == "waived"):
        what = f"waives {waiver.words}, which is waived above already"
        yield Problem(place, what, "delete the line")
