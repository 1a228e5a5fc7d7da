"""What has become of a case since the accepted run, told from results and the real collection."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from policy_index.collection import POLICIES, Collection
from tests.faq.accepted import AcceptedCase, Status, accept, judge, load_accepted
from tests.faq.basis import Basis
from tests.faq.cases import Case, CaseError, ClauseKey, Expectation
from tests.faq.checks import Failure, Reply
from tests.faq.runner import CaseResult

BASIS = Basis.load()
LISTING = ClauseKey("guangzhou-2022", "三、（三）")
WRONG = Failure("outcome", "answer", "ask")


def result(
    case_id: str = "a", *, failures: Sequence[Failure] = (), source: str = "a.yml", **card: object
) -> CaseResult:
    expect = Expectation(outcome="answer", clauses=(LISTING,))
    case = Case(case_id, None, ("问",), expect, Path(source))
    return CaseResult(case, [Reply("答", ({"kind": "amount", **card},))], failures)


def accepted_run(tmp_path: Path, *results: CaseResult) -> dict[str, AcceptedCase]:
    path = tmp_path / "accepted.json"
    accept(path, results, load_accepted(path), BASIS)
    return load_accepted(path)


@pytest.mark.parametrize(
    ("before", "now", "status"),
    [
        (True, True, Status.PASSING),
        (True, False, Status.NEWLY_FAILING),
        (False, True, Status.FIXED),
        (False, False, Status.STILL_FAILING),
    ],
)
def test_status_is_what_has_become_of_a_case(
    tmp_path: Path, before: bool, now: bool, status: Status
) -> None:
    accepted = accepted_run(tmp_path, result(failures=() if before else [WRONG]))
    (verdict,) = judge([result(failures=() if now else [WRONG])], accepted, BASIS)
    assert (verdict.status, verdict.failed, verdict.changed) == (status, not now, ())


@pytest.mark.parametrize("failures", [[], [WRONG]])
def test_case_that_was_never_accepted_is_new(failures: list[Failure]) -> None:
    (verdict,) = judge([result(failures=failures)], {}, BASIS)
    assert (verdict.status, verdict.failed) == (Status.NEW, bool(failures))


@pytest.mark.parametrize("failures", [[], [WRONG]])
def test_case_whose_clause_changed_is_to_be_reviewed_and_not_failed(
    tmp_path: Path, failures: list[Failure]
) -> None:
    accepted = accepted_run(tmp_path, result())
    clauses = [
        replace(one, text=f"{one.text}（修订）")
        if ClauseKey(one.document, one.path) == LISTING
        else one
        for one in BASIS.collection.clauses
    ]
    changed = replace(BASIS, collection=replace(BASIS.collection, clauses=clauses))
    (verdict,) = judge([result(failures=failures)], accepted, changed)
    assert (verdict.status, verdict.failed) == (Status.REVIEW, False)
    assert verdict.changed == [str(LISTING)]


def test_case_whose_clause_is_gone_is_to_be_reviewed(tmp_path: Path) -> None:
    accepted = accepted_run(tmp_path, result())
    gone = replace(BASIS, collection=replace(BASIS.collection, clauses=()))
    assert judge([result(failures=[WRONG])], accepted, gone)[0].status is Status.REVIEW


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    """The policies, to be changed."""
    return Path(shutil.copytree(POLICIES, tmp_path / "policies"))


def edit(path: Path, old: str, new: str) -> Basis:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return Basis.load(Collection.load(path.parents[1]))


def test_cited_clause_and_computed_measure_count_as_well_as_the_expected(
    tmp_path: Path, policies: Path
) -> None:
    citation = {"document": "zhanjiang-2022", "clause": "三、(一)"}
    figure = {"measure": "guangzhou-2022/listing"}
    accepted = accepted_run(tmp_path, result(citations=[citation], figures=[figure]))
    assert accepted["a"].clauses.keys() == {str(LISTING), "zhanjiang-2022 三、（一）"}
    measures = policies / LISTING.document / "measures.yml"
    changed = edit(measures, "- id: guangzhou-2022/listing\n", "- id: guangzhou-2022/other\n")
    (verdict,) = judge([result()], accepted, changed)
    assert (verdict.status, verdict.changed) == (Status.REVIEW, ["guangzhou-2022/listing"])


def test_comments_in_a_file_of_measures_change_no_case(tmp_path: Path, policies: Path) -> None:
    accepted = accepted_run(tmp_path, result(figures=[{"measure": "guangzhou-2022/listing"}]))
    changed = edit(policies / LISTING.document / "measures.yml", "- id:", "# Noted.\n- id:")
    assert judge([result()], accepted, changed)[0].status is Status.PASSING


def test_accepting_clears_the_review(tmp_path: Path) -> None:
    path = tmp_path / "accepted.json"
    accept(path, [result()], {}, BASIS)
    written = json.loads(path.read_text(encoding="utf-8"))
    written["a"]["clauses"][str(LISTING)] = "0" * 12
    path.write_text(json.dumps(written), encoding="utf-8")
    accepted = load_accepted(path)
    assert judge([result()], accepted, BASIS)[0].status is Status.REVIEW
    accept(path, [result()], accepted, BASIS)
    assert judge([result()], load_accepted(path), BASIS)[0].status is Status.PASSING


def test_accepting_some_files_keeps_the_others_and_drops_what_is_gone(tmp_path: Path) -> None:
    accepted_run(tmp_path, result("a"), result("gone"), result("b", source="b.yml"))
    assert accepted_run(tmp_path, result("a")).keys() == {"a", "b"}


@pytest.mark.parametrize("content", ["[", "[]", '{"a": {}}', '{"a": 1}'])
def test_record_that_cannot_be_read_is_refused_with_the_cure(tmp_path: Path, content: str) -> None:
    path = tmp_path / "accepted.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CaseError, match="--accept"):
        load_accepted(path)
