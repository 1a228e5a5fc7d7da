"""check: is every measure borne out by its clause?"""

import argparse
from dataclasses import asdict

from actions.subsidy.loader import read_measures
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import print_json, tell


def register(commands: Commands) -> None:
    """Add ``check``."""
    check = commands.add("check", "is every measure borne out by its clause?", prints_json=True)
    check.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    reading = read_measures(collection)
    mistakes = reading.mistakes
    if options.json:
        told = [{**asdict(mistake), "path": str(mistake.path)} for mistake in mistakes]
        print_json({"mistakes": told})
        return 1 if mistakes else 0
    for mistake in mistakes:
        tell(f"error: {mistake}")
    if mistakes:
        return 1
    documents = {measure.document for measure in reading.measures.values()}
    print(f"sound: {len(reading.measures)} measures in {len(documents)} documents")
    return 0
