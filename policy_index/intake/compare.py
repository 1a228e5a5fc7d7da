"""Two versions of a document: which clauses are new, gone, moved or changed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from policy_index.clauses import Clause
from policy_index.parsing.markers import find_marker

Kind = Literal["added", "changed", "moved", "gone"]
_ALIKE = 0.6


@dataclass(frozen=True)
class Change:
    """``old`` is None for a clause that was added, ``new`` for one that is gone; a moved clause has
    the same words (white space apart) under another path."""

    kind: Kind
    old: Clause | None
    new: Clause | None

    @property
    def pieces(self) -> tuple[tuple[str, str], ...]:
        """Words taken out and words put in, place by place."""
        if not self.old or not self.new:
            return ()
        before, after = _words(self.old), _words(self.new)
        codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        return tuple((before[a:b], after[c:d]) for tag, a, b, c, d in codes if tag != "equal")


def compare(old: Sequence[Clause], new: Sequence[Clause]) -> list[Change]:
    """The changes in the order of the new version; what is gone stands last.

    Clauses are paired by their words first, then by their path, then by likeness of words, so
    that a clause put in between does not make all that follow look changed.
    """
    pairs = dict(_same_words(old, new))
    pairs |= _same_path(_unpaired(old, pairs.values()), _unpaired(new, pairs))
    pairs |= _alike(_unpaired(old, pairs.values()), _unpaired(new, pairs))
    changes = [_change(pairs.get(clause), clause) for clause in new]
    gone = [Change("gone", clause, None) for clause in _unpaired(old, pairs.values())]
    return [*(change for change in changes if change), *gone]


def _change(old: Clause | None, new: Clause) -> Change | None:
    if old is None:
        return Change("added", None, new)
    if _words(old) != _words(new):
        return Change("changed", old, new)
    return Change("moved", old, new) if old.path != new.path else None


def _same_words(old: Sequence[Clause], new: Sequence[Clause]) -> Iterable[tuple[Clause, Clause]]:
    by_words: dict[str, list[Clause]] = {}
    for clause in old:
        by_words.setdefault(_words(clause), []).append(clause)
    for clause in new:
        if same := by_words.get(_words(clause)):
            same.sort(key=lambda each: each.path != clause.path)
            yield clause, same.pop(0)


def _same_path(old: Sequence[Clause], new: Sequence[Clause]) -> dict[Clause, Clause]:
    by_path = {clause.path: clause for clause in old}
    same = ((clause, by_path.get(clause.path)) for clause in new)
    return {clause: before for clause, before in same if before and _likeness(before, clause) > 0.3}


def _alike(old: Sequence[Clause], new: Sequence[Clause]) -> dict[Clause, Clause]:
    likeness = [(_likeness(before, after), before, after) for before in old for after in new]
    pairs: dict[Clause, Clause] = {}
    for score, before, after in sorted(likeness, key=lambda each: -each[0]):
        if score >= _ALIKE and after not in pairs and before not in pairs.values():
            pairs[after] = before
    return pairs


def _likeness(old: Clause, new: Clause) -> float:
    return SequenceMatcher(None, _words(old), _words(new), autojunk=False).ratio()


def _unpaired(clauses: Sequence[Clause], paired: Iterable[Clause]) -> list[Clause]:
    taken = set(paired)
    return [clause for clause in clauses if clause not in taken]


def _words(clause: Clause) -> str:
    """Without white space and without its own number: that may change when others come and go."""
    marker = find_marker(clause.text)
    return re.sub(r"\s+", "", clause.text[marker.width :] if marker else clause.text)
