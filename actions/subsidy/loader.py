"""Reads ``measures.yml`` and refuses what the text does not bear out.

Refused, naming file, line, measure, field and cure: a key that is unknown, missing or stands twice;
a float; an unknown clause; evidence that is not verbatim in its clause; a number that the evidence
does not print; a bound without 不超过 or 最高 in the evidence, and the reverse.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from actions.subsidy.entries import Entry, read_entries
from actions.subsidy.meaning import meaning_problems
from actions.subsidy.measures import Measure, MeasureSet, Stacking
from actions.subsidy.mistakes import Mistake, Problem, within
from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.errors import PolicyError


class MeasureError(PolicyError):
    """A measure that cannot be used."""


@dataclass
class Reading:
    """The sound measures by id, every mistake, and the documents that have some."""

    measures: dict[str, Measure] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)


def load_measures(collection: Collection) -> MeasureSet:
    """Read the measures of every document that has some.

    Raises MeasureError (a PolicyError) at the first mistake.
    """
    reading = read_measures(collection)
    for mistake in reading.mistakes:
        raise MeasureError(str(mistake))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in _files(collection).values()))
    return MeasureSet(reading.measures, digest.hexdigest())


def read_measures(collection: Collection) -> Reading:
    """All measures and all mistakes, by file and line: one that is wrong hides no other."""
    reading = Reading()
    groups: dict[str, Stacking] = {}
    for document, path in _files(collection).items():
        clauses = [clause for clause in collection.clauses if clause.document == document]
        read = read_entries(path)
        mistakes = list(read.mistakes)
        for entry in read.entries:
            measure, problems = _read(entry, document, clauses)
            if measure is not None:
                problems += _clashes(measure, reading.measures, groups)
            problems = [each for each in problems if not within(each.place, entry.refused)]
            mistakes += [entry.mistake(problem) for problem in problems]
            if measure is not None and not problems and not entry.refused:
                reading.measures[measure.id] = measure
        reading.mistakes += sorted(mistakes, key=lambda mistake: mistake.line or 0)
        if mistakes:
            reading.faulty.add(document)
    return reading


def measures_file(collection: Collection, document: str) -> Path:
    """Where the measures of a document are, if it has any."""
    return collection.root / document / "measures.yml"


def _files(collection: Collection) -> dict[str, Path]:
    paths = {document: measures_file(collection, document) for document in collection.documents}
    return {document: path for document, path in paths.items() if path.exists()}


def _read(
    entry: Entry, document: str, clauses: Sequence[Clause]
) -> tuple[Measure | None, list[Problem]]:
    """The measure as far as it can be read, and every problem of its shape and meaning."""
    from actions.subsidy.forms.measure import read_form

    form, problems = read_form(entry.raw)
    if form is None:
        return None, problems
    measure = form.built(document)
    broken = {problem.place[:2] for problem in problems}
    if ("evidence",) in broken:
        broken.add(("amount",))
    sound = (p for p in meaning_problems(measure, clauses) if not within(p.place, broken))
    return measure, [*problems, *sound]


def _clashes(
    measure: Measure, others: dict[str, Measure], groups: dict[str, Stacking]
) -> list[Problem]:
    """A second use of an id, and a second rule for one stacking group."""
    problems = []
    if measure.id in others:
        problems.append(Problem(("id",), "stands twice", "rename one"))
    if measure.stacking is not None:
        known = groups.setdefault(measure.stacking.group, measure.stacking)
        if known != measure.stacking:
            what = f"the group {known.group} has another rule or other evidence elsewhere"
            problems.append(Problem(("stacking",), what, "say the same in all, or name another"))
    return problems
