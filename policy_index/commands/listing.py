"""list: the documents of the collection with their status on a day."""

import argparse
from collections import Counter
from datetime import date
from typing import Any

from rich import box
from rich.table import Table

from policy_index.collection import Collection
from policy_index.commands.arguments import Commands, day
from policy_index.commands.output import console, print_json
from policy_index.intake.impact import measures_of
from policy_index.today import today


def register(commands: Commands) -> None:
    """Add ``list``."""
    listing = commands.add("list", "the documents and their status on a day", prints_json=True)
    listing.add_argument("--as-of", type=day, default=None, help="the day (today): 2026-01-31")
    listing.set_defaults(run=_list)


def _list(options: argparse.Namespace) -> int:
    rows = _rows(options, options.as_of or today())
    if options.json:
        print_json(rows)
        return 0
    table = Table(box=box.SIMPLE, show_edge=False)
    for name in ("id", "place", "status", "from", "until", "clauses", "measures", "review"):
        right = name in ("clauses", "measures")
        table.add_column(name, justify="right" if right else "left", overflow="fold")
    table.add_column("title (number)", overflow="fold")
    for row in rows:
        table.add_row(*(str("" if value is None else value) for value in row.values()))
    console().print(table)
    return 0


def _rows(options: argparse.Namespace, as_of: date) -> list[dict[str, Any]]:
    collection = Collection.load(options.policies)
    clauses = Counter(clause.document for clause in collection.clauses)
    rows = []
    for document in collection.documents.values():
        status = document.status(as_of)
        rows.append(
            {
                "id": document.id,
                "place": document.city,
                "status": status.code,
                "from": status.start.isoformat() if status.start else None,
                "until": status.end.isoformat() if status.end else None,
                "clauses": clauses[document.id],
                "measures": len(measures_of(options.policies, document.id)),
                "review": document.review,
                "reference": document.reference,
            }
        )
    return rows
