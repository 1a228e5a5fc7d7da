"""The places that people name, found in normalised text. It knows no policy and no coverage."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from policy_index.strict_yaml import read_yaml
from policy_index.text import any_of

GAZETTEER = Path(__file__).with_name("places.yml")


@dataclass(frozen=True)
class Place:
    """A city or province; `districts` maps every spelling to the district's full name."""

    name: str
    aliases: tuple[str, ...] = ()
    districts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PlaceMention:
    """A place named at [start, end), through one of its districts or itself."""

    name: str
    start: int
    end: int
    district: str | None = None


@dataclass(frozen=True)
class _Gazetteer:
    places: Mapping[str, Place]
    meaning: Mapping[str, tuple[str, str | None] | None]
    pattern: re.Pattern[str]


def places() -> Mapping[str, Place]:
    """All known places by canonical name."""
    return _gazetteer().places


def find_places(text: str) -> list[PlaceMention]:
    """Mentions in order of the text, the longest name first; 广州黄埔 is one mention."""
    merged: list[PlaceMention] = []
    for mention in _mentions(text):
        last = merged[-1] if merged else None
        if last and _is_district_of(last, mention, text):
            merged[-1] = PlaceMention(last.name, last.start, mention.end, mention.district)
        else:
            merged.append(mention)
    return merged


def _mentions(text: str) -> Iterator[PlaceMention]:
    gazetteer = _gazetteer()
    for match in gazetteer.pattern.finditer(text):
        meaning = gazetteer.meaning[match.group().lower()]
        if meaning:
            name, district = meaning
            yield PlaceMention(name, match.start(), match.end(), district)


def _is_district_of(city: PlaceMention, part: PlaceMention, text: str) -> bool:
    between = text[city.end : part.start].strip(" ·-的")
    return city.name == part.name and bool(part.district) and not (city.district or between)


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    data = read_yaml(GAZETTEER)
    every = [_place(data["guangdong"]), *(_place(city) for city in data["cities"])]
    every += [Place(name, tuple(aliases)) for name, aliases in data["elsewhere"].items()]
    meaning: dict[str, tuple[str, str | None] | None] = {}
    for place in every:
        meaning |= {spelling.lower(): (place.name, None) for spelling in place.aliases}
        meaning |= {spelling: (place.name, full) for spelling, full in place.districts.items()}
        meaning[place.name] = (place.name, None)
    meaning |= dict.fromkeys(data["not_places"])
    return _Gazetteer({place.name: place for place in every}, meaning, any_of(meaning))


def _place(entry: Mapping[str, Any]) -> Place:
    full_names = [*entry.get("districts", ()), *entry.get("full_only", ())]
    districts = {full: full for full in full_names}
    districts |= {_short(full): full for full in entry.get("districts", ())}
    return Place(entry["name"], tuple(entry["aliases"]), districts)


def _short(district: str) -> str:
    return re.sub(r"(?<=..)[区县市]$", "", district)
