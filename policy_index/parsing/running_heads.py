"""Running heads and feet: the same short line on page after page."""

import re
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from policy_index.parsing.closing_words import is_title
from policy_index.parsing.lines import Line, is_full, width, wrap_width
from policy_index.parsing.markers import find_marker
from policy_index.parsing.page_numbers import page_edges

_SHORTEST, _LONGEST, _SHORT_LINE = 4, 60, 0.8
_SENTENCE_END = ("。", "；", "：", "！", "？")
_NO_HEAD = re.compile(r".*[，。；：！？].*|.*[、）)]|[（(〔\[].*")
_COLLECTION = re.compile(r"文件|公报|汇编|资料")


def find_running_heads(
    lines: Sequence[Line], numbers: AbstractSet[int], bare: AbstractSet[int]
) -> set[int]:
    """Lines that come back, but for their digits, where pages begin, or where they end.

    Without a form feed a page is known by its number: ``numbers`` are sure, ``bare`` ones may be.
    """
    wrapped = wrap_width(lines)
    tops, bottoms = page_edges(lines)
    after = {0, *tops, *(i + 1 for i in {*numbers, *bare, *tops})}
    before = {*bottoms, *(i - 1 for i in {*numbers, *bare, *bottoms})}
    pages = max(lines[-1].page, len(numbers) - 1) if lines else 0
    heads: set[int] = set()
    for indexes in _repeated(lines, wrapped, numbers):
        at_edges = after.issuperset(indexes) or before.issuperset(indexes)
        if 2 * len(indexes) >= pages and (at_edges or _part(lines, indexes, wrapped)):
            heads.update(indexes[_own_title(lines[indexes[0]], indexes) :])
    return heads


def find_lone_heads(lines: Sequence[Line], numbers: AbstractSet[int]) -> set[int]:
    """Heads that stand once: a short line after a page's end, between the halves of a sentence."""
    wrapped = wrap_width(lines)
    begins = page_edges(lines)[0] | {i + 1 for i in numbers}
    heads: set[int] = set()
    for index in sorted(begins - numbers) if wrapped else ():
        before = next((i for i in range(index - 1, -1, -1) if i not in numbers), None)
        if before is None or index >= len(lines) or not _may_be_head(lines[index], wrapped):
            continue
        if _is_open(lines[before], wrapped) and _is_short(lines[index], wrapped):
            heads.add(index)
    return heads


def _repeated(lines: Sequence[Line], wrapped: int, numbers: AbstractSet[int]) -> list[list[int]]:
    """The places of each line that may be a head and stands more than once."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if index not in numbers and _may_be_head(line, wrapped):
            places[re.sub(r"\d+", "0", re.sub(r"\s+", "", line.text))].append(index)
    return [indexes for indexes in places.values() if len(indexes) > 1]


def _may_be_head(line: Line, wrapped: int) -> bool:
    return (
        _SHORTEST <= len(line.text) <= _LONGEST
        and not line.is_table_row
        and not is_full(line, wrapped)
        and not _NO_HEAD.fullmatch(line.text)
        and find_marker(line.text) is None
    )


def _own_title(first: Line, indexes: Sequence[int]) -> int:
    """1 if the first of the lines is the document's title, which the others only repeat."""
    return int(indexes[0] <= 2 and is_title(first.text) and not _COLLECTION.search(first.text))


def _part(lines: Sequence[Line], indexes: Sequence[int], wrapped: int) -> bool:
    """Whether lines stand between the halves of sentences, where page numbers were lost."""
    parting = [i for i in indexes if i and _breaks_off(lines[i - 1], wrapped)]
    short = all(_is_short(lines[i], wrapped) for i in indexes)
    return short and len(parting) > 1 and 2 * len(parting) >= len(indexes)


def _is_open(line: Line, wrapped: int) -> bool:
    return is_full(line, wrapped) and not line.text.endswith(_SENTENCE_END)


def _breaks_off(line: Line, wrapped: int) -> bool:
    """As open, of a scan too, whose lines are full but not all as wide."""
    nearly_full = width(line.text) + line.indent >= _SHORT_LINE * wrapped
    return nearly_full and not line.text.endswith(_SENTENCE_END)


def _is_short(line: Line, wrapped: int) -> bool:
    return width(line.text) < _SHORT_LINE * wrapped
