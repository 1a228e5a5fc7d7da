"""Words that run down the side of a page, one upright character below the other."""

from collections.abc import Sequence
from statistics import median

from policy_index.reading.pdf.glyphs import Glyph

_FEWEST = 4
_SMALLER = 0.88  # of the text's size: its own characters stand below each other too
_ALIGNED = 0.2  # times the size, by which their centres may differ
_FARTHEST = 3.0  # times the size, from one character down to the next


def without_side_words(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], str]:
    """The other characters of the page, and those words from top to bottom."""
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()]
    sizes = [_size(glyph) for glyph in shown if not glyph.text.isascii()]
    if not sizes:
        return list(glyphs), ""
    size = median(sizes)
    small = [
        glyph for glyph in shown if not glyph.text.isascii() and _size(glyph) < _SMALLER * size
    ]
    side = [run for run in _runs(small, size) if len(run) >= _FEWEST and _is_beside(run, shown)]
    words = {glyph for run in side for glyph in run}
    text = "".join(glyph.text for run in side for glyph in run)
    return [glyph for glyph in glyphs if glyph not in words], text


def _runs(glyphs: Sequence[Glyph], size: float) -> list[list[Glyph]]:
    """Characters below each other without a wide gap."""
    runs: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: -each.middle):
        run = next((run for run in reversed(runs) if _goes_on(run[-1], glyph, size)), None)
        if run is None:
            runs.append([glyph])
        else:
            run.append(glyph)
    return runs


def _goes_on(above: Glyph, below: Glyph, size: float) -> bool:
    aligned = abs(above.centre - below.centre) <= _ALIGNED * size
    return aligned and above.middle - below.middle <= _FARTHEST * size


def _size(glyph: Glyph) -> float:
    return glyph.right - glyph.left


def _is_beside(run: Sequence[Glyph], shown: Sequence[Glyph]) -> bool:
    """Whether all that stands as high as the run stands on the same side of it."""
    bottom, top = run[-1].middle, run[0].middle
    left, right = min(each.left for each in run), max(each.right for each in run)
    level = [each for each in shown if bottom <= each.middle <= top and each not in run]
    return all(each.right < left for each in level) or all(each.left > right for each in level)
