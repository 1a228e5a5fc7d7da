"""What stands on a clause: the measures of its document, and the regression cases that cite it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policy_index.collection import POLICIES
from policy_index.errors import PolicyError
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
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yml")):
        for case in read_yaml(path) or []:
            for clause in _expected(case):
                if clause.startswith(f"{document} "):
                    found.setdefault(clause.removeprefix(f"{document} "), []).append(case["id"])
    return found


def _expected(case: Any) -> list[str]:
    expect = case.get("expect", {}) if isinstance(case, dict) else {}
    return [str(clause) for clause in expect.get("clauses", ())]
