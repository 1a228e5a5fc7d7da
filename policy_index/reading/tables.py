"""A table as lines that can be read one by one: header first, spanned cells repeated."""

from collections.abc import Sequence
from dataclasses import dataclass

_WIDEST = 100  # columns; a colspan beyond that is a slip of the page's author


@dataclass(frozen=True)
class Cell:
    """``rows`` and ``columns`` that the cell spans; 0 rows is down to the last one."""

    text: str
    rows: int = 1
    columns: int = 1


def unrolled(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The grid of texts: what a cell spans is filled with its text."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[at]:
                column += 1
            last = at + cell.rows if cell.rows > 0 else len(rows)
            for below in grid[at:last]:
                for spanned in range(column, column + min(max(cell.columns, 1), _WIDEST)):
                    below.setdefault(spanned, cell.text)
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    return [[row.get(column, "") for column in range(width)] for row in grid]


def row_line(row: Sequence[str]) -> str:
    """Its cells joined by `` | ``; a cell across the whole width stands once; "" if all are empty."""
    if not any(row):
        return ""
    return row[0] if len(set(row)) == 1 else " | ".join(row)
