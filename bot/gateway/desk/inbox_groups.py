"""The misses of the inbox, grouped by likeness as far as their vectors are known."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.gateway.desk.grouping import grouped, middle, spelling
from bot.gateway.desk.misses import WHYS, Miss, Why
from bot.gateway.desk.question_vectors import QuestionVectors

if TYPE_CHECKING:
    from policy_index.index.arrays import Vector


@dataclass(frozen=True)
class Group:
    """Misses about one matter, the newest first; ``leader`` speaks for them."""

    leader: Miss
    misses: Sequence[Miss]

    @property
    def whys(self) -> Mapping[Why, int]:
        """How many of its misses went wrong in each way, as ``WHYS`` are ordered."""
        counts = Counter(why for miss in self.misses for why in miss.whys)
        return {why: counts[why] for why in WHYS if counts[why]}


class Grouping:
    """Groups misses, and remembers the last two groupings: a page is often asked for again."""

    def __init__(self, vectors: QuestionVectors) -> None:
        self._vectors = vectors
        self._done: dict[Any, list[Group]] = {}

    async def of(self, misses: Sequence[Miss]) -> list[Group]:
        """The biggest groups first, those as big as each other by their newest.

        What has no vector yet is together with what is spelled alike only.
        """
        spelled = await asyncio.to_thread(_by_spelling, misses)
        known = self._vectors.known({key: same[0].question for key, same in spelled.items()})
        state = tuple(misses), len(known)
        if state not in self._done:
            groups = await asyncio.to_thread(_groups, spelled, known)
            self._done = {**dict(list(self._done.items())[-1:]), state: groups}
        return self._done[state]


def _by_spelling(misses: Sequence[Miss]) -> dict[str, list[Miss]]:
    spelled: dict[str, list[Miss]] = {}
    for miss in misses:
        spelled.setdefault(spelling(miss.question), []).append(miss)
    return spelled


def _groups(spelled: Mapping[str, list[Miss]], known: Mapping[str, "Vector"]) -> list[Group]:
    groups = [Group(same[0], same) for key, same in spelled.items() if key not in known]
    if known:
        import numpy as np

        keys, vectors = list(known), np.stack(list(known.values()))
        for rows in grouped(vectors):
            leader = spelled[keys[middle(vectors, rows)]][0]
            together = [miss for row in rows for miss in spelled[keys[row]]]
            together.sort(key=lambda miss: (miss.at, miss.seq), reverse=True)
            groups.append(Group(leader, together))
    groups.sort(key=lambda group: (len(group.misses), group.misses[0].at), reverse=True)
    return groups
