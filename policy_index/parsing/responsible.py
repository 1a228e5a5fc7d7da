"""Who is responsible for a clause: the bracket of units that closes it."""

import re
from dataclasses import dataclass

_OPENERS, _CLOSERS = "（(〔［[", "）)〕］]"
_LABELLED = re.compile(r"[（(〔［\[]\s*(?:责任|牵头|主办|负责|实施)单位\s*[：:]")
_CLOSING_PUNCTUATION = "。 " + _CLOSERS


@dataclass(frozen=True)
class Units:
    """``names`` as printed, and where their bracket starts in the clause (its length if none)."""

    names: tuple[str, ...]
    start: int


def find_units(text: str) -> Units:
    """Read the bracket （责任单位：…） or （…负责） at the end of a clause."""
    labelled = list(_LABELLED.finditer(text))
    if labelled:
        match = labelled[-1]
        return Units(_split(text[match.end() :]), match.start())
    start = _last_bracket(text)
    if start is not None and "负责" in text[start:]:
        return Units(_split(text[start + 1 :].split("负责", 1)[0]), start)
    return Units((), len(text))


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
    for char in listed.rstrip("。 "):
        depth += (char in _OPENERS) - (char in _CLOSERS)
        if char in "、，,；;" and depth <= 0:
            names.append(current)
            current = ""
        else:
            current += char
    names.append(current)
    return tuple(name for name in map(_tidy, names) if name)


def _tidy(name: str) -> str:
    """A unit's name without brackets that a page break or the list's own end left on it."""
    opened = sum(name.count(char) for char in _OPENERS)
    while sum(name.count(char) for char in _CLOSERS) > opened:
        last = max(name.rfind(char) for char in _CLOSERS)
        name = name[:last] + name[last + 1 :]
    return name.strip()
