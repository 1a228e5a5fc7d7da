"""All that is understood of a message, as entities with places in the words as written."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.nlu.cities import find_cities, province_or_tier
from bot.nlu.dates import find_dates
from bot.nlu.money import find_money
from bot.nlu.numerals import decimal_string
from bot.nlu.percent import find_percents
from bot.nlu.roles import money_roles
from bot.nlu.tiers import find_tiers
from bot.nlu.topics import find_topics
from policy_index.text import align

Entity = dict[str, Any]


def find_entities(text: str, today: date) -> list[Entity]:
    """Entities of the original text: entity, value, start, end; role, additional_info if any.

    Values are strings: canonical names, yuan and ratios as decimals, dates as ISO.
    """
    aligned = align(text)
    entities = sorted(_entities(aligned.text, today), key=lambda entity: entity["start"])
    for entity in entities:
        entity["start"], entity["end"] = aligned.original_span(entity["start"], entity["end"])
    return entities


def _entities(text: str, today: date) -> Iterator[Entity]:
    cities, tiers = province_or_tier(text, find_cities(text), find_tiers(text))
    for city in cities:
        info = {"district": city.district} if city.district else {}
        origin = {"origin": True} if city.origin else {}
        yield _entity("city", city.name, city.start, city.end, info=info | origin)
    for tier in tiers:
        yield _entity("tier", tier.tier, tier.start, tier.end)
    for topic in find_topics(text):
        yield _entity("topic", topic.topic, topic.start, topic.end)
    for date_ in find_dates(text, today):
        yield _entity("date", date_.value, date_.start, date_.end, date_.role)
    for percent in find_percents(text):
        value = decimal_string(percent.ratio)
        yield _entity("percent", value, percent.start, percent.end, percent.role)
    sums = find_money(text)
    for money, role in zip(sums, money_roles(text, sums), strict=True):
        about = {"approximate": True} if money.approximate else {}
        bound = {"range": money.bound} if money.bound else {}
        value = decimal_string(money.yuan)
        yield _entity("money", value, money.start, money.end, role, about | bound)


def _entity(
    entity: str,
    value: str,
    start: int,
    end: int,
    role: str | None = None,
    info: dict[str, Any] | None = None,
) -> Entity:
    found: Entity = {"entity": entity, "value": value, "start": start, "end": end}
    if role:
        found["role"] = role
    if info:
        found["additional_info"] = info
    return found
