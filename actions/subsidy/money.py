"""Sums of money as people read them."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

FEN = Decimal("0.01")
NEARLY = Decimal("0.001")
"""Less than anybody can pay: a sum that is this much below another was told as 不到 that one."""


def to_fen(yuan: Decimal, *, bound: bool) -> Decimal:
    """Round to the fen. A bound is rounded down: a fen above it would promise too much.

    No document states a rounding rule; an exact sum is rounded half up.
    """
    return yuan.quantize(FEN, ROUND_DOWN if bound else ROUND_HALF_UP)


def format_yuan(yuan: Decimal | int) -> str:
    """280万元, 12.5万元, 1.2亿元, 999999.99元: the shortest form that loses nothing."""
    yuan = Decimal(yuan)
    for unit, name in ((Decimal(100_000_000), "亿"), (Decimal(10_000), "万")):
        scaled = yuan / unit
        if abs(scaled) >= 1 and scaled == scaled.quantize(Decimal("0.0001")):
            return f"{plain(scaled)}{name}元"
    return f"{plain(yuan)}元"


def format_nearly(yuan: Decimal) -> str:
    """不到2000万元, 超过2000万元: of a sum that is NEARLY another, which is in whole fen."""
    for other, word in ((yuan + NEARLY, "不到"), (yuan - NEARLY, "超过")):
        if yuan != yuan.quantize(FEN) and other == other.quantize(FEN):
            return word + format_yuan(other)
    return format_yuan(yuan)


def format_ratio(ratio: Decimal) -> str:
    """0.30 is 30%."""
    return f"{plain(ratio * 100)}%"


def plain(number: Decimal) -> str:
    """The digits, without an exponent or trailing zeros: 2800000, 0.3."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
