"""A table as lines that can be read one by one: header first, spanned cells repeated."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDEST = 100  # columns; a colspan beyond that is a slip of the page's author

_FRAME_LINES = 5


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
                for spanned in range(column, column + min(max(cell.columns, 1), WIDEST)):
                    below.setdefault(spanned, cell.text)
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    return [[row.get(column, "") for column in range(width)] for row in grid]


def row_line(row: Sequence[str]) -> str:
    """Its cells joined by `` | ``; one cell across the whole width stands once."""
    if not any(row):
        return ""
    return row[0] if len(set(row)) == 1 else " | ".join(row)


def holds_document(cells: Sequence[Sequence[str]], columns: int) -> bool:
    """Whether the table is but a frame: one column, or one cell with most of the words, in many
    lines. ``cells`` are the lines of each cell."""
    sizes = [sum(map(len, cell)) for cell in cells]
    if columns < 2 or not sizes:
        return True
    largest = cells[sizes.index(max(sizes))]
    return max(sizes) > 0.6 * sum(sizes) and len(largest) > _FRAME_LINES
