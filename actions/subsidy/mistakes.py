"""What is wrong in the files that a policy officer writes, told so that it can be mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from policy_index.strict_yaml import Place


@dataclass(frozen=True)
class Problem:
    """What is wrong at a place of an entry, and how to mend it."""

    place: Place
    what: str
    cure: str = ""

    @property
    def field(self) -> str:
        """The keys of the place: amount.cap, when.words."""
        return ".".join(step for step in self.place if isinstance(step, str))


@dataclass(frozen=True)
class Mistake:
    """A problem and where it stands. ``entry`` is the id of the measure or the path of the clause;
    ``line`` is None for what is missing from a file."""

    path: Path
    line: int | None
    entry: str
    field: str
    what: str
    cure: str

    def __str__(self) -> str:
        line = "" if self.line is None else f", line {self.line}"
        place = "".join(f"{part}: " for part in (self.entry, self.field) if part)
        cure = f"; {self.cure}" if self.cure else ""
        return f"{self.path}{line}: {place}{self.what}{cure}"


def near(word: str, known: Iterable[str]) -> str:
    """The known words that are most like this one, as a cure; nothing if none is."""
    close = get_close_matches(word, list(known), n=3, cutoff=0.5)
    return f"near it: {', '.join(close)}" if close else ""


def within(place: Place, others: Iterable[Place]) -> bool:
    """Whether the place is one of the others or inside one."""
    return any(place[: len(other)] == other for other in others)
