"""The places that a message is about: none that it rules out; where a firm leaves is marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.nlu.nearby import just_before
from bot.nlu.tiers import TierMention
from policy_index.places import PlaceMention, find_places


@dataclass(frozen=True)
class CityMention:
    """`name` is canonical; `origin` for the place that a firm leaves (从深圳搬到广州)."""

    name: str
    start: int
    end: int
    district: str | None = None
    origin: bool = False


_DENIED = re.compile(
    r"(?:(?<!是)不[是在]|并非|而非|不属于|(?<!算)不算|\b(?:not|n't) (?:in|from)) ?$", re.I
)
_IN_PASSING = re.compile(
    r"(?:已经?|刚刚?|都|也)?(?:[给批拨补奖发]给?(?:了|到|我们|[企公]\w)?[约大概]{0,2}(?=[\d一二两三四五六七八九十百千])"
    r"|[给批拨发补奖]了|[搬迁])"
    r"|(?:还没有?|没有?|未)[给批拨发补奖]"
)
# 跟省里给的一样: what the city's award is held against.
_HELD_AGAINST = re.compile("[跟和同与按]$"), re.compile("[给批拨补奖发]的")
# 先拿到省里的钱: what must have come before.
_CAME_FIRST = (
    re.compile("先[要得]?(?:拿|领|有|得|获|攞)[到得了过]?$"),
    re.compile("的?(?:钱|资金|补|奖|支持|批)"),
)
_MATCHED_WITH = re.compile(r"\b(?:match\w*|1:1) (?:\S+ ){0,3}$", re.IGNORECASE)
_OPINIONS = re.compile(r"[^,。?!;]{0,14}意见")
# 湖南牌, 粤E的湖南车牌: where a car is registered.
_PLATE = re.compile(r"(?:[省市]?的?(?:车?牌|号牌|牌照|籍的?[小客货商汽]?车))")
_HOLDS = re.compile(
    r"(?:拿到|拿了|获得|评上|认定为|评为|评到|成为|获评|获|入选|通过|是|属于|有)了?(?:一?[家个])?$"
)
_FROM = re.compile(
    r"(?:从|由|原来?在|原先在|之前在|以前在|本来在|原本在|离开|\bfrom) ?$", re.IGNORECASE
)
_STRAIGHT_TO = re.compile(" ?(?:to|into|到|去) ?", re.IGNORECASE)
_FARTHEST_DESTINATION = 40
_MOVE = r"(?:搬|迁|挪|转移|落户|引[进入到]|relocat|move|moving)"
_MOVES = re.compile(rf"[^。?!;]{{0,30}}{_MOVE}", re.IGNORECASE)
_MOVES_TO = re.compile(
    r"(?:(?:搬|迁|挪|转移)[^,。?!;]{0,2}[到来去入进往至]|落户[到在]?|(?:relocat\w*|mov\w*) to) ?$",
    re.IGNORECASE,
)


def find_cities(text: str) -> list[CityMention]:
    """In order of the text."""
    found = [place for place in find_places(text) if not _ruled_out(text, place)]
    return [
        CityMention(place.name, place.start, place.end, place.district, origin)
        for place, origin in zip(found, _origins(text, found), strict=True)
    ]


def _ruled_out(text: str, place: PlaceMention) -> bool:
    """Denied, or where a car is registered; the province also as what gives or has given (省里批了)
    and as where a firm moves within."""
    if _DENIED.search(just_before(text, place.start)) or _PLATE.match(text, place.end):
        return True
    if place.name != "广东":
        return False
    if _MATCHED_WITH.search(just_before(text, place.start)):
        return True
    if _CAME_FIRST[0].search(just_before(text, place.start)):
        return bool(_CAME_FIRST[1].match(text, place.end))
    held_against = _HELD_AGAINST[0].search(just_before(text, place.start))
    pattern = _HELD_AGAINST[1] if held_against else _IN_PASSING
    return bool(pattern.match(text, place.end))


def _origins(text: str, found: list[PlaceMention]) -> list[bool]:
    """从深圳迁出; 深圳的公司搬到广州, where the destination makes 深圳 the origin."""
    return [
        bool(_FROM.search(just_before(text, place.start)) and _MOVES.match(text, place.end))
        or any(_is_destination(text, place, other) for other in found[index + 1 :])
        for index, place in enumerate(found)
    ]


def _is_destination(text: str, place: PlaceMention, other: PlaceMention) -> bool:
    if other.name == place.name:
        return False
    between = text[place.end : other.start]
    if _FROM.search(just_before(text, place.start)):  # 总部原来在成都。…整体搬到广州
        return bool(_MOVES_TO.search(between) or _STRAIGHT_TO.fullmatch(between))
    if len(between) > _FARTHEST_DESTINATION:
        return False
    return bool(_MOVES_TO.search(between)) and not re.search(r"[。?!;]", between)


def province_or_tier(
    text: str, cities: Sequence[CityMention], tiers: Sequence[TierMention]
) -> tuple[list[CityMention], list[TierMention]]:
    """广东省专精特新 is a title if someone holds it or another place is named, else the province's,
    as are the opinions of that name (省里专精特新的指导意见).

    Either way the words count once. 广东省创新型中小企业 names both.
    """
    opinions = [tier for tier in tiers if _names_opinions(text, tier)]
    tiers = [tier for tier in tiers if tier not in opinions]
    cities = [*cities, *(CityMention("广东", tier.start, tier.end) for tier in opinions)]
    shared = [city for city in cities if any(_overlap(city, tier) for tier in tiers)]
    title = [
        city
        for city in shared
        if _HOLDS.search(just_before(text, city.start))
        or any(other.name != city.name for other in cities)
    ]
    province = [city for city in shared if city not in title]
    return (
        [city for city in cities if city not in title],
        [tier for tier in tiers if not any(_overlap(city, tier) for city in province)],
    )


def _names_opinions(text: str, tier: TierMention) -> bool:
    return tier.tier == "provincial" and bool(_OPINIONS.match(text, tier.end))


def _overlap(city: CityMention, tier: TierMention) -> bool:
    shares = city.start < tier.end and tier.start < city.end
    return city.name == "广东" and tier.tier == "provincial" and shares
