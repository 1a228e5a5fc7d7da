"""Whether the steps of a calculation are right, and what they start from is supported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tests.guard.figures import Figures, Stated, stated_in

_STEP = re.compile(r"(?P<left>.+) (?P<relation>[=≈→＞≤]) (?P<right>.+)")
_OPERATION = re.compile(r" ([×÷+-]) ")
_FEN = Decimal("0.01")


def wrong_in(step: str, supported: Figures) -> Iterator[str]:
    """What is wrong with 560万元 × 50% = 280万元; nothing if the operands are supported and the
    result follows from them."""
    match = _STEP.fullmatch(step)
    if match is None:
        yield f"no calculation: {step}"
        return
    operands = _OPERATION.split(match["left"])
    for operand in operands[::2]:
        yield from (f"{s.words} in {step}" for s in stated_in(operand) if not _known(s, supported))
    if not _follows(operands, match["relation"], match["right"]):
        yield f"wrong calculation: {step}"
    if match["relation"] in "＞≤":
        right = stated_in(match["right"])
        yield from (f"{s.words} in {step}" for s in right if not supported.hold(s))


def _known(stated: Stated, supported: Figures) -> bool:
    """A standard that may fall by 30% is computed with 70%."""
    if stated.kind == "percentage":
        rest = stated._replace(value=100 - Decimal(stated.value))
        return supported.hold(stated) or supported.hold(rest)
    return supported.hold(stated)


def _follows(operands: list[str], relation: str, right: str) -> bool:
    left = _number(operands[0])
    for sign, operand in zip(operands[1::2], operands[2::2], strict=True):
        left = _apply(left, sign, _number(operand))
    result = _number(right)
    return {
        "=": left == result,
        "≈": abs(left - result) < _FEN,
        "→": abs(left - result) < _FEN and result == result.quantize(_FEN),
        "＞": left > result,
        "≤": left <= result,
    }[relation]


def _apply(left: Decimal, sign: str, right: Decimal) -> Decimal:
    match sign:
        case "×":
            return left * right
        case "÷":
            return left / right
        case "+":
            return left + right
        case _:
            return left - right


def _number(words: str) -> Decimal:
    for stated in stated_in(words):
        if isinstance(stated.value, Decimal):
            return stated.value / 100 if stated.kind == "percentage" else stated.value
    return Decimal(re.sub(r"[^\d.]", "", words))
