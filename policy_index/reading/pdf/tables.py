"""Tables drawn with ruling lines: their cells, and what is written in them."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from policy_index.reading.pdf.glyphs import Glyph, Rule
from policy_index.reading.pdf.lines import lines_of
from policy_index.reading.tables import holds_document, row_line
from policy_index.reading.words import joined

_NEAR = 3.0  # points: lines that are to meet end so near each other
_MOST_RULES = 2_000  # of one page; more is a drawing

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Table:
    """``rows`` are the lines of its text; the rest is where it stands, in points."""

    rows: tuple[str, ...]
    left: float
    right: float
    bottom: float
    top: float

    def holds(self, glyph: Glyph) -> bool:
        return self.left < glyph.centre < self.right and self.bottom < glyph.middle < self.top


def tables_of(
    glyphs: Sequence[Glyph], horizontal: Sequence[Rule], vertical: Sequence[Rule]
) -> list[Table]:
    """The tables of a page. A frame around text, or a line under it, is none."""
    if len(horizontal) + len(vertical) > _MOST_RULES:
        return []
    grids = _connected(_merged(horizontal), _merged(vertical))
    tables = [_table(glyphs, across, down) for across, down in grids]
    return [table for table in tables if table is not None]


def _table(glyphs: Sequence[Glyph], across: Sequence[Rule], down: Sequence[Rule]) -> Table | None:
    # A table may have no line at its sides, or none above and below.
    columns = _places([rule.at for rule in down] + [end for rule in across for end in _ends(rule)])
    heights = _places([rule.at for rule in across] + [end for rule in down for end in _ends(rule)])
    if len(columns) < 3 or len(heights) < 2:
        return None
    cells = _Groups[tuple[int, int]]()
    for row, column in product(range(len(heights) - 1), range(len(columns) - 1)):
        middle = (heights[row] + heights[row + 1]) / 2
        centre = (columns[column] + columns[column + 1]) / 2
        if column + 2 < len(columns) and not _drawn(down, columns[column + 1], middle):
            cells.join((row, column), (row, column + 1))
        if row + 2 < len(heights) and not _drawn(across, heights[row + 1], centre):
            cells.join((row, column), (row + 1, column))
    written = defaultdict(list)
    for glyph in glyphs:
        row, column = bisect(heights, glyph.middle) - 1, bisect(columns, glyph.centre) - 1
        if 0 <= row < len(heights) - 1 and 0 <= column < len(columns) - 1:
            written[cells.of((row, column))].append(glyph)
    texts = {cell: [line.text for line in lines_of(held)] for cell, held in written.items()}
    if len(texts) < 2 or holds_document(list(texts.values()), columns=len(columns) - 1):
        return None
    grid = [
        [joined(texts.get(cells.of((row, column)), ())) for column in range(len(columns) - 1)]
        for row in reversed(range(len(heights) - 1))
    ]
    rows = tuple(filter(None, map(row_line, grid)))
    return Table(rows, columns[0], columns[-1], heights[0], heights[-1])


def _ends(rule: Rule) -> tuple[float, float]:
    return rule.start, rule.end


def _places(values: Iterable[float]) -> list[float]:
    """The values, those near each other as one, in ascending order."""
    places: list[list[float]] = []
    for value in sorted(values):
        if places and value - places[-1][-1] <= _NEAR:
            places[-1].append(value)
        else:
            places.append([value])
    return [sum(place) / len(place) for place in places]


def _drawn(rules: Sequence[Rule], at: float, along: float) -> bool:
    return any(
        abs(rule.at - at) <= _NEAR and rule.start - _NEAR <= along <= rule.end + _NEAR
        for rule in rules
    )


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces on one line that touch, as one: programs draw each cell's edge by itself."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda each: (round(each.at), each.start)):
        last = merged[-1] if merged else None
        if last and abs(last.at - rule.at) <= 1 and rule.start <= last.end + _NEAR:
            merged[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            merged.append(rule)
    return merged


def _connected(
    horizontal: Sequence[Rule], vertical: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or meet, as the grids that they make."""
    groups = _Groups[tuple[str, int]]()
    for row, across in enumerate(horizontal):
        for column, down in enumerate(vertical):
            if _drawn([across], across.at, down.at) and _drawn([down], down.at, across.at):
                groups.join(("across", row), ("down", column))
    grids: dict[tuple[str, int], tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for row, across in enumerate(horizontal):
        grids[groups.of(("across", row))][0].append(across)
    for column, down in enumerate(vertical):
        grids[groups.of(("down", column))][1].append(down)
    return (grid for grid in grids.values() if grid[0] and grid[1])


class _Groups(Generic[T]):
    """Things that belong together (union-find)."""

    def __init__(self) -> None:
        self._parents: dict[T, T] = {}

    def of(self, thing: T) -> T:
        while (parent := self._parents.get(thing, thing)) != thing:
            thing = parent
        return thing

    def join(self, one: T, other: T) -> None:
        self._parents[self.of(one)] = self.of(other)
