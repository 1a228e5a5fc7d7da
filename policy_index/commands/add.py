"""add: take a document into the collection. remove: take it out again."""

import argparse
import sys
from pathlib import Path
from typing import Any

from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import console, print_json, tell
from policy_index.commands.show import clause_data
from policy_index.commands.tree import facts_table, tree_of
from policy_index.documents import Document
from policy_index.errors import PolicyError
from policy_index.intake.impact import CASES, cases_on, measures_of
from policy_index.intake.take_in import Intake, take_in
from policy_index.intake.write import metadata, remove, same_source, write


def register(commands: Commands) -> None:
    """Add ``add`` and ``remove``."""
    add = commands.add(
        "add", "take in a document: .txt, .html, .docx or .pdf with a text layer", prints_json=True
    )
    add.add_argument("file", type=Path)
    add.add_argument("--id", help="the document's id; else made from place and year")
    add.add_argument("--jurisdiction", help="the place it holds for; else read from the text")
    add.add_argument("--dry-run", action="store_true", help="only show what is recognised")
    add.add_argument("--replace", action="store_true", help="in place of the document of that id")
    add.set_defaults(run=_add)

    removal = commands.add("remove", "take a document out of the collection")
    removal.add_argument("document")
    removal.add_argument("--yes", action="store_true", help="do not ask")
    removal.set_defaults(run=_remove)


def _add(options: argparse.Namespace) -> int:
    intake = take_in(options.file, id=options.id, jurisdiction=options.jurisdiction)
    there = same_source(intake, _documents(options.policies))
    written: Path | None = None
    if there is None and not options.dry_run:
        written = write(intake, options.policies, replace=options.replace)
    if options.json:
        print_json(_data(intake, written))
    else:
        _show(intake)
        if there:
            print(f"{there} has this very text already; nothing was written")
        elif written:
            print(f"written: {written} (review: pending). Hold it against the document, mend")
            print("document.yml where needed, and set review: confirmed")
        else:
            print("nothing was written (--dry-run)")
    return 0


def _documents(policies: Path) -> dict[str, Document]:
    """The documents that are there; a collection may begin with none."""
    if not any(policies.glob("*/document.yml")):
        return {}
    return dict(Collection.load(policies).documents)


def _show(intake: Intake) -> None:
    out = console()
    out.print(facts_table(metadata(intake)))
    out.print(tree_of(str(intake.path), intake.parsed.clauses))
    lost = sum(len(each.text) for each in intake.reading.left_out)
    kinds = dict.fromkeys(each.kind for each in intake.reading.left_out)
    if lost:
        out.print(f"left out as no words of the document: {lost} characters ({', '.join(kinds)})")
    for place, why in intake.oddities():
        out.print(f"[yellow]look at[/yellow] {place}: {why}", highlight=False)


def _data(intake: Intake, written: Path | None) -> dict[str, Any]:
    text = intake.reading.text
    return {
        "id": intake.id,
        "file": str(intake.path),
        "format": intake.reading.format,
        "metadata": metadata(intake),
        "clauses": [clause_data(clause) for clause in intake.parsed.clauses],
        "furniture": [
            {"kind": each.kind, "start": each.start, "end": each.end}
            | {"text": text[each.start : each.end]}
            for each in intake.parsed.furniture
        ],
        "left_out": [{"kind": e.kind, "text": e.text} for e in intake.reading.left_out],
        "odd": [{"place": place, "why": why} for place, why in intake.oddities()],
        "written": str(written) if written else None,
    }


def _remove(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    document = collection.document(options.document)
    measures = measures_of(options.policies, document.id)
    cases = cases_on(CASES, document.id)
    tell(f"{document.id}: {document.reference}")
    tell(f"  with it go {len(measures)} measures and what they pay")
    if cases:
        count = len({case for on_clause in cases.values() for case in on_clause})
        tell(f"  {count} regression cases cite it and will fail")
    if not options.yes and not _agreed(document.id):
        raise PolicyError("nothing was removed")
    remove(document.id, options.policies)
    print(f"removed: {document.id}")
    return 0


def _agreed(id: str) -> bool:
    if not sys.stdin.isatty():
        raise PolicyError("nothing was removed: say --yes")
    return input(f"Type {id} to remove it: ").strip() == id
