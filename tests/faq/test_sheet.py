"""Sheets of cases: nothing is lost on the way there and back, and a wrong row is explained."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.faq.basis import Basis
from tests.faq.case_files import read_cases
from tests.faq.cases import (
    Case,
    CaseError,
    ClauseKey,
    Expectation,
    alternatives,
    load_cases,
    load_file,
)
from tests.faq.notation import ACTIONS, COLUMNS, cells_of
from tests.faq.sheet import DONE, UNUSABLE, main, read_sheet, write_sheet
from tests.faq.writing import append_case, write_cases

FOLDER = Path(__file__).parent
CASES = load_cases([FOLDER])
BASIS = Basis.load()
SHEETS = pytest.mark.parametrize("suffix", [".xlsx", ".csv"])

_characters = st.characters(exclude_categories=["Cs"])
_texts = st.text(_characters, min_size=1, max_size=20).filter(str.strip)
_phrases = _texts.filter(lambda text: all(part.strip() for part in alternatives(text)))
_sums = st.integers(1, 10**13).map(lambda fen: Decimal(fen) / 100)
_keys = st.sampled_from([ClauseKey(one.document, one.path) for one in BASIS.collection.clauses])
_tags = st.text("上市口语ab=1", min_size=1, max_size=4)


def tuples(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, min_size=least, max_size=3).map(tuple)


_expectations = st.builds(
    Expectation,
    outcome=st.sampled_from(list(ACTIONS.values())),
    clauses=tuples(_keys),
    amounts=tuples(_sums),
    allowed_amounts=st.none() | tuples(_sums),
    says=tuples(_phrases),
    never_says=tuples(_phrases),
).filter(lambda expect: expect != Expectation())
_cases = st.builds(
    Case,
    id=st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
    as_of=st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    turns=tuples(_texts, least=1),
    expect=_expectations,
    source=st.just(Path("cases")),
    firm=st.none() | _texts,
    tags=tuples(_tags),
    owner=st.none() | _texts,
    note=st.none() | _texts,
)


HARD = replace(
    CASES[0],
    turns=("=1+1", "-甲\n乙\\n", " “问”,\r\n\t"),
    expect=Expectation(says=("@甲\x85乙\u2028丙｜丁", "；、")),
    note="+\x00\ufeff\uffff\\",
)


def of(source: Path, cases: Sequence[Case]) -> list[Case]:
    return [replace(case, source=source) for case in cases]


@SHEETS
def test_every_case_of_the_project_survives_a_sheet_and_yaml(tmp_path: Path, suffix: str) -> None:
    sheet, file = tmp_path / f"cases{suffix}", tmp_path / "cases.yml"
    write_sheet(sheet, CASES, BASIS)
    cases, mistakes = read_sheet(sheet, BASIS)
    assert (cases, mistakes) == (of(sheet, CASES), [])
    write_cases(file, cases)
    assert load_file(file) == of(file, CASES)


@SHEETS
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(case=_cases)
@example(case=HARD)
def test_any_case_survives_a_sheet(tmp_path: Path, suffix: str, case: Case) -> None:
    sheet = tmp_path / f"cases{suffix}"
    write_sheet(sheet, [case], BASIS)
    assert read_sheet(sheet, BASIS) == (of(sheet, [case]), [])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(case=_cases)
@example(case=HARD)
def test_any_case_survives_yaml(tmp_path: Path, case: Case) -> None:
    file = tmp_path / "cases.yml"
    write_cases(file, [case])
    assert load_file(file) == of(file, [case])


@given(case=_cases)
@example(case=HARD)
def test_no_cell_begins_like_a_formula(case: Case) -> None:
    assert not [cell for cell in cells_of(case).values() if cell.startswith(("=", "+", "-", "@"))]


def workbook(path: Path, *rows: Sequence[Any]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


def test_three_columns_are_enough(tmp_path: Path) -> None:
    sheet = workbook(tmp_path / "a.xlsx", ["编号", "问题", "期望动作"], ["a-1", "你好", "寒暄"])
    (case,), mistakes = read_sheet(sheet, BASIS)
    assert (case.id, case.said, mistakes) == ("a-1", ("你好",), [])
    assert case.expect == Expectation(outcome="smalltalk")


def test_cells_are_read_as_people_fill_them_in(tmp_path: Path) -> None:
    title = BASIS.collection.documents["guangzhou-2022"].title
    sheet = workbook(
        tmp_path / "a.xlsx",
        COLUMNS,
        [
            "GZ-1", "上市花了５６０万", "你好\n广州", "我们是小巨人", datetime(2024, 6, 1),
            " 回答 ",
            f"《{title}》（穗府办规〔2022〕4号）三、（三）；guangzhou-2022 三、(五)",
            "280万元；560万\n只许：280万元、560万元、300万元", "期满|已过\n上市", "可补560万",
            "上市、口语", "王", "第一行\n第二行",
        ],
        [],
        [7, "今天呢", None, None, "2024年6月1日", "反问", None, "只许：无"],
    )  # fmt: skip
    (first, second), mistakes = read_sheet(sheet, BASIS)
    assert mistakes == []
    assert first == Case(
        id="gz-1",
        as_of=date(2024, 6, 1),
        turns=("你好", "广州", "上市花了５６０万"),
        expect=Expectation(
            outcome="answer",
            clauses=(
                ClauseKey("guangzhou-2022", "三、（三）"),
                ClauseKey("guangzhou-2022", "三、（五）"),
            ),
            amounts=(Decimal(2_800_000), Decimal(5_600_000)),
            allowed_amounts=(Decimal(2_800_000), Decimal(5_600_000), Decimal(3_000_000)),
            says=("期满|已过", "上市"),
            never_says=("可补560万",),
        ),
        source=sheet,
        firm="我们是小巨人",
        tags=("上市", "口语"),
        owner="王",
        note="第一行\n第二行",
    )
    assert first.said == ("我们是小巨人", "你好", "广州", "上市花了５６０万")
    assert (second.id, second.as_of) == ("7", date(2024, 6, 1))
    assert second.expect.allowed_amounts == ()


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        ("编号", "广州一", "只能用英文字母"),
        ("编号", "", "不能空着"),
        ("问题", " ", "不能空着"),
        ("日期", "去年", "不是日期"),
        ("日期", "2024-02-30", "不是日期"),
        ("期望动作", "答", "不是 回答、反问"),
        ("期望动作", "不限", "至少要填一项"),
        ("期望条款", "三、（三）", "不是收录的条款"),
        ("期望条款", "guangzhou-2022 三、（九九）", "不是收录的条款"),
        ("期望金额", "280", "不是一个带单位的金额"),
        ("期望金额", "只许：许多", "不是一个带单位的金额"),
        ("必须包含", "期满|", "竖线一侧是空的"),
    ],
)
def test_wrong_cell_is_explained_and_the_other_rows_are_read(
    tmp_path: Path, column: str, cell: str, why: str
) -> None:
    wrong = {"编号": "b", "问题": "问", "期望动作": "回答", column: cell}
    right = {"编号": "c", "问题": "问", "期望动作": "回答"}
    rows = [[row.get(name, "") for name in COLUMNS] for row in (wrong, right)]
    sheet = workbook(tmp_path / "a.xlsx", COLUMNS, *rows)
    cases, (mistake,) = read_sheet(sheet, BASIS)
    assert [case.id for case in cases] == ["c"]
    assert str(mistake).startswith(f"{sheet} 第2行“{column}”：")
    assert why in str(mistake)


def test_every_wrong_cell_of_a_row_is_told_and_an_id_that_stands_twice(tmp_path: Path) -> None:
    rows = [["a", "问", "答"], ["b", "问", "回答"], ["b", "问", "回答"], ["", "", "拒答"]]
    sheet = workbook(tmp_path / "a.xlsx", ["编号", "问题", "期望动作"], *rows)
    _, mistakes = read_sheet(sheet, BASIS)
    assert [(one.row, one.problem.column) for one in mistakes] == [
        (2, "期望动作"),
        (4, "编号"),
        (5, "编号"),
        (5, "问题"),
    ]
    assert "与第3行重复" in str(mistakes[1])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_csv_is_read_as_excel_and_others_save_it(tmp_path: Path, encoding: str) -> None:
    sheet = tmp_path / "a.csv"
    with sheet.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([["编号", "问题", "期望动作"], ["a", "小巨人“奖”多少", "回答"]])
    (case,), _ = read_sheet(sheet, BASIS)
    assert case.turns == ("小巨人“奖”多少",)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "缺少列"),
        ("编号,问题\n".encode(), "缺少列 期望动作"),
        ("编号,问题,期望动作,期望\n".encode(), "“期望”不认识"),
        ("编号,问题,期望动作,问题\n".encode(), "出现了两次"),
        (b"\xff\xff\xff", "不是 UTF-8 也不是 GBK"),
    ],
)
def test_file_that_is_no_sheet_of_cases_is_refused(
    tmp_path: Path, content: bytes, why: str
) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_bytes(content)
    with pytest.raises(CaseError, match=why):
        read_sheet(sheet, BASIS)


def test_old_workbook_under_a_new_name_is_refused_with_the_cure(tmp_path: Path) -> None:
    sheet = tmp_path / "a.xlsx"
    sheet.write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(CaseError, match="另存为"):
        read_sheet(sheet, BASIS)


def test_workbook_explains_every_column_and_offers_the_actions(tmp_path: Path) -> None:
    sheet = tmp_path / "a.xlsx"
    write_sheet(sheet, CASES[:1], BASIS)
    cases, notes = load_workbook(sheet).worksheets
    explained = [row[0] for row in notes.iter_rows(values_only=True)]
    assert explained[1 : len(COLUMNS) + 1] == list(COLUMNS)
    assert set(BASIS.collection.documents) <= set(explained)
    (choice,) = cases.data_validations.dataValidation
    assert choice.formula1 == '"回答,反问,拒答,转人工,寒暄,不限"'


def test_cases_of_sheets_and_yaml_run_together(tmp_path: Path) -> None:
    sheet = workbook(tmp_path / "a.xlsx", ["编号", "问题", "期望动作"], ["a", "问", "回答"], ["b"])
    file = tmp_path / "b.yml"
    write_cases(file, CASES[:1])
    read = read_cases([sheet, file], BASIS)
    assert [case.id for case in read.cases] == ["a", CASES[0].id]
    assert {mistake.row for mistake in read.mistakes} == {3}


def test_command_exports_and_imports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet, file = tmp_path / "cases.xlsx", tmp_path / "cases.yml"
    assert main(["export", str(sheet)]) == DONE
    assert main(["import", str(sheet)]) == DONE
    assert load_cases([file]) == of(file, CASES)
    assert f"{len(CASES)} 个用例" in capsys.readouterr().out
    assert main(["import", str(sheet)]) == UNUSABLE
    assert "--replace" in capsys.readouterr().err
    assert main(["import", str(sheet), "--replace"]) == DONE


def test_import_of_a_wrong_sheet_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = workbook(
        tmp_path / "a.xlsx", ["编号", "问题", "期望动作"], ["a", "问", "回答"], ["b", "问", "?"]
    )
    assert main(["import", str(sheet)]) == UNUSABLE
    assert "第3行“期望动作”" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [sheet]


def test_case_is_put_behind_those_of_a_file_which_keeps_its_words(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    append_case(file, CASES[0])
    written = f"# Why.\n{file.read_text(encoding='utf-8')}"
    file.write_text(written, encoding="utf-8")
    append_case(file, CASES[1])
    assert file.read_text(encoding="utf-8").startswith(written)
    assert load_file(file) == of(file, CASES[:2])
