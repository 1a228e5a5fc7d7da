"""Who is responsible for a clause: the bracket or the line of units that closes it."""

import re
from dataclasses import dataclass

_OPENERS, _CLOSERS = "（(〔［[【", "）)〕］]】"
_ROLE = r"(?:责任|牵头|主办|负责|实施|配合|协办|参与|参加|落实|主管)(?:单位|部门)"
_LABELLED = re.compile(rf"(?:^|(?<=\n)|[（(〔［\[【]\s*){_ROLE}\s*[：:]")
_LABEL = re.compile(rf"{_ROLE}\s*[：:]")
_DUTY = re.compile(r"负责|牵头|配合")
_DUTY_BEHIND = re.compile(
    r"(?:等)?(?:按(?:照)?(?:各自)?职责(?:分工)?|分别|共同|具体)*(?:牵头|负责|配合|参与|落实)+(?:落实|实施)?$"
)
# Between two lists of units: （牵头单位：甲局）（配合单位：乙局）.
_NEXT_LIST = re.compile(rf"[{re.escape(_CLOSERS)}]\s*[{re.escape(_OPENERS)}]")


@dataclass(frozen=True)
class Units:
    """``names`` as printed, and where they start in the clause (its length if not at its end)."""

    names: tuple[str, ...]
    start: int


def find_units(text: str) -> Units:
    """Read （责任单位：…）, （牵头单位：…；配合单位：…） or （…负责） at the end of a clause."""
    labelled = list(_LABELLED.finditer(text))
    if labelled:
        start = labelled[-1].start()
        for match in reversed(labelled[:-1]):
            if "。" in text[match.end() : start].rstrip("。\n "):
                break
            start = match.start()
        end = _list_end(text, labelled[-1].start())
        closes = not text[end:].strip("。；; \n" + _CLOSERS)
        return Units(_split(text[start:end]), start if closes else len(text))
    bracket = _last_bracket(text)
    if bracket is not None and _DUTY.search(text, bracket):
        return Units(_split(text[bracket:].split("。", 1)[0]), bracket)
    return Units((), len(text))


def _list_end(text: str, start: int) -> int:
    """Where the bracket closes that opens at ``start``, or the line ends; a bracket that a page
    break left open closes with the text."""
    if text[start] not in _OPENERS:
        end = text.find("\n", start + 1)
        return len(text) if end < 0 else end
    depth = 0
    for position in range(start, len(text)):
        depth += (text[position] in _OPENERS) - (text[position] in _CLOSERS)
        if depth == 0:
            # 市人力资源社会保障)局): one closed too early.
            rest = re.match(
                rf"[^。\n{re.escape(_OPENERS)}]{{1,12}}[{re.escape(_CLOSERS)}]",
                text[position + 1 :],
            )
            return position + 1 + (rest.end() if rest else 0)
    return len(text)


def _last_bracket(text: str) -> int | None:
    """Where the bracket opens that closes at the very end of the text."""
    if not text.rstrip("。 ").endswith(tuple(_CLOSERS)):
        return None
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        depth += (text[position] in _CLOSERS) - (text[position] in _OPENERS)
        if depth == 0 and text[position] in _OPENERS:
            return position
    return None


def _split(listed: str) -> tuple[str, ...]:
    """Split 甲局、各县（市、区）政府，乙局 at the commas that stand outside brackets."""
    names, current, depth = [], "", 0
    for char in _LABEL.sub("；", _NEXT_LIST.sub("；", listed.strip("。 \n"))).lstrip(
        _OPENERS + " "
    ):
        depth += (char in _OPENERS) - (char in _CLOSERS)
        if char in "、，,；;\n" and depth <= 0:
            names.append(current)
            current = ""
        else:
            current += char
    names.append(current)
    return tuple(name for name in map(_tidy, names) if name)


def _tidy(name: str) -> str:
    """A unit's name without its duty, and without brackets that a page break or the list's own
    end left on it."""
    opened = sum(name.count(char) for char in _OPENERS)
    while sum(name.count(char) for char in _CLOSERS) > opened:
        last = max(name.rfind(char) for char in _CLOSERS)
        name = name[:last] + name[last + 1 :]
    return _DUTY_BEHIND.sub("", name.strip("。 ")).strip()
