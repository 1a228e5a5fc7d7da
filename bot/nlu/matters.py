"""A message that asks one thing of one place and another of another, one piece for each:
广州的贷款贴息和湛江的小巨人奖励分别是多少."""

import re

from bot.nlu.cities import find_cities
from bot.nlu.tiers import find_tiers
from bot.nlu.topics import find_topics
from policy_index.text import align

_COMPARES = re.compile(
    "比|哪[个边里]|边个|一样|相同|同样|区别|差别|不同|谁|高|更|差|还是|都|两[边地个]|[搬迁转]"
)
_ASKS = re.compile(
    "多少|几[多个成]|什么|哪些|怎么|分别|各|[吗呢]|说说|讲讲|告诉|介绍|[查看列]一?下"
)


def matters_in(text: str) -> list[tuple[int, int]]:
    """Where each place and its matter are spoken of, [start, end), to the end of the message for
    the last; none unless each of several places has a matter of its own, in one sentence."""
    aligned = align(text)
    words = aligned.text
    cities = find_cities(words)
    starts = [city.start for city in cities]
    if len({city.name for city in cities}) != len(cities) or len(cities) < 2:
        return []
    if _COMPARES.search(words) or not _ASKS.search(words) or re.search("[。?!;].", words):
        return []
    pieces = list(zip(starts, [*starts[1:], len(words)], strict=True))
    matters = [{mention.topic for mention in find_topics(words[a:b])} for a, b in pieces]
    awards = [
        {"认定"} if find_tiers(words[a:b]) and "奖" in words[a:b] else set() for a, b in pieces
    ]
    named = [frozenset(topics or award) for topics, award in zip(matters, awards, strict=True)]
    if not all(named) or len(set(named)) != len(named):
        return []
    return [aligned.original_span(*piece) for piece in pieces]
