"""Cases in spreadsheets: `python -m tests.faq.sheet import FILE` and `… export FILE CASES…`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from policy_index.errors import PolicyError
from tests.faq.basis import Basis
from tests.faq.cases import Case, CaseError, load_cases
from tests.faq.notation import (
    ACTIONS,
    COLUMNS,
    ESCAPES,
    HELP,
    REQUIRED,
    CellProblem,
    RowError,
    case_of,
    cells_of,
)
from tests.faq.tables import SUFFIXES, Table, TableError, csv_bytes, read_table, workbook_bytes
from tests.faq.writing import write_cases, write_whole

DONE, UNUSABLE = 0, 2


@dataclass(frozen=True)
class RowMistake:
    """A cell that makes its row unusable; ``row`` as Excel counts, the header being row 1."""

    source: Path
    row: int
    problem: CellProblem

    @property
    def place(self) -> str:
        return f"第{self.row}行“{self.problem.column}”"

    def __str__(self) -> str:
        return f"{self.source} {self.place}：{self.problem.why}"


def read_sheet(path: Path, basis: Basis) -> tuple[list[Case], list[RowMistake]]:
    """The cases of the rows that are right, and what is wrong with the others.

    Raises CaseError if the file is no sheet of cases.
    """
    try:
        table = read_table(path)
        header = _header(table)
    except (TableError, OSError) as error:
        raise CaseError(path, None, None, str(error)) from error
    cases: list[Case] = []
    mistakes: list[RowMistake] = []
    rows: dict[str, int] = {}
    for number, row in enumerate(table[1:], start=2):
        cells = dict(zip(header, row, strict=False))
        if not any(cell.strip() for cell in cells.values()):
            continue
        try:
            case = case_of(cells, path, basis)
            if case.id in rows:
                why = f"“{case.id}”与第{rows[case.id]}行重复"
                raise RowError([CellProblem("编号", why)])
        except RowError as error:
            mistakes += [RowMistake(path, number, problem) for problem in error.problems]
        else:
            rows[case.id] = number
            cases.append(case)
    return cases, mistakes


def write_sheet(path: Path, cases: Sequence[Case], basis: Basis) -> None:
    """Writes the cases as .xlsx or .csv, whole or not at all. `read_sheet` reads them back."""
    rows = [list(cells_of(case).values()) for case in cases]
    table = [list(COLUMNS), *rows]
    if path.suffix.lower() == ".csv":
        content = csv_bytes(table)
    else:
        choices = {COLUMNS.index("期望动作"): list(ACTIONS)}
        content = workbook_bytes(table, "用例", _notes(basis), "填写说明", choices)
    write_whole(path, content)


def _header(table: Table) -> list[str]:
    header = [cell.strip() for cell in table[0]] if table else []
    named = [cell for cell in header if cell]
    if missing := [column for column in REQUIRED if column not in named]:
        raise TableError(f"第1行缺少列 {'、'.join(missing)}")
    for column in named:
        if column not in COLUMNS:
            raise TableError(f"第1行的列“{column}”不认识；可用的列是 {'、'.join(COLUMNS)}")
        if named.count(column) > 1:
            raise TableError(f"第1行的列“{column}”出现了两次")
    return header


def _notes(basis: Basis) -> Table:
    return [
        ["列", "怎么填"],
        *([column, ("必填。" if column in REQUIRED else "") + HELP[column]] for column in COLUMNS),
        ["特殊字符", ESCAPES],
        ["", ""],
        ["文件编号", "文件"],
        *([id_, f"《{name.title}》{name.number or ''}"] for id_, name in basis.names.items()),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        basis = Basis.load()
        if options.command == "export":
            return _export(options.file, options.cases, basis)
        return _import(options.file, options.to, options.replace, basis)
    except (CaseError, PolicyError, OSError) as error:
        print(error, file=sys.stderr)
        return UNUSABLE


def _export(file: Path, paths: Sequence[Path], basis: Basis) -> int:
    cases = load_cases(paths)
    write_sheet(file, cases, basis)
    print(f"{file}：{len(cases)} 个用例")
    return DONE


def _import(file: Path, target: Path | None, replace: bool, basis: Basis) -> int:
    target = target or file.with_suffix(".yml")
    cases, mistakes = read_sheet(file, basis)
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    if mistakes or not cases:
        print(f"{file}：没有导入；改好后再来" if mistakes else f"{file}：没有用例", file=sys.stderr)
        return UNUSABLE
    if target.exists() and not replace:
        print(f"{target}：已经存在；要整个换掉（注释会丢失）加 --replace", file=sys.stderr)
        return UNUSABLE
    write_cases(target, cases)
    print(f"{target}：{len(cases)} 个用例")
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faq.sheet",
        description="Regression cases from a spreadsheet into a case file, and back.",
        epilog="Exit code: 0 done, 2 something is wrong and nothing was written.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    into = commands.add_parser("import", help="make a case file (YAML) of a sheet")
    into.add_argument("file", type=_sheet, metavar="FILE", help="an .xlsx or .csv")
    into.add_argument("--to", type=Path, metavar="FILE.yml", help="default: beside the sheet")
    into.add_argument("--replace", action="store_true", help="put it in place of a file there")
    out = commands.add_parser("export", help="make a sheet of case files")
    out.add_argument("file", type=_sheet, metavar="FILE", help="the .xlsx or .csv to write")
    out.add_argument(
        "cases",
        nargs="*",
        type=Path,
        default=[Path(__file__).parent],
        metavar="CASES",
        help="case files, or folders of them (default: all of this project)",
    )
    return parser


def _sheet(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in SUFFIXES:
        raise argparse.ArgumentTypeError(f"{text}: must end in {' or '.join(SUFFIXES)}")
    return path


if __name__ == "__main__":
    sys.exit(main())
