"""Conversations drawn by seed: who asks what, in which words, and how it goes on."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.guard.phrasings import Firm, Phrasing, phrasings
from tests.guard.said import Said

# Before, in and after the periods of the documents, and the days on which something begins or ends.
_DAYS = [
    date(2026, 11, 22),
    *map(date.fromisoformat, ["2021-12-31", "2022-01-01", "2022-08-04", "2022-08-05"]),
    *map(date.fromisoformat, ["2023-02-16", "2023-02-17", "2024-02-29", "2024-12-31"]),
    *map(date.fromisoformat, ["2025-01-01", "2025-08-04", "2025-08-05", "2026-02-16"]),
    *map(date.fromisoformat, ["2026-02-17", "2026-12-31", "2027-01-01"]),
]
_LONGEST = 5


@dataclass(frozen=True)
class Conversation:
    """``name`` is seed and number: the same name is the same conversation."""

    name: str
    as_of: date
    turns: Sequence[Said]


def conversations(seed: int, count: int) -> list[Conversation]:
    """The first ``count`` conversations of a seed; a larger count only adds to them."""
    return [_conversation(f"{seed}-{number}") for number in range(count)]


def kinds() -> list[str]:
    """The kinds of request."""
    return list(phrasings()["requests"])


def _conversation(name: str) -> Conversation:
    rng = random.Random(name)
    asking = firm(rng)
    turns = [_first(asking, rng)]
    while len(turns) < _LONGEST and rng.random() < 0.6:
        turns.append(_next(asking, rng))
    return Conversation(name, asking.as_of, turns)


def firm(rng: random.Random) -> Firm:
    """Somebody who asks, on some day."""
    data = phrasings()
    place, other_place = rng.choices(list(data["places"]), [5, 4, 4, 2, 1, 2], k=2)
    tier, other_tier = rng.choices(list(data["tiers"]), [4, 5, 3, 2, 1, 2], k=2)
    matter = rng.choice(list(data["matters"]))
    cost = Decimal(rng.choice(data["matters"][matter]["costs"]))
    as_of = rng.choices(_DAYS, [len(_DAYS), *[1] * (len(_DAYS) - 1)])[0]
    return Firm(place, other_place, tier, other_tier, matter, cost, as_of)


def _first(asking: Firm, rng: random.Random) -> Said:
    phrasing = Phrasing.draw(rng)
    return phrasing.request(rng.choice(kinds()), asking, rng)


def _next(asking: Firm, rng: random.Random) -> Said:
    """A follow-up or correction, another question, an interruption, or two questions at once."""
    phrasing = Phrasing.draw(rng)
    match rng.choices(("follow-up", "question", "interruption", "both"), [55, 20, 10, 15])[0]:
        case "follow-up":
            return phrasing.follow_up(asking, rng)
        case "question":
            return phrasing.request(rng.choice(kinds()), asking, rng)
        case "interruption":
            return phrasing.request(rng.choice(["smalltalk", "out_of_scope"]), asking, rng)
        case _:
            first, second = (phrasing.request(rng.choice(kinds()), asking, rng) for _ in range(2))
            text = first.text + rng.choice(phrasings()["joins"]) + second.text
            return Said(text, f"{first.means} {second.means}".strip())
