"""diff: what changes from one version of a document to another, and what stands on it."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import print_json
from policy_index.intake.compare import Change, compare
from policy_index.intake.impact import CASES, Impact, Touched
from policy_index.intake.take_in import take_in


def register(commands: Commands) -> None:
    """Add ``diff``."""
    diff = commands.add("diff", "clauses added, changed, moved or gone", prints_json=True)
    diff.add_argument("old", help="a document's id")
    diff.add_argument("new", help="a document's id, or the file of the new version")
    diff.add_argument("--cases", type=Path, default=CASES, help="folder of the regression cases")
    diff.set_defaults(run=_diff)


def _diff(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    old = collection.document(options.old)
    changes = compare(_clauses(collection, old.id), _new_clauses(collection, options))
    touched = Impact.on(options.policies, old.id, options.cases)
    if options.json:
        print_json([_data(change, touched.of(change)) for change in changes])
        return 0
    for change in changes:
        print(_title(change))
        for gone, put in change.pieces:
            print("    " + " ".join(s + words for s, words in (("-", gone), ("+", put)) if words))
        found = touched.of(change)
        for name, ids in (("measures", found.measures), ("cases", found.cases)):
            if ids:
                print(f"    {name}: {', '.join(ids)}")
        for measure in found.broken:
            print(f"    evidence no longer stands: {measure}")
    if not changes:
        print("no clause differs")
    return 0


def _clauses(collection: Collection, document: str) -> list[Clause]:
    return [clause for clause in collection.clauses if clause.document == document]


def _new_clauses(collection: Collection, options: argparse.Namespace) -> Sequence[Clause]:
    if options.new in collection.documents:
        return _clauses(collection, options.new)
    return take_in(Path(options.new), id=options.old).parsed.clauses


def _title(change: Change) -> str:
    old, new = (clause.path if clause else "" for clause in (change.old, change.new))
    where = old if old == new else " → ".join(path for path in (old, new) if path)
    heading = next(clause.heading for clause in (change.new, change.old) if clause)
    return f"{change.kind:8}{where} {heading}".rstrip()


def _data(change: Change, touched: Touched) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "old": change.old.path if change.old else None,
        "new": change.new.path if change.new else None,
        "pieces": [{"gone": gone, "put": put} for gone, put in change.pieces],
        "measures": list(touched.measures),
        "broken_evidence": list(touched.broken),
        "cases": list(touched.cases),
    }
