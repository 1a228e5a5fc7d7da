"""diff: what changes from one version of a document to another, and what stands on it."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import print_json
from policy_index.intake.compare import Change, compare
from policy_index.intake.impact import CASES, cases_on, measures_of
from policy_index.intake.take_in import take_in


def register(commands: Commands) -> None:
    """Add ``diff``."""
    diff = commands.add("diff", "clauses added, changed, moved or gone", prints_json=True)
    diff.add_argument("old", help="a document's id")
    diff.add_argument("new", help="a document's id, or the file of the new version")
    diff.add_argument("--cases", type=Path, default=CASES, help="folder of the regression cases")
    diff.set_defaults(run=_diff)


@dataclass(frozen=True)
class _Touched:
    """What stands on the old clause; ``broken``: measures whose evidence the new one lacks."""

    measures: Sequence[str]
    broken: Sequence[str]
    cases: Sequence[str]


def _diff(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    old = collection.document(options.old)
    changes = compare(_clauses(collection, old.id), _new_clauses(collection, options))
    touched = _Impact(options.policies, old.id, options.cases)
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


class _Impact:
    """Looks up what stands on the clauses of the old version."""

    def __init__(self, policies: Path, document: str, cases: Path) -> None:
        self._measures = measures_of(policies, document)
        self._cases: Mapping[str, Sequence[str]] = cases_on(cases, document)

    def of(self, change: Change) -> _Touched:
        if change.old is None:
            return _Touched((), (), ())
        measures = [each for each in self._measures if each.clause == change.old.path]
        text = "".join(change.new.text.split()) if change.new else ""
        broken = [each.id for each in measures if "".join(each.evidence.split()) not in text]
        return _Touched([e.id for e in measures], broken, self._cases.get(change.old.path, ()))


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


def _data(change: Change, touched: _Touched) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "old": change.old.path if change.old else None,
        "new": change.new.path if change.new else None,
        "pieces": [{"gone": gone, "put": put} for gone, put in change.pieces],
        "measures": list(touched.measures),
        "broken_evidence": list(touched.broken),
        "cases": list(touched.cases),
    }
