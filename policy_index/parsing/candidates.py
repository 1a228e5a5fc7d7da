"""The marks of a document, each weighed by the lines that it stands between."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from policy_index.parsing.closing_words import is_date, is_formality, is_organ, is_title
from policy_index.parsing.decimals import find_decimals
from policy_index.parsing.lines import Line, is_full, wrap_width
from policy_index.parsing.markers import CIRCLED, ENUMERATION, Kind, Marker, find_marker, to_han
from policy_index.parsing.numbering import Candidate

_LEFT_OPEN = re.compile(
    r"[，、（(《“‘〔\[,]$|(?:的|和|与|及|或|对|在|按|按照|依照|依据|根据|符合|第|至|于|向|由|将|被|从|给予|设立|达到)$"
)
_ENDS = tuple("。！？；：”’）)」』】.!?;:…")
_HANGING, _MID_SENTENCE, _NOT_INDENTED = 2.0, 1.2, 0.4
# A mark may be torn over this many lines: （ / 1 / ）.
_TORN = 3
_ENDS_SENTENCE, _LONGEST_BARE = ("。", "；", "：", ";", ":"), 40


def find_candidates(
    lines: Sequence[Line], roots: Mapping[int, str], without: AbstractSet[int]
) -> list[Candidate]:
    """Every mark at the start of a line that is no table row and not in ``without``."""
    wrapped, indented, decimals = wrap_width(lines), _indents(lines), find_decimals(lines, roots)
    found: list[Candidate] = []
    resets = signed = titled = False
    for index, line in enumerate(lines):
        if index in roots:
            resets, signed, titled = True, False, False
            continue
        signed = signed or (is_date(line.text) and index > 0 and is_organ(lines[index - 1].text))
        titled = titled or is_title(line.text)
        if index in without or line.is_table_row:
            continue
        marker = decimals.get(index) or find_marker(_with_torn(lines, index))
        if marker is None:
            continue
        doubt = marker.doubt + (ENUMERATION if _goes_on_inside(marker, line.text) else 0.0)
        if index:
            doubt += _doubt_before(lines[index - 1], line, wrapped, indented)
        bare = (
            index > 0 and bool(found) and found[-1].line == index - 1 and _is_bare(lines[index - 1])
        )
        found.append(Candidate(index, marker, doubt, resets, signed, titled, bare))
        resets = signed = titled = False
    return found


def _with_torn(lines: Sequence[Line], index: int) -> str:
    text = lines[index].text
    if len(text) > 4:
        return text
    return "\n".join(line.text for line in lines[index : index + _TORN + 1])


def _indents(lines: Sequence[Line]) -> bool:
    """Whether paragraphs are told by their indent: many lines have one and many do not."""
    share = sum(line.indent > 0 for line in lines) / max(1, len(lines))
    return 0.15 < share < 0.9


def _doubt_before(previous: Line, line: Line, wrapped: int, indented: bool) -> float:
    """How much the line before a mark speaks for prose: its sentence is not over."""
    if previous.text.endswith(_ENDS) or previous.is_table_row or is_formality(previous.text):
        return 0.0
    if _LEFT_OPEN.search(previous.text):
        return _HANGING
    if indented and line.indent:
        return 0.0
    return (_MID_SENTENCE if is_full(previous, wrapped) else 0.0) + (
        _NOT_INDENTED if indented else 0.0
    )


def _goes_on_inside(marker: Marker, text: str) -> bool:
    """Whether the next number follows in the same line: ①优先用地；②优先融资。"""
    after = marker.number + 1
    printed = {
        Kind.HAN_BRACKET: rf"[（(]{to_han(after)}[）)]",
        Kind.DIGIT: rf"{after}[.．、](?!\d)",
        Kind.DIGIT_BRACKET: rf"[（(]?{after}[）)]",
        Kind.CIRCLED: CIRCLED[marker.number] if marker.number < len(CIRCLED) else r"$^",
    }.get(marker.kind)
    return bool(printed) and re.search(rf"[；;。，,]\s*{printed}", text) is not None


def _is_bare(line: Line) -> bool:
    return len(line.text) <= _LONGEST_BARE and not line.text.endswith(_ENDS_SENTENCE)
