"""What becomes of an intent that is not sure.

Short talk may be sure to be talk, but not of which kind: 可以的，专业 is half thanks, half yes.
Each kind alone is then below the threshold, and the search would look for a clause about it. And
what is only just taken for another field, though it names a thing of ours, the search may judge.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.nlu.cities import find_cities
from bot.nlu.tiers import find_tiers
from bot.nlu.topics import find_topics
from policy_index.text import normalize

NEUTRAL = "chitchat"
_REFUSED = "out_of_scope"
_SAID = (
    *("affirm", "deny", "greet", "goodbye", "thanks", "bot_challenge", "help"),
    *("complain", NEUTRAL),
)
# What these do, or how they answer, would be wrong too often on a guess.
_NEVER_GUESSED = ("start_over", "set_aside", "repeat", "ask_human", "insult")
_SURE = 0.5


def settled(text: str, probabilities: Mapping[str, float]) -> dict[str, float]:
    """The probabilities in the order in which the intents are to be believed."""
    if talk := unsure_talk(text, probabilities):
        name, probability = talk
        return {name: probability} | {n: p for n, p in probabilities.items() if n != name}
    likeliest = max(probabilities, key=lambda intent: probabilities[intent])
    unsure = likeliest == _REFUSED and probabilities[likeliest] < _SURE
    if unsure and _names_something(normalize(text)):
        others = {n: p for n, p in probabilities.items() if n != _REFUSED}
        return others | {_REFUSED: probabilities[_REFUSED]}
    return dict(probabilities)


def unsure_talk(text: str, probabilities: Mapping[str, float]) -> tuple[str, float] | None:
    """The kind that talk is taken for, and the probability that it is talk; None if the intent is
    sure, if it may well be no talk, or if the words name anything that the policies are about."""
    if max(probabilities.values()) >= _SURE:
        return None
    talk = sum(probabilities.get(intent, 0.0) for intent in (*_SAID, *_NEVER_GUESSED))
    if talk < _SURE or _names_something(normalize(text)):
        return None
    likeliest = max(_SAID, key=lambda intent: probabilities.get(intent, 0.0))
    return (likeliest if probabilities[likeliest] >= talk / 2 else NEUTRAL), talk


def _names_something(words: str) -> bool:
    return bool(find_topics(words) or find_cities(words) or find_tiers(words))
