"""The documents as they are on disk now: their facts, what covers them, and what stands on them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from actions.subsidy.completeness import survey_document
from actions.subsidy.coverage import CoveredClause
from actions.subsidy.loader import read_measures
from policy_index.collection import Collection
from policy_index.documents import Document
from policy_index.intake.compare import Change, compare
from policy_index.intake.impact import Impact, Touched, all_cases, cases_on
from policy_index.intake.take_in import take_in
from policy_index.parsing.parser import parse_text
from policy_index.status import DocumentStatus

SOON = timedelta(days=90)


@dataclass(frozen=True)
class Listed:
    """A document in the list: ``open`` numbers that no measure uses and nobody waived, ``uncased``
    clauses with measures that no regression case expects."""

    document: Document
    status: DocumentStatus
    ends_soon: bool
    clauses: int
    measures: int
    open: int
    uncased: int


@dataclass(frozen=True)
class ClauseRow:
    """A clause with what stands on it."""

    covered: CoveredClause
    cases: Sequence[str]


@dataclass(frozen=True)
class Reviewed:
    """One document for its review; ``version`` is the sha256 of its document.yml."""

    document: Document
    status: DocumentStatus
    version: str
    rows: Sequence[ClauseRow]
    oddities: Sequence[tuple[str, str]]
    mistakes: Sequence[str]


Cases = Mapping[str, Mapping[str, Sequence[str]]]
"""Document → clause path → ids of the cases that were recorded at the desk and expect it."""


def listed(collection: Collection, folder: Path, desk_cases: Cases, as_of: date) -> list[Listed]:
    """Every document, those that expire next first."""
    reading, in_folder = read_measures(collection), all_cases(folder)
    rows = []
    for document in collection.documents.values():
        survey = survey_document(collection, reading, document.id)
        cases = _merged(in_folder.get(document.id, {}), desk_cases.get(document.id, {}))
        status = document.status(as_of)
        rows.append(
            Listed(
                document=document,
                status=status,
                ends_soon=status.end is not None and as_of < status.end <= as_of + SOON,
                clauses=len(survey.clauses),
                measures=sum(len(each.measures) for each in survey.clauses),
                open=sum(n.status == "open" for each in survey.clauses for n in each.numbers),
                uncased=sum(
                    bool(each.measures) and each.clause.path not in cases for each in survey.clauses
                ),
            )
        )
    far = date.max
    return sorted(
        rows,
        key=lambda row: (
            not row.ends_soon,
            row.document.review == "confirmed",
            (row.status.end or far) if row.ends_soon else far,
        ),
    )


def reviewed(
    collection: Collection, id: str, folder: Path, desk_cases: Cases, as_of: date
) -> Reviewed:
    """One document. Raises UnknownDocument."""
    document = collection.document(id)
    survey = survey_document(collection, read_measures(collection), id)
    cases = _merged(cases_on(folder, id), desk_cases.get(id, {}))
    parsed = parse_text(id, document.source)
    return Reviewed(
        document=document,
        status=document.status(as_of),
        version=hashlib.sha256((collection.root / id / "document.yml").read_bytes()).hexdigest(),
        rows=[ClauseRow(each, cases.get(each.clause.path, ())) for each in survey.clauses],
        oddities=[(each.path, each.message) for each in parsed.oddities],
        mistakes=[str(mistake) for mistake in survey.mistakes],
    )


def impact(
    collection: Collection, id: str, file: Path, folder: Path, desk_cases: Cases
) -> list[tuple[Change, Touched]]:
    """What changes from a document to the new version in ``file``, and what stands on it.

    Nothing is written. Raises PolicyError if the file is no document.
    """
    old = [clause for clause in collection.clauses if clause.document == id]
    new = take_in(file, id=id).parsed.clauses
    standing = Impact.on(collection.root, id, folder)
    standing = Impact(standing.measures, _merged(standing.cases, desk_cases.get(id, {})))
    return [(change, standing.of(change)) for change in compare(old, new)]


def _merged(
    ours: Mapping[str, Sequence[str]], desk: Mapping[str, Sequence[str]]
) -> dict[str, Sequence[str]]:
    """The ids of the cases on each clause: those of the folder, then those of the desk."""
    paths = dict.fromkeys((*ours, *desk))
    return {p: list(dict.fromkeys((*ours.get(p, ()), *desk.get(p, ())))) for p in paths}
