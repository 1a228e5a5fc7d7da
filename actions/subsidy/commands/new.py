"""new: propose a measure from the words of its clause."""

import argparse
import re
from pathlib import Path

from actions.subsidy.drafting.draft import draft
from actions.subsidy.entries import read_entries
from actions.subsidy.loader import measures_file, read_measures
from actions.subsidy.meaning import nearest_clauses
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import tell
from policy_index.errors import PolicyError

_HEAD = "# yaml-language-server: $schema=../schema/measures.json"


def register(commands: Commands) -> None:
    """Add ``new``."""
    new = commands.add("new", "propose a measure from the words of its clause")
    new.add_argument("measure", help="its id, e.g. guangzhou-2022/patents")
    new.add_argument("--clause", required=True, metavar="PATH", help="e.g. 三、（五）")
    new.add_argument("--write", action="store_true", help="append it to measures.yml")
    new.set_defaults(run=_new)


def _new(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    document, _, slug = options.measure.partition("/")
    path = measures_file(collection, collection.document(document).id)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        cure = f"write it as {document}/loan-interest"
        raise PolicyError(f"{options.measure!r} is no id of a measure: {cure}")
    if path.exists() and options.measure in [entry.name for entry in read_entries(path).entries]:
        raise PolicyError(f"{path}: {options.measure} is there already: choose another id")
    clauses = [clause for clause in collection.clauses if clause.document == document]
    clause = next((each for each in clauses if each.path == options.clause), None)
    if clause is None:
        cure = nearest_clauses(options.clause, clauses)
        raise PolicyError(f"{document} has no clause {options.clause!r}; {cure}")
    measures = read_measures(collection).measures.values()
    text = draft(options.measure, clause, clauses, [m for m in measures if m.document == document])
    if options.write:
        _append(path, text)
        tell(f"{path}: added; decide what its comments ask, then: python -m actions.subsidy check")
    else:
        print(text, end="")
    return 0


def _append(path: Path, text: str) -> None:
    """Written beside and moved into place, so that a half is never there."""
    before = path.read_text(encoding="utf-8").rstrip() if path.exists() else _HEAD
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(f"{before}\n\n{text}", encoding="utf-8")
    beside.replace(path)
