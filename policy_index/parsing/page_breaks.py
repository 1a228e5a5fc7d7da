"""What a page adds to the text that runs over it: its number, and the head on every page."""

import re
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from policy_index.parsing.lines import Line, is_full, width, wrap_width
from policy_index.parsing.markers import find_marker

_DASH = r"[-—–－―~·•_]{1,2}"
_NUMBERED = re.compile(
    rf"{_DASH}\s*\d{{1,3}}\s*{_DASH}"
    r"|第\s*\d{1,3}\s*页(?:\s*[,，/／（(]?\s*共\s*\d{1,3}\s*页[）)]?)?|共\s*\d{1,3}\s*页\s*第\s*\d{1,3}\s*页"
    r"|[Pp]age\s*\d{1,3}(?:\s*of\s*\d{1,3})?"
)
# A page number too, but only where a page ends or begins.
_BARE = re.compile(r"\d{1,3}")
_FRACTION = re.compile(r"\d{1,3}\s*[/／]\s*\d{1,3}")
# A bare number is torn out of its sentence if this stands before or after it.
_TORN_BEFORE = ("（", "(", "〔", "[", "第", "〕")
_TORN_AFTER = re.compile(r"[）)〕\]．.、，。；：%％‰年月日号条章节家个万亿元项台户倍至~—-]")
_SENTENCE_END = ("。", "；", "：", "！", "？")
_NO_HEAD = re.compile(r".*[。；：！？，、]|[（(〔\[].*|[^（(]*[^（(年卷期）)][）)].*|.*[）)]")
_FEWEST_LINES = 8
_SHORTEST_HEAD, _LONGEST_HEAD = 4, 60


def find_page_breaks(lines: Sequence[Line]) -> set[int]:
    """Indexes of the lines that are page numbers or running heads."""
    tops, bottoms = _edges(lines)
    numbers = {
        i
        for i, line in enumerate(lines)
        if _NUMBERED.fullmatch(line.text)
        or (i in tops | bottoms and (_BARE.fullmatch(line.text) or _FRACTION.fullmatch(line.text)))
    }
    bare = {i for i, line in enumerate(lines) if _BARE.fullmatch(line.text)} - numbers
    heads = _running_heads(lines, numbers, bare, tops, bottoms)
    at_heads = {i for i in bare if {i - 1, i + 1} & heads}
    if at_heads:
        at_heads |= {len(lines) - 1} & bare
    numbers |= at_heads or _counting(lines, bare)
    return numbers | heads | _parting(lines, numbers, tops)


def _edges(lines: Sequence[Line]) -> tuple[set[int], set[int]]:
    """The first lines of pages, and the last ones, where form feeds part the pages."""
    if not lines or lines[-1].page == 0:
        return set(), set()
    turns = {i for i in range(1, len(lines)) if lines[i].page != lines[i - 1].page}
    return {0} | turns, {i - 1 for i in turns} | {len(lines) - 1}


def _running_heads(
    lines: Sequence[Line],
    numbers: AbstractSet[int],
    bare: AbstractSet[int],
    tops: AbstractSet[int],
    bottoms: AbstractSet[int],
) -> set[int]:
    """Lines that come back, but for their digits, at the same side of every other page or more."""
    wrapped = wrap_width(lines)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        is_text = index in numbers or line.is_table_row or is_full(line, wrapped)
        if not is_text and _SHORTEST_HEAD <= len(line.text) <= _LONGEST_HEAD:
            places[_shape(line.text)].append(index)
    after = {0, *tops, *(i + 1 for i in numbers | bare | tops)}
    before = {*bottoms, *(i - 1 for i in numbers | bare | bottoms)}
    pages = max(lines[-1].page, len(numbers) - 1, 1) if lines else 1
    heads: set[int] = set()
    for text, indexes in places.items():
        if len(indexes) < 2 or 2 * len(indexes) < pages or _NO_HEAD.fullmatch(text):
            continue
        if (after.issuperset(indexes) or before.issuperset(indexes)) and not find_marker(text):
            heads.update(indexes)
    return heads


def _parting(lines: Sequence[Line], numbers: AbstractSet[int], tops: AbstractSet[int]) -> set[int]:
    """Heads that stand once: a short line after a page's end, between the halves of a sentence."""
    wrapped = wrap_width(lines)
    heads: set[int] = set()
    for index in {*tops, *(i + 1 for i in numbers)} - numbers if wrapped else ():
        before = next((i for i in range(index - 1, -1, -1) if i not in numbers), None)
        if before is None or index >= len(lines) or find_marker(lines[index].text):
            continue
        is_open = not lines[before].text.endswith(_SENTENCE_END) and is_full(lines[before], wrapped)
        if (
            is_open
            and width(lines[index].text) < 0.8 * wrapped
            and not _NO_HEAD.fullmatch(lines[index].text)
        ):
            heads.add(index)
    return heads


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\s+", "", text))


def _counting(lines: Sequence[Line], bare: AbstractSet[int]) -> set[int]:
    """Bare numbers that count the pages of a text without form feeds: 1, 2, 3 far apart."""
    chain: list[int] = []
    for index in sorted(bare):
        number = int(lines[index].text)
        if _is_torn(lines, index):
            continue
        if not chain:
            chain = [index] if number <= 2 else []
        elif number == int(lines[chain[-1]].text) + 1 and index - chain[-1] > _FEWEST_LINES:
            chain.append(index)
    return set(chain) if len(chain) > 1 and 2 * len(chain) > len(bare) else set()


def _is_torn(lines: Sequence[Line], index: int) -> bool:
    before = lines[index - 1].text if index else ""
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    return before.endswith(_TORN_BEFORE) or _TORN_AFTER.match(after) is not None
