"""check: are policies, model and index sound?"""

import argparse

from policy_index import e5
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import print_json
from policy_index.embedding import Embedder
from policy_index.errors import PolicyError
from policy_index.index import store


def register(commands: Commands) -> None:
    """Add ``check``."""
    check = commands.add("check", "are policies, model and index sound?", prints_json=True)
    check.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    collection: Collection | None = None
    problems = []
    embedder = Embedder()
    try:
        # Refuses sources that are unreadable or changed, and a path that stands twice.
        collection = Collection.load(options.policies)
    except PolicyError as error:
        problems.append(str(error))
    if not embedder.is_present():
        problems.append(f"the model {embedder.name} is missing: run python -m policy_index model")
    elif embedder.chosen is None:
        damaged = e5.verify(embedder.folder)
        problems += [f"{embedder.folder / name}: damaged: delete the folder" for name in damaged]
    if collection is not None and embedder.is_present():
        try:
            store.load(options.index, store.origin(collection, embedder))
            store.verify(options.index)
        except store.IndexUnusable as error:
            problems.append(f"{error}: run python -m policy_index build")
    if options.json:
        print_json({"problems": problems})
    else:
        for problem in problems:
            print(problem)
    if collection is not None and not problems and not options.json:
        print(f"sound: {len(collection.documents)} documents, {len(collection.clauses)} clauses")
    return 1 if problems else 0
