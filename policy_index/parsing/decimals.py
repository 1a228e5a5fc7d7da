"""Decimal numbering, 1 总则 / 1.1 目的 / 1.1.1 …, as emergency plans and standards have it."""

import re
from collections.abc import Container, Sequence

from policy_index.parsing.lines import Line
from policy_index.parsing.markers import Kind, Marker

_DECIMAL = re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,3})[.．、]?(?:\s+(?=[^\s\d])|(?=[一-鿿“《（]))")
# In an annex of such a text 1 numbers whole paragraphs, an ideographic blank behind it.
_PARAGRAPH = re.compile(r"(\d{1,2})[\u3000\t](?=[一-鿿][^\u3000\t]*$)")
_WHOLE = re.compile(r"(\d{1,2})(?:[.．、]\s*|\s+)(?=[一-鿿]{2,24}$)")
_UNIT = re.compile(
    r"[万亿元个家倍年月日时天级版类折分米吨度亩台套人次项户条]|平方|公里|小时|以上|以下|左右"
)
_FEWEST = 4


def find_decimals(lines: Sequence[Line], annexes: Container[int] = ()) -> dict[int, Marker]:
    """The headings of a text that is numbered in decimals, by line; none if it is not.

    ``annexes``: the lines that begin one, where the numbers are counted anew.

    Each number must follow from the last: 1.1 → 1.1.1, 1.2 or 2; one may be missing.
    """
    found: dict[int, Marker] = {}
    last: tuple[int, ...] = (0,)
    in_annex = False
    for index, line in enumerate(lines):
        if index in annexes:
            last, in_annex = (0,), True
        shapes = (_DECIMAL, _WHOLE, _PARAGRAPH)[: 3 if in_annex else 2]
        matches = (None if line.is_table_row else shape.match(line.text) for shape in shapes)
        match = next(filter(None, matches), None)
        if match is None or (
            not line.text[match.end(1)].isspace() and _UNIT.match(line.text, match.end())
        ):
            continue
        number = tuple(int(part) for part in re.split(r"[.．]", match[1]))
        if _follows(number, last):
            label = ".".join(map(str, number))
            found[index] = Marker(Kind.DECIMAL, number[-1], label, match.end(), 0, 0.0)
            last = number
    decimals = sum("." in marker.label for marker in found.values())
    return found if decimals >= _FEWEST else {}


def _follows(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    if number in ((*last, 1), (1, 1)) or (number[1:] == (1,) and number[0] == last[0] + 1):
        return True
    depth = len(number)
    same = depth <= len(last) and number[:-1] == last[: depth - 1]
    return same and number[-1] - last[depth - 1] in (1, 2)
