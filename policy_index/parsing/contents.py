"""Contents lists: headings that are named before they come."""

import re
from collections.abc import Sequence
from itertools import accumulate

from policy_index.parsing.lines import Line
from policy_index.parsing.markers import find_marker

_TITLE = re.compile(r"目\s*[录錄次]")
# ……… 3, ......- 3 -, and a leader that lost its page.
_LEADER = re.compile(
    r"(?:(?:[.．·…‥⋯•—_]\s*){3,}[-—(（]?\s*(?:\d{1,3}|[ivxIVX]{1,5})?\s*[-—)）]?|…{2,}\s*\d{1,3})$"
)
_PAGE_BEHIND = re.compile(r"\s+\d{1,3}$|(?<=[一-鿿])\d{1,3}$")
_PAGE = re.compile(r"[-—－]?\s*\d{1,3}\s*[-—－]?")
_SHORTEST_TITLE, _LONGEST_ENTRY, _LONGEST_TEAR, _FEWEST = 6, 60, 4, 3


def find_contents(lines: Sequence[Line]) -> set[int]:
    """Indexes of the lines of a contents list, its title included."""
    text = _Text(lines)
    found: set[int] = set()
    for index, line in enumerate(lines):
        if len(line.text) > _SHORTEST_TITLE or index in found:
            continue
        begin = _title_end(lines, index)
        if begin is None:
            continue
        end = _leaders_end(lines, begin)
        if end == begin:
            end = text.repeated_end(begin)
        if end > begin:
            found.update(range(index, end))
    return found or _untitled(lines, text)


def _title_end(lines: Sequence[Line], index: int) -> int | None:
    if _TITLE.fullmatch(lines[index].text):
        return index + 1
    torn = lines[index].text + (lines[index + 1].text if index + 1 < len(lines) else "")
    return index + 2 if len(torn) <= _SHORTEST_TITLE and _TITLE.fullmatch(torn) else None


def _leaders_end(lines: Sequence[Line], begin: int) -> int:
    """The end of the lines with dotted leaders; a few torn pieces may stand between two."""
    index = end = begin
    while index < len(lines) and index - end <= _LONGEST_TEAR:
        text = lines[index].text
        if _LEADER.search(text) or (end == index > begin and _PAGE.fullmatch(text)):
            end = index + 1
        elif len(text) > _LONGEST_ENTRY or text.endswith(("。", "；")):
            break
        index += 1
    return end


def _untitled(lines: Sequence[Line], text: "_Text") -> set[int]:
    """A list without a title: three headings in a row that all come again."""
    begin = next((i for i, line in enumerate(lines) if find_marker(line.text)), len(lines))
    end = text.repeated_end(begin)
    is_list = end - begin >= _FEWEST and not any("。" in line.text for line in lines[begin:end])
    return set(range(begin, end)) if is_list else set()


class _Text:
    """All lines without white space, to find in which of them an entry stands again."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = ["".join(line.text.split()) for line in lines]
        self._starts = [0, *accumulate(map(len, self._lines))]
        self._line_starts = set(self._starts)
        self._flat = "".join(self._lines)

    def repeated_end(self, begin: int) -> int:
        """The end of the lines from ``begin`` on that stand again further down, as headings do;
        the list is over where its first entry does."""
        end = begin
        while end < len(self._lines) and self._comes_again(end):
            if end > begin and self._lines[end].startswith(self._entry(begin)):
                break
            end += 1
        return end

    def _entry(self, index: int) -> str:
        return _PAGE_BEHIND.sub("", _LEADER.sub("", self._lines[index]))

    def _comes_again(self, index: int) -> bool:
        entry = self._entry(index)
        if not 2 <= len(entry) <= _LONGEST_ENTRY or entry.endswith(("。", "；", "，")):
            return False
        place = self._flat.find(entry, self._starts[index + 1])
        while place >= 0 and place not in self._line_starts:
            place = self._flat.find(entry, place + 1)
        return place >= 0
