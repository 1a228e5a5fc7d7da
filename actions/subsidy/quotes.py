"""Whether words stand in a clause, and if not, where they part from what does."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from policy_index.clauses import Clause

_ENOUGH = 4  # characters: two texts may share fewer by chance


@dataclass(frozen=True)
class Parting:
    """The run of words in a text that is nearest to the words sought.

    ``at`` is the first character (from 0) where they part; ``written`` and ``printed`` are what
    stands there in the one and in the other, empty at an end.
    """

    run: str
    at: int
    written: str
    printed: str


def explain_quote(words: str, clause: Clause | None, others: Sequence[Clause]) -> str:
    """How to mend words that do not stand in the clause; ``others`` are all of its document."""
    if elsewhere := [other.path for other in others if words in other.text]:
        return f"these words stand in {', '.join(elsewhere)}"
    parting = nearest_run(words, clause.text) if clause else None
    if parting is None:
        return "no words of the clause are like these"
    return (
        f"nearest: “{parting.run}”; they part at character {parting.at + 1}: the clause has "
        f"{_shown(parting.printed)}, not {_shown(parting.written)}"
    )


def nearest_run(words: str, text: str) -> Parting | None:
    """None if the two share no run of four characters, or of all but one of fewer."""
    start = _begins(words, text)
    if start is None:
        return None
    room = text[start : start + 2 * len(words)]
    blocks = SequenceMatcher(None, words, room, autojunk=False).get_matching_blocks()
    run = room[: max(block.b + block.size for block in blocks if block.size or len(blocks) == 1)]
    at = next(
        (i for i, (a, b) in enumerate(zip(words, room, strict=False)) if a != b),
        min(len(words), len(room)),
    )
    return Parting(run, at, words[at : at + 1], room[at : at + 1])


def _begins(words: str, text: str) -> int | None:
    """Where in the text the words would begin: at their longest beginning that stands there, else
    as far before their longest run that does as it is from their own beginning."""
    enough = max(1, min(_ENOUGH, len(words) - 1))
    known = next((n for n in range(len(words), enough - 1, -1) if words[:n] in text), None)
    if known is not None:
        return text.index(words[:known])
    longest = SequenceMatcher(None, words, text, autojunk=False).find_longest_match()
    return max(0, longest.b - longest.a) if longest.size >= enough else None


def _shown(character: str) -> str:
    return repr(character) if character else "nothing"
