"""Which marks are headings: the reading of a whole document whose numbering is most coherent.

Each mark at the start of a line may be a heading or prose. Every reading of the document has a
cost: a heading that goes on from the last number at its level is free, one that skips, repeats
or inverts numbers costs something, and so does leaving a good mark to the prose. A beam search
keeps the cheapest readings, so that a number in prose does not displace the heading that follows,
and a lost number does not swallow the rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from policy_index.parsing.markers import Kind, Marker

_PROSE, _LEAST_PROSE = 3.0, 0.2  # a mark left to the prose that nothing speaks against; any mark
_GAP, _FURTHER = 2.0, 1.5  # one number is missing; each further one
_REPEAT, _RESTART, _BACKWARD = 2.2, 2.6, 4.5
_LATE = 3.4  # a level opens with its second number
_LATEST = 5.6  # or with any: two marks that count on are rather headings than prose
_INVERTED = 1.0  # 1. above （一）
_SWITCH_UP, _SWITCH_DOWN = 1.4, 1.6  # a level is closed by one of another kind
_CHILDLESS = 1.0  # and leaves a bare heading without anything under it
_CARRIED, _CARRIED_ELSEWHERE = 0.3, 2.0  # numbering that runs on under the next parent
_ANEW = 0.3  # the count of the whole document begins anew behind a signature or at a title
_ON_BEHIND_SIGNATURE = 0.8

# Readings dearer than the cheapest by the margin are dropped: it pays for two headings left out.
_BEAM, _MARGIN = 8, 6.5

# The open levels, the highest first; for each kind its last number and how deep that stood.
_Stack = tuple[Kind, ...]
_Last = tuple[tuple[int, int], ...]
_State = tuple[_Stack, _Last]
_START: _State = ((), ((0, -1),) * len(Kind))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mark at the start of line ``line``, and what stands between the last one and it.

    ``doubt`` is the mark's own and that of the line before. ``resets``: an annex begins there.
    ``signed``, ``titled``: a signature, or what reads like a title. ``after_bare``: the line
    before is a mark with a short heading and no more.
    """

    line: int
    marker: Marker
    doubt: float
    resets: bool = False
    signed: bool = False
    titled: bool = False
    after_bare: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A candidate that is a heading ``depth`` levels down; ``skipped`` numbers lack before it.

    ``fresh``: the numbering of the whole document begins anew here.
    """

    candidate: Candidate
    depth: int
    skipped: int
    fresh: bool


class _Place(NamedTuple):
    """One way to take a candidate as a heading: how deep, what it costs, what is skipped."""

    depth: int
    cost: float
    skipped: int = 0
    fresh: bool = False


class _Trail(NamedTuple):
    """The headings of a reading, the last one first."""

    candidate: Candidate
    place: _Place
    before: "_Trail | None"


_Reading = tuple[float, _Trail | None]


def find_headings(candidates: Sequence[Candidate]) -> list[Heading]:
    """The headings among the candidates, in order."""
    beam: dict[_State, _Reading] = {_START: (0.0, None)}
    for candidate in candidates:
        if candidate.resets:
            beam = {_START: min(beam.values(), key=_cost)}
        beam = _cheapest(_step(beam, candidate))
    found: list[Heading] = []
    trail = min(beam.values(), key=_cost)[1]
    while trail is not None:
        place = trail.place
        found.append(Heading(trail.candidate, place.depth, place.skipped, place.fresh))
        trail = trail.before
    return found[::-1]


def _step(beam: dict[_State, _Reading], candidate: Candidate) -> dict[_State, _Reading]:
    """Every reading, once with the candidate as prose and once for each place as a heading."""
    readings: dict[_State, _Reading] = {}
    prose = max(_LEAST_PROSE, _PROSE - candidate.doubt)
    limit = min(map(_cost, beam.values())) + _MARGIN
    for state, (cost, trail) in beam.items():
        if state not in readings or cost + prose < readings[state][0]:
            readings[state] = (cost + prose, trail)
        for place in _places(*state, candidate):
            total = cost + candidate.doubt + place.cost
            if total > limit:
                continue
            after = _opened(state, place, candidate.marker)
            if after not in readings or total < readings[after][0]:
                readings[after] = (total, _Trail(candidate, place, trail))
    return readings


def _cheapest(readings: dict[_State, _Reading]) -> dict[_State, _Reading]:
    limit = min(map(_cost, readings.values())) + _MARGIN
    kept = [item for item in readings.items() if item[1][0] <= limit]
    if len(kept) > _BEAM:
        kept = sorted(kept, key=lambda item: item[1][0])[:_BEAM]
    return dict(kept)


def _cost(reading: _Reading) -> float:
    return reading[0]


def _opened(state: _State, place: _Place, marker: Marker) -> _State:
    stack, last = _START if place.fresh else state
    kind = marker.kind
    here = (marker.number, place.depth)
    return (*stack[: place.depth], kind), (*last[:kind], here, *last[kind + 1 :])


def _places(stack: _Stack, last: _Last, candidate: Candidate) -> Iterator[_Place]:
    kind, number = candidate.marker.kind, candidate.marker.number
    if kind is Kind.DECIMAL:  # proved by its own sequence
        yield _Place(0, 0.0)
        return
    behind = _ON_BEHIND_SIGNATURE if stack and candidate.signed else 0.0
    if stack and number == 1:
        title_counts = candidate.titled and kind <= max(stack[0], Kind.ARTICLE)
        if candidate.signed or title_counts:
            yield _Place(0, _ANEW, fresh=True)
        elif kind is Kind.ARTICLE:
            yield _Place(0, _RESTART - _ANEW, fresh=True)
    if kind in stack:
        depth = stack.index(kind)
        cost, skipped = _sequel(number, last[kind][0])
        yield _Place(depth, cost + behind, skipped, fresh=depth == 0 and number == 1)
        return
    for depth in range(len(stack), -1, -1):
        cost, skipped = _opening(candidate.marker, last[kind], depth)
        cost += _rank_cost(kind, stack, depth, known=last[kind][1] == depth) + behind
        if candidate.after_bare and depth < len(stack):
            cost += _CHILDLESS
        yield _Place(depth, cost, skipped, fresh=depth == 0 and bool(stack) and number == 1)


def _sequel(number: int, last: int) -> tuple[float, int]:
    """The cost of a number at a level that is open, and how many are skipped."""
    if number == last + 1:
        return 0.0, 0
    if number > last:
        skipped = number - last - 1
        return _GAP + _FURTHER * (skipped - 1), skipped
    if number == last:
        return _REPEAT, 0
    return (_RESTART if number == 1 else _BACKWARD), 0


def _opening(marker: Marker, last: tuple[int, int], depth: int) -> tuple[float, int]:
    """The cost of a number at a level that is not open; articles run on through all chapters."""
    number = marker.number
    if number == 1:
        return 0.0, 0
    late = min(_LATEST, _LATE + _FURTHER * (number - 2))
    if last[0] and number > last[0]:
        cost, skipped = _sequel(number, last[0])
        runs_on = last[1] == depth or marker.kind is Kind.ARTICLE
        cost += _CARRIED if runs_on else _CARRIED_ELSEWHERE
        return min(cost, late), skipped
    return late, number - 1


def _rank_cost(kind: Kind, stack: _Stack, depth: int, *, known: bool) -> float:
    """What speaks against a level of this kind ``depth`` levels down."""
    cost = 0.0
    if depth and kind < stack[depth - 1] and not known:
        cost += _INVERTED
    if depth < len(stack):
        cost += _SWITCH_UP if kind < stack[depth] else _SWITCH_DOWN
    return cost
