"""Tables of text in .xlsx and .csv files: rows out of a file, and rows into one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

SUFFIXES = (".xlsx", ".csv")

Table = Sequence[Sequence[str]]


class TableError(ValueError):
    """A file that is no table: why, in the words of those who fill in sheets."""


def read_table(path: Path) -> Table:
    """The cells of a .csv, or of the first sheet of an .xlsx, row by row.

    Raises TableError or OSError.
    """
    if path.suffix.lower() == ".csv":
        return list(csv.reader(io.StringIO(_decoded(path.read_bytes()), newline="")))
    return list(_read_workbook(path))


def csv_bytes(table: Table) -> bytes:
    """UTF-8 with the mark by which Excel recognises it."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    return text.getvalue().encode("utf-8-sig")


def workbook_bytes(
    table: Table, title: str, notes: Table, notes_title: str, choices: Mapping[int, Sequence[str]]
) -> bytes:
    """A workbook of the table (its first row a header) and a second sheet of notes.

    Every cell is text, so that Excel makes no date of 1-2. ``choices`` are what can be picked in a
    column (from 0).
    """
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(title)
    _fill(sheet, table, [22, 40, 28, 24, 12, 10, 28, 24, 28, 28, 14, 10, 24])
    for column, words in choices.items():
        letter = sheet.cell(1, column + 1).column_letter
        validation = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
        validation.add(f"{letter}2:{letter}5000")
        sheet.add_data_validation(validation)
    _fill(book.create_sheet(notes_title), notes, [26, 100])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Any, table: Table, widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    head = PatternFill("solid", fgColor="E8EEF7")
    for number, row in enumerate(table, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column, text or None)
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font, cell.fill = Font(bold=True), head
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"


def _read_workbook(path: Path) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    content = io.BytesIO(path.read_bytes())
    try:
        book = load_workbook(content, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError) as error:
        raise TableError("不是 .xlsx 文件；在 Excel 或 WPS 中另存为 .xlsx 或 .csv") from error
    for row in book.worksheets[0].iter_rows(values_only=True):
        yield [_text(value) for value in row]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError("不是 UTF-8 也不是 GBK 编码的 .csv；在 Excel 中另存为“CSV UTF-8”")
