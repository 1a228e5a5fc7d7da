"""build: make the search index, if it is not there and fresh. model: unpack the model."""

import argparse

from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import tell
from policy_index.embedding import Embedder
from policy_index.index import store


def register(commands: Commands) -> None:
    """Add ``build`` and ``model``."""
    build = commands.add("build", "make the index, if it is not there and fresh")
    build.add_argument("--force", action="store_true", help="make it anew in any case")
    build.set_defaults(run=_build)
    model = commands.add("model", "unpack (or fetch) the embedding model")
    model.set_defaults(run=_model)


def _build(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    embedder = Embedder()
    embedder.prepare(tell)
    if not options.force:
        try:
            store.load(options.index, store.origin(collection, embedder))
            store.verify(options.index)
        except store.IndexUnusable as reason:
            tell(f"{reason}: building it")
        else:
            print(f"{store.current(options.index)} is fresh: {len(collection.clauses)} clauses")
            return 0
    generation = store.build(collection, embedder, options.index, tell, anew=options.force)
    print(f"{generation}: {len(collection.clauses)} clauses")
    return 0


def _model(_options: argparse.Namespace) -> int:
    embedder = Embedder()
    made = embedder.prepare(tell)
    print(f"{embedder.folder}" + ("" if made else " is there already"))
    return 0
