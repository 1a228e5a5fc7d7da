"""From the segments that are there and the clauses that are new to the next generation.

New clauses become a segment; clauses that are gone are only marked. So that there are few segments
and few marks, the new segment takes in those that are not worth leaving (``_taken_in``): the
logarithmic method of Bentley and Saxe (1980), by which a clause is written again only when the
index has doubled.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from policy_index.index import generations
from policy_index.index.arrays import Array, Mask, Rows
from policy_index.index.generations import FileRecord, Manifest, clauses_file, frequencies_file
from policy_index.index.segments import FIELDS, Part, Segment, read_segment, write_segment

SMALL = 20_000
"""A segment of no more clauses is taken into the next one: rewriting it takes 2 s."""
ALIVE = 0.8
"""So is a segment of which less than this holds."""


@dataclass(frozen=True)
class Kept:
    """A segment that the next generation may use. ``clause_of``: the row in the collection of each
    of its clauses, -1 where the collection has it no more."""

    name: str
    segment: Segment
    clause_of: Rows
    files: Mapping[str, FileRecord]

    @cached_property
    def live(self) -> Mask:
        return self.clause_of >= 0

    @cached_property
    def clauses(self) -> int:
        return int(np.count_nonzero(self.live))

    @property
    def passages(self) -> int:
        return self.clauses + int(np.diff(self.segment.starts)[self.live].sum())

    def length(self, field: str) -> int:
        """Tokens of all clauses that hold."""
        return int(self.segment.postings[field].row_lengths[self.live].sum(dtype=np.int64))


def assemble(
    folder: Path,
    last: Manifest,
    kept: Sequence[Kept],
    new: Iterable[Part],
    fresh: Rows,
    places: Rows,
) -> Path:
    """Publish a generation of what is ``kept`` and what is ``new``; returns its folder.

    ``last``: the manifest that it follows, already of the new origin. ``fresh``: the rows in the
    collection of the new clauses, in the order of the parts. ``places``: a number for the place of
    each clause of the collection; a segment is sorted by it.
    """
    number = generations.next_number(folder)
    taken = _taken_in(kept, len(fresh))
    held = [each for each in kept if each not in taken and each.clauses]
    if taken or len(fresh):
        held.append(_written(folder, f"segment-{number:06}", taken, new, fresh, places))
    return _published(folder, f"generation-{number:06}", last, held, len(fresh))


def _taken_in(kept: Sequence[Kept], fresh: int) -> list[Kept]:
    """The segments that the next one replaces, beside bringing ``fresh`` new clauses."""
    taken, clauses = [], fresh
    for each in sorted(kept, key=lambda each: each.clauses):
        is_small = each.clauses <= max(SMALL, 2 * clauses)
        if each.clauses and (is_small or each.clauses < ALIVE * each.segment.size):
            taken.append(each)
            clauses += each.clauses
    alone = not fresh and len(taken) == 1 and bool(taken[0].live.all())
    return [] if alone else taken


def _written(
    folder: Path,
    name: str,
    taken: Sequence[Kept],
    new: Iterable[Part],
    fresh: Rows,
    places: Rows,
) -> Kept:
    """Write a segment of what is taken in and what is new, sorted by place."""
    parts = [*(each.segment for each in taken), *new]
    clause_of = np.concatenate([*(each.clause_of for each in taken), fresh])
    live = np.flatnonzero(clause_of >= 0)
    picks = live[np.lexsort((clause_of[live], places[clause_of[live]]))]
    with generations.written(folder, name) as unfinished:
        write_segment(unfinished, parts, picks)
    files = generations.records(folder / name, name)
    return Kept(name, read_segment(folder / name), clause_of[picks], files)


def _published(folder: Path, name: str, last: Manifest, held: Sequence[Kept], fresh: int) -> Path:
    arrays: dict[str, Array] = {}
    for each in held:
        arrays[clauses_file(each.name)] = each.clause_of.astype(np.int32)
        if not each.live.all():
            for field, postings in each.segment.postings.items():
                arrays[frequencies_file(each.name, field)] = postings.frequencies(each.live)
    manifest = replace(
        last,
        clauses=sum(each.clauses for each in held),
        passages=sum(each.passages for each in held),
        dimension=held[0].segment.dimension if held else 0,
        next_id=last.next_id + fresh,
        lengths={field: sum(each.length(field) for each in held) for field in FIELDS},
        segments=[each.name for each in held],
        files={path: record for each in held for path, record in each.files.items()},
    )
    return generations.publish(folder, name, manifest, arrays)
