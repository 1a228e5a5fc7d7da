"""Tables as a workbook that Excel and WPS open; a cell is what it is given, never a formula."""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

Cell = str | int | float | None
Sheet = Sequence[Sequence[Cell]]
"""Rows of cells, the first of them the head."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What the format cannot hold (XML 1.0, section 2.2).
_IMPOSSIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDEST = 48


def workbook(
    sheets: Mapping[str, Sheet], choices: Mapping[str, Mapping[int, Sequence[str]]] | None = None
) -> bytes:
    """The sheets by name; ``choices``: what can be picked in a column (from 0) of a sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows, (choices or {}).get(name, {}))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Any, rows: Sheet, choices: Mapping[int, Sequence[str]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    head = PatternFill("solid", fgColor="E8EEF7")
    widths: dict[int, int] = {}
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str):
                cell.value, cell.number_format = _IMPOSSIBLE.sub("", value) or None, "@"
                cell.data_type = "s" if cell.value else "n"  # also where it begins like a formula
            else:
                cell.value = value
            if number == 1:
                cell.font, cell.fill = Font(bold=True), head
            longest = max(map(_width, str(value or "").split("\n")))
            widths[column] = max(widths.get(column, 8), min(longest + 2, _WIDEST))
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for column, words in choices.items():
        letter = get_column_letter(column + 1)
        validation = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
        validation.add(f"{letter}2:{letter}5000")
        sheet.add_data_validation(validation)
    sheet.freeze_panes = "A2"


def _width(line: str) -> int:
    """Chinese characters are twice as wide as Latin ones."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in line)
