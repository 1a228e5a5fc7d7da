"""check: is every measure borne out by its clause?"""

import argparse

from actions.subsidy.loader import find_mistakes, load_measures
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import tell


def register(commands: Commands) -> None:
    """Add ``check``."""
    check = commands.add("check", "is every measure borne out by its clause?")
    check.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    mistakes = find_mistakes(collection)
    for mistake in mistakes:
        tell(f"error: {mistake}")
    if mistakes:
        return 1
    measures = load_measures(collection).measures.values()
    documents = {measure.document for measure in measures}
    print(f"sound: {len(measures)} measures in {len(documents)} documents")
    return 0
