"""Tiers of enterprises in normalised text, by all their names, the longest first.

A class (省级以上, 国家、省、市级) is given as each of its tiers over the same words; a tier
that the user rules out (不是小巨人) or has left behind (从市级升到省级) is not given.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bot.nlu.lookups import lookup
from bot.nlu.nearby import just_before


@dataclass(frozen=True)
class TierMention:
    """`tier` is little_giant, provincial, municipal, innovative or gold_seed."""

    tier: str
    start: int
    end: int


_GAP = r"[\s\"“”‘’「」『』]*"
_LEVELS = {"国家": "little_giant", "国": "little_giant", "省": "provincial", "市": "municipal"}
_JOIN = r"(?:[、,/和及与或跟]|以及|还是)"
_LIST = re.compile(
    rf"(?:(?P<first>国家|国|省)级?{_JOIN}?(?P<second>省|市)级?(?:{_JOIN}?(?P<third>市))?)"
    rf"(?=级|{_GAP}专{_GAP}精{_GAP}特{_GAP}新)(?:级{_GAP})?(?:专{_GAP}精{_GAP}特{_GAP}新)?"
)
_AT_LEAST = re.compile(
    rf"(?P<level>省级|市级)(?:及其?)?以上(?:的?{_GAP}专{_GAP}精{_GAP}特{_GAP}新)?"
)
# 省里那个专精特新, 市里刚批了专精特新; but 省里对专精特新 and 市里的专精特新政策 name who gives.
_GIVEN_BY = re.compile(
    rf"(?P<level>国家|省|市(?=里))(?:里头?|上|厅)?(?:[刚才已]经?)*"
    rf"(?:[那这][个种家]|[批认评发颁](?:定|准|下来)?[了的过到]{{0,2}}(?:[那这]?个)?"
    rf"|给[了过](?={_GAP}专{_GAP}精{_GAP}特{_GAP}新{_GAP}的?(?:牌|称号|证|认定)))"
    rf"{_GAP}专{_GAP}精{_GAP}特{_GAP}新(?!{_GAP}(?:的)?(?:政策|方案|文件|资金|项目))"
)

_ARTICLE = r"(?:什么|一?[家个]|属于|被?认定为?|[国省市]家?级的?)?"
_DENIED = re.compile(
    rf"(?:(?<!是)不是|并非|而非|(?<![有还])没有?(?:评上|评到|拿到|拿下|获得|认上|当上|成为)|够不上|"
    rf"(?:还|并|都)(?:没有?|未)(?:评上|评到|拿到|获得|认定|当上|成为|是)?|未(?:被认定|评上|获评|获得)为?|"
    rf"不属于|不算|n't an?|not an?)(?:是|为|到)? ?{_ARTICLE}{_GAP}$",
    re.IGNORECASE,
)
_LEFT_BEHIND = re.compile(r"(?:由|从|自|把|将)[^,。?!;]{0,6}$")
_MOVES_ON = re.compile(r"[^,。?!;]{0,8}?(?:升|晋|换成|改成|变成|变为|改为)")


def find_tiers(text: str) -> list[TierMention]:
    """All tiers that are meant, in order of the text; one or more over the same words."""
    found = [
        TierMention(tier, start, end)
        for tiers, start, end in _mentions(text)
        if not _ruled_out(text, start, end)
        for tier in tiers
    ]
    return sorted(found, key=lambda mention: mention.start)


def _mentions(text: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Classes before names, so that no part of 国家、省、市级 is found again by itself."""
    taken: list[tuple[int, int]] = []
    readers = (
        *((_LIST, _listed), (_AT_LEAST, _at_least)),
        *((_any_name(), _named), (_GIVEN_BY, _given_by)),
    )
    for pattern, tiers_of in readers:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            tiers = tiers_of(match)
            if tiers and not _level_of_another_thing(match):
                yield tiers, start, end


def _listed(match: re.Match[str]) -> tuple[str, ...]:
    return tuple(_LEVELS[level] for level in match.groups() if level)


def _at_least(match: re.Match[str]) -> tuple[str, ...]:
    return tuple(lookup("tiers")["at_least"][match["level"]])


def _given_by(match: re.Match[str]) -> tuple[str, ...]:
    return (_LEVELS[match["level"]],)


def _named(match: re.Match[str]) -> tuple[str, ...]:
    word = match.group().lower()
    tier = _names()[word if word.isascii() else re.sub(_GAP, "", word)]
    return (tier,) if tier else ()


def _level_of_another_thing(match: re.Match[str]) -> bool:
    is_level = match.group().endswith(("级", "以上"))
    return is_level and bool(_other_thing().match(match.string, match.end()))


def _ruled_out(text: str, start: int, end: int) -> bool:
    before = just_before(text, start)
    if _DENIED.search(before):
        return True
    return bool(_LEFT_BEHIND.search(before) and _MOVES_ON.match(text, end))


@cache
def _names() -> Mapping[str, str | None]:
    """Every name with its tier, None for what is no tier."""
    data = lookup("tiers")
    names: dict[str, str | None] = {
        name.lower(): tier for tier, aliases in data["tiers"].items() for name in aliases
    }
    return names | dict.fromkeys(data["not_tiers"])


@cache
def _any_name() -> re.Pattern[str]:
    """Any name, the longest first, with quotes and blanks between its characters."""
    names = sorted(_names(), key=lambda name: (-len(name), name))
    spelled = [
        rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" if name.isascii() else _GAP.join(name)
        for name in names
    ]
    return re.compile("|".join(spelled), re.IGNORECASE)


@cache
def _other_thing() -> re.Pattern[str]:
    things = "|".join(map(re.escape, lookup("tiers")["level_of_other_things"]))
    return re.compile(rf" ?(?:的)?(?:{things})")
