"""check: is every measure borne out by its clause, and every clause and number accounted for?"""

import argparse
from dataclasses import asdict

from actions.subsidy.completeness import survey_document
from actions.subsidy.loader import read_measures
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import print_json, tell


def register(commands: Commands) -> None:
    """Add ``check``."""
    summary = "are the measures borne out by the text, and is all of it accounted for?"
    check = commands.add("check", summary, prints_json=True)
    check.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    reading = read_measures(collection)
    surveys = [survey_document(collection, reading, each) for each in collection.documents]
    mistakes = reading.mistakes + [mistake for each in surveys for mistake in each.mistakes]
    notices = [survey.notice() for survey in surveys if survey.untouched]
    if options.json:
        told = [{**asdict(mistake), "path": str(mistake.path)} for mistake in mistakes]
        print_json({"mistakes": told, "notices": notices})
        return 1 if mistakes else 0
    for mistake in mistakes:
        tell(f"error: {mistake}")
    for notice in notices:
        tell(f"notice: {notice}")
    if mistakes:
        return 1
    numbers = [number.status for survey in surveys for c in survey.clauses for number in c.numbers]
    print(
        f"sound: {len(reading.measures)} measures in {len(collection.documents)} documents, "
        f"{numbers.count('covered')} numbers computed with, {numbers.count('waived')} waived"
    )
    return 0
