"""coverage: each clause with its measures and numbers, or why it has none."""

import argparse
from typing import Any, get_args

from rich import box
from rich.table import Table

from actions.subsidy.completeness import Survey, survey_document
from actions.subsidy.coverage import CoveredClause, CoveredNumber, NumberStatus
from actions.subsidy.loader import read_measures
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import console, print_json, tell

_STATUSES: tuple[NumberStatus, ...] = get_args(NumberStatus)


def register(commands: Commands) -> None:
    """Add ``coverage``."""
    summary = "each clause with its measures and numbers, or why it has none"
    coverage = commands.add("coverage", summary, prints_json=True)
    coverage.add_argument("documents", nargs="*", metavar="DOCUMENT", help="of these (all)")
    coverage.set_defaults(run=_coverage)


def _coverage(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    reading = read_measures(collection)
    documents = [collection.document(name).id for name in options.documents]
    surveys = [
        survey_document(collection, reading, document)
        for document in documents or collection.documents
    ]
    if options.json:
        print_json([_data(survey) for survey in surveys])
        return 0
    for survey in surveys:
        console().print(_table(survey))
    if reading.mistakes or any(survey.mistakes for survey in surveys):
        tell("notice: what is faulty is left out: python -m actions.subsidy check")
    return 0


def _table(survey: Survey) -> Table:
    statuses = [number.status for each in survey.clauses for number in each.numbers]
    counted = ", ".join(f"{statuses.count(s)} {s}" for s in _STATUSES)
    title = f"{survey.document}: {len(survey.clauses)} clauses; numbers: {counted}"
    table = Table(title=title, title_justify="left", box=box.SIMPLE, show_edge=False)
    for name in ("clause", "measures, or why none", *_STATUSES):
        table.add_column(name, overflow="fold")
    for each in survey.clauses:
        table.add_row(
            each.clause.path,
            _why(each),
            *(" ".join(each.words(status)) for status in _STATUSES),
        )
    return table


def _why(each: CoveredClause) -> str:
    if each.measures:
        return "\n".join(measure.id.partition("/")[2] for measure in each.measures)
    if each.named is None:
        return "open"
    return each.named.why + (f": {each.named.note}" if each.named.note else "")


def _data(survey: Survey) -> dict[str, Any]:
    return {
        "document": survey.document,
        "clauses": [
            {
                "clause": each.clause.path,
                "measures": [measure.id for measure in each.measures],
                "why": None if each.named is None else each.named.why,
                "note": None if each.named is None else each.named.note,
                "numbers": [_number(number) for number in each.numbers],
            }
            for each in survey.clauses
        ],
    }


def _number(number: CoveredNumber) -> dict[str, Any]:
    """``start`` and ``end`` are places in the clause's text."""
    return {
        "words": number.number.words,
        "start": number.number.start,
        "end": number.number.end,
        "status": number.status,
        "measures": [measure.id for measure in number.measures],
        "why": None if number.waiver is None else number.waiver.why,
        "note": None if number.waiver is None else number.waiver.note,
    }
