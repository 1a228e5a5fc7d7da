"""Topics of the policies in normalised text, by everyday words (data/lookups/topics.yml)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.nlu.lookups import lookup
from policy_index.text import any_of


@dataclass(frozen=True)
class TopicMention:
    """`topic` is one of the names in data/lookups/topics.yml."""

    topic: str
    start: int
    end: int


def find_topics(text: str) -> list[TopicMention]:
    """All topics in order of the text; what is usually background only if there is nothing else."""
    return _matches(text, "topics") or _matches(text, "unless_another")


def _matches(text: str, section: str) -> list[TopicMention]:
    pattern, topics = _names(section)
    found = []
    for match in pattern.finditer(text):
        topic = topics[match.group().lower()]
        if topic:
            found.append(TopicMention(topic, match.start(), match.end()))
    return found


@cache
def _names(section: str) -> tuple[re.Pattern[str], Mapping[str, str | None]]:
    data = lookup("topics")
    names: dict[str, str | None] = dict.fromkeys(name.lower() for name in data["not_topics"])
    names |= {name.lower(): topic for topic, words in data[section].items() for name in words}
    return any_of(names), names
