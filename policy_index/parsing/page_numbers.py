"""Page numbers: - 3 -, 第3页 共10页, and a bare 3 where a page ends."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from policy_index.parsing.lines import Line

_DASH = r"[-—–－―~·•_]{1,2}"
_NUMBERED = re.compile(
    rf"{_DASH}\s*\d{{1,3}}\s*{_DASH}|[-—–_=＿─━―*]{{3,}}"
    r"|第\s*\d{1,3}\s*页(?:\s*[,，/／（(]?\s*共\s*\d{1,3}\s*页[）)]?)?|共\s*\d{1,3}\s*页\s*第\s*\d{1,3}\s*页"
    r"|[Pp]age\s*\d{1,3}(?:\s*of\s*\d{1,3})?"
)
_BARE = re.compile(r"\d{1,3}")
_AT_EDGE = re.compile(r"\d{1,3}(?:\s*[/／]\s*\d{1,3})?")
# A bare number is torn out of its sentence if this stands before or after it.
_TORN_BEFORE = ("（", "(", "〔", "[", "第", "〕")
_TORN_AFTER = re.compile(r"[）)〕\]．.、，。；：%％‰年月日号条章节家个万亿元项台户倍至~—-]")
_SHORTEST_PAGE = 8  # lines


def page_edges(lines: Sequence[Line]) -> tuple[set[int], set[int]]:
    """The first lines of pages, and the last ones, where form feeds part the pages."""
    if not lines or lines[-1].page == 0:
        return set(), set()
    turns = {i for i in range(1, len(lines)) if lines[i].page != lines[i - 1].page}
    return {0} | turns, {i - 1 for i in turns} | {len(lines) - 1}


def sure_numbers(lines: Sequence[Line]) -> set[int]:
    """Lines that are page numbers by their form, or by their place at the edge of a page."""
    edges = set().union(*page_edges(lines))
    return {
        i
        for i, line in enumerate(lines)
        if _NUMBERED.fullmatch(line.text) or (i in edges and _AT_EDGE.fullmatch(line.text))
    }


def bare_numbers(lines: Sequence[Line]) -> set[int]:
    """Lines that are a number and no more, each of which may be a page's or a sentence's."""
    return {i for i, line in enumerate(lines) if _BARE.fullmatch(line.text)}


def counting_numbers(lines: Sequence[Line], bare: AbstractSet[int]) -> set[int]:
    """Bare numbers that count the pages of a text without form feeds: 1, 2, 3 far apart."""
    chain: list[int] = []
    for index in sorted(bare):
        number = int(lines[index].text)
        if _is_torn(lines, index):
            continue
        if not chain:
            chain = [index] if number <= 2 else []
        elif number == int(lines[chain[-1]].text) + 1 and index - chain[-1] > _SHORTEST_PAGE:
            chain.append(index)
    return set(chain) if len(chain) > 1 and 2 * len(chain) > len(bare) else set()


def _is_torn(lines: Sequence[Line], index: int) -> bool:
    before = lines[index - 1].text if index else ""
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    return before.endswith(_TORN_BEFORE) or _TORN_AFTER.match(after) is not None
