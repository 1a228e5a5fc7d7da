"""show: print a document's clauses, or one clause."""

import argparse
from typing import Any

from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import print_json
from policy_index.documents import Document


def register(commands: Commands) -> None:
    """Add ``show``."""
    show = commands.add("show", "print a document's clauses, or one clause", prints_json=True)
    show.add_argument("document")
    show.add_argument("path", nargs="?", help="e.g. 三、（五）")
    show.set_defaults(run=_show)


def _show(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    document = collection.document(options.document)
    if options.path:
        clauses = [collection.clause(document.id, options.path)]
    else:
        clauses = [clause for clause in collection.clauses if clause.document == document.id]
    if options.json:
        shown = [clause_data(clause) for clause in clauses]
        print_json({"document": _document_data(document), "clauses": shown})
        return 0
    print(document.reference)
    for clause in clauses:
        print(f"\n[{clause.path}]")
        print(clause.text)
    return 0


def _document_data(document: Document) -> dict[str, Any]:
    facts = {
        name: {"value": str(fact.value), "words": fact.words}
        for name, fact in document.facts.items()
    }
    return {"id": document.id, "city": document.city, "facts": facts}


def clause_data(clause: Clause) -> dict[str, Any]:
    """A clause as JSON shows it; ``start`` and ``end`` are places in the source's text."""
    return {
        "path": clause.path,
        "chapter": clause.chapter,
        "heading": clause.heading,
        "responsible": list(clause.responsible),
        "start": clause.start,
        "end": clause.end,
        "text": clause.text,
    }
