"""The last accepted run, and what has become of each case since.

The file holds for each case whether it passed, and a digest of every clause and measure that its
answer stood on: those that it expects, and those that the reply cited and computed with. When one
of them changes, the expectation itself may be out of date, so a person is to look at the case.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from tests.faq.basis import Basis
from tests.faq.cases import CaseError, ClauseKey
from tests.faq.checks import Reply, cited_clauses
from tests.faq.runner import CaseResult
from tests.faq.writing import write_whole

ACCEPTED = Path(__file__).parent / "accepted.json"


class Status(StrEnum):
    """What has become of a case since the accepted run."""

    NEWLY_FAILING = "新失败"
    REVIEW = "待复核"
    STILL_FAILING = "仍失败"
    NEW = "新用例"
    FIXED = "已修复"
    PASSING = "通过"


@dataclass(frozen=True)
class AcceptedCase:
    """One case as it was accepted: clauses by key and measures by id, with their digests."""

    file: str
    passed: bool
    clauses: Mapping[str, str]
    measures: Mapping[str, str]


@dataclass(frozen=True)
class Verdict:
    """A result beside the accepted run. ``changed`` names the clauses and measures that are not
    what they were."""

    result: CaseResult
    status: Status
    changed: Sequence[str]

    @property
    def failed(self) -> bool:
        """Whether the case counts as failed: one that is to be reviewed does not."""
        return bool(self.result.failures) and self.status is not Status.REVIEW


def load_accepted(path: Path) -> dict[str, AcceptedCase]:
    """The accepted cases by id; none if there is no file. Raises CaseError."""
    if not path.exists():
        return {}
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return {id_: AcceptedCase(**entry) for id_, entry in entries.items()}
    except (ValueError, TypeError, AttributeError) as error:
        why = f"is not a record of an accepted run ({error}); make it anew with --accept"
        raise CaseError(path, None, None, why) from error


def judge(
    results: Iterable[CaseResult], accepted: Mapping[str, AcceptedCase], basis: Basis
) -> list[Verdict]:
    """Each result with what has become of its case."""
    return [_judge(result, accepted.get(result.case.id), basis) for result in results]


def accept(
    path: Path, results: Sequence[CaseResult], accepted: Mapping[str, AcceptedCase], basis: Basis
) -> None:
    """Writes the run as the accepted one.

    Cases of files that were not run stay as they are; those that are gone from a file are dropped.
    """
    folder = path.resolve().parent
    files = {_file(result, folder) for result in results}
    kept = {id_: case for id_, case in accepted.items() if case.file not in files}
    run = {result.case.id: _accepted(result, folder, basis) for result in results}
    entries = {id_: asdict(case) for id_, case in sorted({**kept, **run}.items())}
    write_whole(path, (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode())


def measures_of(reply: Reply) -> list[str]:
    """The ids of the measures that the reply computed with."""
    figures = (figure for card in reply.cards for figure in card.get("figures") or ())
    return list(dict.fromkeys(figure["measure"] for figure in figures))


def _judge(result: CaseResult, before: AcceptedCase | None, basis: Basis) -> Verdict:
    if before is None:
        return Verdict(result, Status.NEW, ())
    if changed := _changed(before, basis):
        return Verdict(result, Status.REVIEW, changed)
    outcomes = {
        (True, True): Status.PASSING,
        (True, False): Status.NEWLY_FAILING,
        (False, True): Status.FIXED,
        (False, False): Status.STILL_FAILING,
    }
    return Verdict(result, outcomes[before.passed, not result.failures], ())


def _changed(before: AcceptedCase, basis: Basis) -> list[str]:
    clauses = [
        key
        for key, digest in before.clauses.items()
        if basis.clause_digest(ClauseKey.of(key)) != digest
    ]
    measures = [
        measure
        for measure, digest in before.measures.items()
        if basis.measure_digest(measure) != digest
    ]
    return clauses + measures


def _accepted(result: CaseResult, folder: Path, basis: Basis) -> AcceptedCase:
    reply = result.replies[-1]
    keys = {*result.case.expect.clauses, *cited_clauses(reply, basis.names)}
    clauses = (basis.clause(key) for key in keys)
    found = sorted(str(ClauseKey(one.document, one.path)) for one in clauses if one is not None)
    return AcceptedCase(
        file=_file(result, folder),
        passed=not result.failures,
        clauses=_known((key, basis.clause_digest(ClauseKey.of(key))) for key in found),
        measures=_known((id_, basis.measure_digest(id_)) for id_ in sorted(measures_of(reply))),
    )


def _known(digests: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    return {name: digest for name, digest in digests if digest is not None}


def _file(result: CaseResult, folder: Path) -> str:
    """The case file, relative to the accepted run's folder if it is there: the same anywhere."""
    source = result.case.source.resolve()
    return (source.relative_to(folder) if source.is_relative_to(folder) else source).as_posix()
