"""Reading case files: what is taken, and what is refused with which words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.faq.cases import CaseError, ClauseKey, Expectation, load_cases

WHOLE = """\
- id: listing
  as_of: 2024-06-01
  turns: [你好, 上市花了５６０万，广州能补多少？]
  expect:
    outcome: answer
    clauses: [guangzhou-2022 三、（三）]
    amounts: [280万元]
    allowed_amounts: ["2,800,000元", 5６0万元]
    says: [分阶段, 期满|已过]
    never_says: [可补560万]
"""


def write(folder: Path, content: str, name: str = "cases.yml") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_whole_case_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, WHOLE)
    (case,) = load_cases([path])
    assert (case.id, case.as_of, case.source) == ("listing", date(2024, 6, 1), path)
    assert case.turns == ("你好", "上市花了５６０万，广州能补多少？")
    assert case.expect == Expectation(
        outcome="answer",
        clauses=(ClauseKey("guangzhou-2022", "三、（三）"),),
        amounts=(Decimal(2_800_000),),
        allowed_amounts=(Decimal(2_800_000), Decimal(5_600_000)),
        says=("分阶段", "期满|已过"),
        never_says=("可补560万",),
    )


def test_absent_fields_are_not_checked_and_no_sum_may_be_demanded(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "- {id: a, turns: [问], expect: {says: [答]}}\n"
        "- {id: b, turns: [问], expect: {allowed_amounts: []}}\n",
    )
    first, second = load_cases([path])
    assert first.as_of is None
    assert first.expect.allowed_amounts is None
    assert second.expect.allowed_amounts == ()


def test_folder_stands_for_its_case_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    write(tmp_path, "- {id: two, turns: [问], expect: {outcome: ask}}", "b.yml")
    write(tmp_path, "- {id: one, turns: [问], expect: {outcome: ask}}", "a.yaml")
    write(tmp_path / "deep", "- {id: three, turns: [问], expect: {outcome: ask}}", "c.yml")
    write(tmp_path, "no case", "notes.txt")
    assert [case.id for case in load_cases([tmp_path])] == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("old", "new", "field", "why"),
    [
        ("id: listing", "id: Listing case", "id", "lower-case"),
        ("as_of: 2024-06-01", "as_of: 去年", "as_of", "must be a date"),
        ("as_of: 2024-06-01", "as_of: 2024-06-01 10:00:00", "as_of", "must be a date"),
        ("[你好, 上市花了５６０万，广州能补多少？]", "[]", "turns", "list of texts"),
        ("[你好, 上市花了５６０万，广州能补多少？]", "你好", "turns", "list of texts"),
        ("[你好, ", "[88, ", "turns", "88 is not a text; put it in quotes"),
        ("  turns:", "  turn: x\n  turns:", None, "unknown key 'turn'"),
        ("    says:", "    say: [x]\n    says:", "expect", "unknown key 'say'"),
        ("outcome: answer", "outcome: answers", "outcome", "none of answer, ask"),
        ("guangzhou-2022 三、（三）", "三、（三）", "clauses", "is not a document id"),
        ("[280万元]", "[280万元和30万元]", "amounts", "is not one sum"),
        ("[280万元]", "[280家]", "amounts", "is not one sum"),
        ("期满|已过", "期满|", "says", "empty alternative"),
    ],
)
def test_wrong_field_is_refused(
    tmp_path: Path, old: str, new: str, field: str | None, why: str
) -> None:
    path = write(tmp_path, WHOLE.replace(old, new, 1))
    with pytest.raises(CaseError) as refused:
        load_cases([path])
    message = str(refused.value)
    assert message.startswith(str(path))
    case = "case number 1" if field == "id" else "case listing"
    where = f"{case}, {field}: " if field else f"{case}: "
    assert where in message
    assert why in message


@pytest.mark.parametrize("expect", ["", "{}", "[answer]", "answer"])
def test_case_that_expects_nothing_is_refused(tmp_path: Path, expect: str) -> None:
    path = write(tmp_path, f"- id: a\n  turns: [问]\n  expect: {expect}\n")
    with pytest.raises(CaseError, match="case a, expect: must say at least one thing"):
        load_cases([path])


def test_id_used_twice_is_refused_with_both_files(tmp_path: Path) -> None:
    first = write(tmp_path, WHOLE, "first.yml")
    second = write(tmp_path, WHOLE, "second.yml")
    with pytest.raises(CaseError, match=r"second\.yml, case listing, id: already used in .*first"):
        load_cases([first, second])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "must be a list of cases"),
        ("id: a", "must be a list of cases"),
        ("- a", "case number 1: must be a mapping"),
        ("- {id: a, id: b}", "stands twice"),
        ("- [", "line"),
    ],
)
def test_file_that_holds_no_cases_is_refused(tmp_path: Path, content: str, why: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(CaseError, match=why) as refused:
        load_cases([path])
    assert str(path) in str(refused.value)


def test_missing_file_and_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"none\.yml"):
        load_cases([tmp_path / "none.yml"])
    with pytest.raises(CaseError, match="holds no"):
        load_cases([tmp_path])
