"""Charts as shapes with their places, for the SVG of a page; its style sheet gives them colours.

Each chart is drawn beside a table of the same figures: it is for the eye alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

WIDTH = 720
MOST_BARS = 15
_COLUMNS_HEIGHT = 200
_FOOT, _SIDE, _TOP = 22, 36, 10
_BAR, _GAP, _LABEL = 18, 8, 200
_MOST_MARKS = 4


@dataclass(frozen=True)
class Bar:
    """A rectangle; ``part`` names what it shows, for the style sheet."""

    part: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Text:
    """Words at a place; ``anchor``: start, middle or end of them is there."""

    words: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Chart:
    """``lines``: heights of the lines across that ``texts`` give the values of."""

    width: int
    height: int
    bars: Sequence[Bar]
    lines: Sequence[float]
    texts: Sequence[Text]
    left: int = 0


def columns(labels: Sequence[str], parts: Mapping[str, Sequence[int]]) -> Chart:
    """A column for each label, of all ``parts`` on top of each other, the first at the foot."""
    totals = [sum(values) for values in zip(*parts.values(), strict=True)]
    most = max(totals, default=0)
    step = nice_step(most)
    marks = max(ceil(most / step), 1)  # no empty room above the tallest
    top = step * marks
    room, height = WIDTH - _SIDE, _COLUMNS_HEIGHT
    slot = room / max(len(labels), 1)
    width = max(slot * 0.7, 1)
    bars, texts = [], []
    for number, label in enumerate(labels):
        x, y = _SIDE + slot * number + (slot - width) / 2, float(_TOP + height)
        for part, values in parts.items():
            tall = height * values[number] / top
            y -= tall
            if values[number]:
                bars.append(Bar(part, _r(x), _r(y), _r(width), _r(tall)))
        if len(labels) <= 12 or number % (len(labels) // 12 + 1) == 0:
            texts.append(Text(label, _r(x + width / 2), _TOP + height + 16, "middle"))
    lines = []
    for mark in range(marks + 1):
        y = _TOP + height * (1 - mark / marks)
        lines.append(_r(y))
        texts.append(Text(str(step * mark), _SIDE - 6, _r(y + 4), "end"))
    return Chart(WIDTH, _TOP + height + _FOOT, bars, lines, texts, _SIDE)


def bars(counts: Mapping[str, int], part: str) -> Chart:
    """A bar to the right for each of the first ``MOST_BARS`` names, its count behind it."""
    counts = dict(list(counts.items())[:MOST_BARS])
    most = max(counts.values(), default=0) or 1
    room = WIDTH - _LABEL - 56
    shapes, texts = [], []
    for number, (name, count) in enumerate(counts.items()):
        y = number * (_BAR + _GAP)
        width = max(room * count / most, 1.0)
        shapes.append(Bar(part, _LABEL, y, _r(width), _BAR))
        texts.append(Text(_short(name), _LABEL - 8, y + _BAR - 4, "end"))
        texts.append(Text(str(count), _r(_LABEL + width + 6), y + _BAR - 4, "start"))
    return Chart(WIDTH, max(len(counts) * (_BAR + _GAP), 1), shapes, (), texts)


def nice_step(most: int) -> int:
    """The least of 1, 2, 5, 10, 20, 50, … that ``_MOST_MARKS`` times reaches ``most``."""
    step, factors = 1, (2, 2.5, 2)
    turn = 0
    while step * _MOST_MARKS < most:
        step = int(step * factors[turn % 3])
        turn += 1
    return step


def _short(name: str) -> str:
    return name if len(name) <= 14 else f"{name[:13]}…"


def _r(number: float) -> float:
    return round(number, 1)
