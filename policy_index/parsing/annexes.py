"""Where an annex begins: a line that starts one, not one that announces it."""

import re
from collections.abc import Iterator, Sequence

from policy_index.parsing.closing_words import is_formality, starts_signature
from policy_index.parsing.lines import Line
from policy_index.parsing.markers import to_int

_NUMBER = r"[一二三四五六七八九十]{1,3}|\d{1,2}(?:\s*[-—－]\s*\d{1,2})?"
_ANNEX = re.compile(
    rf"(?:.{{2,20}}\d+号\s*|[*#> ]*)附\s*(?P<word>[件表录图])?\s*(?P<number>{_NUMBER})?"
    r"(?P<sign>\s*[：:.．、]?\s*)(?P<title>[^。；|]{0,70})"
)
_NO_TITLE = re.compile(r"[所的中及和至、，）)]|规定")
_LISTED = re.compile(r"(\d{1,2})\s*[.．、]\s*(?!\d)\S")
_LISTED_INSIDE = re.compile(r"(?:^|\s)(\d{1,2})\s*[.．、]\s*(?!\d)\S")
_FILE = re.compile(r".+\.(?:docx?|xlsx?|pdf|wps|et|rar|zip|ofd|pptx?)", re.IGNORECASE)
_ITEM_LENGTH = 70
# A dump of a page puts every number on a line of its own: 〔 / 2021 / 〕 / 2 / 号附件.
_PIECE = re.compile(r"\d{1,4}|[（(）)〔〕\[\]：:]")
_TORN, _SHORT = 6, 12


def find_annexes(lines: Sequence[Line]) -> tuple[dict[int, str], set[int]]:
    """Lines that start an annex, by index, with the root of its paths (附件1); and the lines of
    lists that only announce annexes (附件：1.… 2.…), which hold no heading."""
    found: dict[int, re.Match[str]] = {}
    ends: dict[int, int] = {}
    done = 0
    for index in range(len(lines)):
        for end in _ends(lines, index) if index >= done else ():
            if match := _match("".join(line.text for line in lines[index:end])):
                found[index], ends[index], done = match, end, end
    labels = {index: _label(match) for index, match in found.items()}
    announced: set[int] = set()
    for index, match in found.items():
        listed = _list_end(lines, ends[index], match)
        titled = match["title"]
        again = any(labels[later] == labels[index] for later in found if later > index)
        after = index
        while after in found:
            after = ends[after]
        if listed > ends[index] or _LISTED.match(match["title"]):
            announced.update(range(index, listed))
        elif (titled and again) or _ends_here(lines, after):
            announced.add(index)
    return {index: labels[index] for index in found if index not in announced}, announced


def _ends(lines: Sequence[Line], index: int) -> Iterator[int]:
    """Where the line ends, and where it does with the numbers and brackets torn off it."""
    end = index + 1
    yield end
    while end < min(index + _TORN, len(lines)) and len(lines[index].text) <= _SHORT:
        if not _PIECE.fullmatch(lines[end].text) and not _PIECE.fullmatch(lines[end - 1].text):
            return
        end += 1
        yield end


def _match(text: str) -> re.Match[str] | None:
    if "附" not in text[:24] or len(text) > 100 or (match := _ANNEX.fullmatch(text)) is None:
        return None
    word, number, sign, title = match.group("word", "number", "sign", "title")
    if not word and not number and not sign.strip():
        return None
    if title and not sign and (not number or _NO_TITLE.match(title)):
        return None
    return match


def _label(match: re.Match[str]) -> str:
    number = re.sub(r"\s", "", match["number"] or "").translate(str.maketrans("—－", "--"))
    if number and number[0] in "一二三四五六七八九十":
        number = str(to_int(number))
    return f"附{match['word'] or ''}{number}"


def _list_end(lines: Sequence[Line], begin: int, match: re.Match[str]) -> int:
    """Where the list of annexes ends whose next line is ``begin``; ``begin`` if there is none."""
    inside = [int(number) for number in _LISTED_INSIDE.findall(match["title"])]
    expected, end = (inside[-1] + 1 if inside else 1), begin
    while end < len(lines):
        text = lines[end].text
        item = _LISTED.match(text)
        wrapped = end + 1 < len(lines) and _LISTED.match(lines[end + 1].text)
        if item and int(item[1]) == expected:
            expected += 1
        elif not _FILE.fullmatch(text) and (
            expected == 1 or item or not wrapped or int(wrapped[1]) != expected
        ):
            break
        if len(text) > _ITEM_LENGTH or "。" in text:
            return begin
        end += 1
    return end if inside or _ends_here(lines, end) else begin


def _ends_here(lines: Sequence[Line], index: int) -> bool:
    """Whether nothing of an annex's own stands here: the document ends, or is signed."""
    texts = [line.text for line in lines[index : index + 6]]
    return not texts or is_formality(texts[0]) or starts_signature(texts, 0)
