"""What stands on a clause: the measures of its document, and the regression cases that cite it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policy_index.collection import POLICIES
from policy_index.errors import PolicyError
from policy_index.intake.compare import Change
from policy_index.strict_yaml import read_yaml

CASES = POLICIES.parent / "tests" / "faq"


@dataclass(frozen=True)
class Measure:
    """A measure as far as its clause goes; ``evidence`` must stand in it."""

    id: str
    clause: str
    evidence: str


def measures_of(policies: Path, document: str) -> list[Measure]:
    """The measures of a document, none if it has no measures.yml.

    Raises PolicyError if the file is not a list of measures; `python -m actions.subsidy check`
    tells every mistake in it.
    """
    path = policies / document / "measures.yml"
    entries = (read_yaml(path) or []) if path.is_file() else []
    try:
        return [Measure(each["id"], each["clause"], each["evidence"]) for each in entries]
    except (TypeError, KeyError) as error:
        raise PolicyError(f"{path}: not a list of measures ({error})") from error


def cases_on(folder: Path, document: str) -> Mapping[str, Sequence[str]]:
    """Clause path → the ids of the regression cases under ``folder`` that expect it."""
    return all_cases(folder).get(document, {})


def all_cases(folder: Path) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The same of every document that a case expects a clause of, by its id."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(folder.glob("*.yml")):
        for case in read_yaml(path) or []:
            for clause in _expected(case):
                document, _, place = clause.partition(" ")
                found.setdefault(document, {}).setdefault(place, []).append(case["id"])
    return found


@dataclass(frozen=True)
class Touched:
    """What stands on the old clause; ``broken``: measures whose evidence the new one lacks."""

    measures: Sequence[str]
    broken: Sequence[str]
    cases: Sequence[str]


@dataclass(frozen=True)
class Impact:
    """What stands on the clauses of the old version of a document; ``cases`` by clause path."""

    measures: Sequence[Measure]
    cases: Mapping[str, Sequence[str]]

    @classmethod
    def on(cls, policies: Path, document: str, cases: Path) -> "Impact":
        """Read from the files of the document, and from the folder of the cases."""
        return cls(measures_of(policies, document), cases_on(cases, document))

    def of(self, change: Change) -> Touched:
        """What a change touches."""
        if change.old is None:
            return Touched((), (), ())
        measures = [each for each in self.measures if each.clause == change.old.path]
        text = "".join(change.new.text.split()) if change.new else ""
        broken = [each.id for each in measures if "".join(each.evidence.split()) not in text]
        return Touched([e.id for e in measures], broken, self.cases.get(change.old.path, ()))


def _expected(case: Any) -> list[str]:
    expect = case.get("expect", {}) if isinstance(case, dict) else {}
    return [str(clause) for clause in expect.get("clauses", ())]
