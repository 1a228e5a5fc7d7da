"""The outline of a document: its sections in reading order, each with its path."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from policy_index.parsing.annexes import find_annexes
from policy_index.parsing.candidates import find_candidates
from policy_index.parsing.lines import Line
from policy_index.parsing.markers import Kind, Marker
from policy_index.parsing.numbering import Heading, find_headings


@dataclass(slots=True)
class Section:
    """The lines of a heading of its own, before the first heading below it.

    ``path`` is unique in the document. ``marker`` is None for what stands before the first
    heading (its path is empty) and for the line that starts an annex. ``last``: no numbered
    section follows in this count, so that the document, or this part of it, may close here;
    ``before_restart``: numbers are counted anew behind it. ``fresh``: they are from it on;
    ``repeats``: its number stood before, though they are not.
    """

    lines: Sequence[Line]
    marker: Marker | None = None
    path: str = ""
    above: "Section | None" = None
    skipped: int = 0
    fresh: bool = False
    repeats: bool = False
    is_parent: bool = False
    last: bool = False
    before_restart: bool = False


def find_sections(lines: Sequence[Line]) -> list[Section]:
    """The preamble (if there are words before the first heading), then a section per heading."""
    roots, announced = find_annexes(lines)
    headings = {
        heading.candidate.line: heading
        for heading in find_headings(find_candidates(lines, roots, announced))
    }
    starts = sorted({*roots, *headings})
    sections = _Numbered(_chaptered(headings, roots))
    if lines and (not starts or starts[0] > 0):
        sections.add_preamble(lines[: starts[0] if starts else len(lines)])
    for start, end in pairwise([*starts, len(lines)]):
        if start in roots:
            sections.add_annex(roots[start], lines[start:end])
        else:
            sections.add_heading(headings[start], lines[start:end])
    return sections.finish()


def _chaptered(headings: dict[int, Heading], roots: dict[int, str]) -> bool:
    """Whether articles are counted anew in a chapter, so that a path needs the chapter."""
    articles = opened = False
    for line in sorted({*headings, *roots}):
        heading = headings.get(line)
        if heading is None or heading.fresh:
            articles = False
        if heading is None:
            continue
        marker = heading.candidate.marker
        if marker.kind is Kind.ARTICLE:
            if articles and opened and marker.number == 1:
                return True
            articles, opened = True, False
        opened = opened or marker.kind < Kind.ARTICLE
    return False


@dataclass
class _Numbered:
    """Sections as they are read, with the open ones and the paths that are taken."""

    chapters_in_paths: bool
    sections: list[Section] = field(default_factory=list)
    open: list[Section] = field(default_factory=list)
    root: Section | None = None
    restarted: bool = False
    taken: Counter[str] = field(default_factory=Counter)

    def add_preamble(self, lines: Sequence[Line]) -> None:
        self.sections.append(Section(lines))

    def add_annex(self, label: str, lines: Sequence[Line]) -> None:
        self._close()
        self.root = Section(lines, path=self._unique(label), repeats=self.taken[label] > 1)
        self.open, self.restarted = [], False
        self.sections.append(self.root)

    def add_heading(self, heading: Heading, lines: Sequence[Line]) -> None:
        if heading.fresh:
            self._close()
            self.sections[-1].before_restart = self.restarted = True
        marker = heading.candidate.marker
        del self.open[heading.depth :]
        above = self.open[-1] if self.open else self._above(marker)
        if above:
            above.is_parent = True
        stem = self._stem(marker) + marker.label
        section = Section(
            lines,
            marker,
            path=self._unique(stem),
            above=above,
            skipped=heading.skipped,
            fresh=heading.fresh,
            repeats=self.taken[stem] > 1 and not self.restarted,
        )
        self.open.append(section)
        self.sections.append(section)

    def finish(self) -> list[Section]:
        self._close()
        return self.sections

    def _close(self) -> None:
        if self.sections:
            self.sections[-1].last = True

    def _above(self, marker: Marker) -> Section | None:
        """What a heading of the first level stands under: 1.2 for 1.2.1, or the annex."""
        if marker.kind is Kind.DECIMAL and "." in marker.label:
            path = self._stem(marker) + marker.label.rpartition(".")[0]
            return next((each for each in self.sections if each.path == path), self.root)
        return self.root

    def _stem(self, marker: Marker) -> str:
        """The path that a section's label is put behind."""
        root = f"{self.root.path} " if self.root else ""
        if marker.kind is Kind.ARTICLE:
            over = [each for each in self.open if each.marker and each.marker.kind < Kind.ARTICLE]
            return over[-1].path if over and self.chapters_in_paths else root
        return self.open[-1].path if self.open else root

    def _unique(self, path: str) -> str:
        self.taken[path] += 1
        return path if self.taken[path] == 1 else f"{path}·{self.taken[path]}"
