"""A file that is a list of entries, read entry by entry: what is wrong with one hides no other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.subsidy.mistakes import Mistake, Problem
from policy_index.errors import PolicyError
from policy_index.strict_yaml import BadSyntax, Marked, Place, Refusal, mark_yaml, read_text

SYNTAX_CURE = (
    "look for a quote or bracket that is not closed, a tab, or a line that is set in wrongly"
)


@dataclass(frozen=True)
class Entry:
    """One entry as written. ``refused`` are the places whose content is of no meaning."""

    path: Path
    number: int
    raw: Any
    marked: Marked
    refused: frozenset[Place]

    @property
    def name(self) -> str:
        """Its id, or its place in the list."""
        raw = self.raw.get("id") if isinstance(self.raw, dict) else None
        return raw if isinstance(raw, str) and raw else f"entry {self.number + 1}"

    def mistake(self, problem: Problem) -> Mistake:
        line = self.marked.line((self.number, *problem.place))
        return Mistake(self.path, line, self.name, problem.field, problem.what, problem.cure)


@dataclass(frozen=True)
class Entries:
    """What could be read of a file, and what of it is no YAML or would silently change a figure."""

    entries: list[Entry]
    mistakes: list[Mistake]


def read_entries(path: Path) -> Entries:
    """The entries of a file that is a list."""
    try:
        text = read_text(path)
    except PolicyError as error:
        return Entries([], [unreadable(path, error)])
    marked, mistakes = _readable(path, text)
    if not isinstance(marked.content, list):
        if not mistakes:
            why = "must be a list of entries, each with “- ” before its first key"
            mistakes.append(Mistake(path, 1, "", "", why, ""))
        return Entries([], mistakes)
    refused: dict[int, set[Place]] = {}
    for refusal in marked.refusals:
        number, *place = refusal.place
        assert isinstance(number, int)
        refused.setdefault(number, set()).add(tuple(place))
    entries = [
        Entry(path, number, raw, marked, frozenset(refused.get(number, ())))
        for number, raw in enumerate(marked.content)
    ]
    mistakes += [refused_mistake(path, refusal) for refusal in marked.refusals]
    return Entries(entries, mistakes)


def unreadable(path: Path, error: PolicyError) -> Mistake:
    """The file cannot be read at all."""
    return Mistake(path, None, "", "", str(error).removeprefix(f"{path}: "), "save it as UTF-8")


def refused_mistake(path: Path, refusal: Refusal) -> Mistake:
    entry, _, field = refusal.where.partition(": ")
    what, _, cure = refusal.why.partition("; ")
    return Mistake(path, refusal.line, entry, field, what, cure)


def _readable(path: Path, text: str) -> tuple[Marked, list[Mistake]]:
    """The file without the entries that are no YAML, and what is wrong with those.

    An anchor of an entry that was left out is missed by the others: they are left out, untold.
    """
    lines = text.splitlines(keepends=True)
    mistakes: list[Mistake] = []
    while True:
        try:
            return mark_yaml(path, "".join(lines)), mistakes
        except BadSyntax as error:
            begin, end = _block(lines, error)
            left_out = not "".join(lines[begin:end]).strip()
            anchor = bool(mistakes) and "undefined alias" in error.problem
            if not anchor:
                # A quote that is not closed shows at the end of the file only.
                line = error.line if begin < error.line <= end else error.began
                name = _name(lines[begin:end])
                mistakes.append(Mistake(path, line, name, "", error.problem, SYNTAX_CURE))
            if left_out:
                return mark_yaml(path, ""), mistakes
            lines[begin:end] = ["\n"] * (end - begin)


def _block(lines: Sequence[str], error: BadSyntax) -> tuple[int, int]:
    """The lines of the entry in which the mistake began, [begin, end)."""
    starts = [number for number, line in enumerate(lines) if line.startswith("-")] or [0]
    at = error.began if error.began > starts[0] + 1 else error.line
    begin = max((start for start in starts if start < at), default=0)
    end = min((start for start in starts if start > begin), default=len(lines))
    return begin, end


def _name(lines: Sequence[str]) -> str:
    found = re.search(r"\bid:\s*(\S+)", "".join(lines))
    return found[1] if found else ""
