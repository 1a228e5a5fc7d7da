"""Automatic numbers, counted as Word counts them (ECMA-376 part 1, 17.9).

A paragraph belongs to a num at a level, by itself or by its style. A num is an instance of an
abstractNum, which has the levels and the count; instances of one abstractNum go on counting
together unless one of them overrides the start.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from policy_index.reading.docx.styles import Styles
from policy_index.reading.docx.xml import child, children, is_on, number, value
from policy_index.reading.ordinals import ordinal


@dataclass(frozen=True)
class Level:
    """``text`` is the pattern of the label, %1 the number at the first level. ``restart``: the
    number of the level that restarts this one, 0 for none, None for any above it."""

    start: int
    number_format: str
    text: str
    legal: bool
    restart: int | None
    style: str | None


@dataclass(frozen=True)
class Num:
    """One list: whose count it shares, its levels, and the starts that it sets anew."""

    counted_as: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass
class Numbering:
    """Gives each paragraph its label, in the order of the document."""

    nums: Mapping[str, Num]
    styles: Styles
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: Element | None) -> str:
        """The label of a paragraph with these properties (w:pPr); "" without a number."""
        place = self._place(properties)
        if place is None:
            return ""
        num_id, level = place
        num = self.nums[num_id]
        counts = self._counts.setdefault(num.counted_as, {})
        self._advance(num_id, num, level, counts)
        return _written(num, level, counts)

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        style = value(child(properties, "pStyle"))
        said = [child(properties, "numPr"), *self.styles.numberings(style)]
        num_id = next((found for each in said if (found := value(child(each, "numId")))), "")
        if num_id not in self.nums:
            return None
        levels = [number(child(each, "ilvl")) for each in said]
        # A level that names the style outweighs what the style says of levels (17.9.23).
        levels.insert(1, self._level_of_style(num_id, style))
        level = next((each for each in levels if each is not None), 0)
        return (num_id, level) if level in self.nums[num_id].levels else None

    def _level_of_style(self, num_id: str, style: str | None) -> int | None:
        by_style = {level.style: at for at, level in self.nums[num_id].levels.items()}
        names = (name for name, _ in self.styles.chain(style) if name in by_style)
        return next((by_style[name] for name in names), None)

    def _advance(self, num_id: str, num: Num, level: int, counts: dict[int, int]) -> None:
        first_here = (num_id, level) not in self._started
        self._started.add((num_id, level))
        if first_here and level in num.starts:
            counts[level] = num.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = num.starts.get(level, num.levels[level].start)
        for deeper in [each for each in counts if each > level]:
            restart = num.levels[deeper].restart if deeper in num.levels else None
            if restart is None or level < restart:
                del counts[deeper]
        for higher in range(level):
            if higher not in counts and higher in num.levels:
                counts[higher] = num.starts.get(higher, num.levels[higher].start)


def read_numbering(part: Element | None, styles: Styles) -> Numbering:
    """The lists that numbering.xml defines."""
    abstract = {value(each, "abstractNumId"): each for each in children(part, "abstractNum")}
    instances = {value(each, "numId"): each for each in children(part, "num")}
    nums: dict[str, Num] = {}
    for num_id, instance in instances.items():
        defined = _defined(instance, abstract, instances, styles)
        if num_id is not None and defined is not None:
            nums[num_id] = _num(instance, defined)
    return Numbering(nums, styles)


def _defined(
    instance: Element,
    abstract: Mapping[str | None, Element],
    instances: Mapping[str | None, Element],
    styles: Styles,
) -> Element | None:
    """The abstractNum of an instance; one that only names a list style leads to that style's."""
    definition = abstract.get(value(child(instance, "abstractNumId")))
    linked = value(child(definition, "numStyleLink"))
    if linked is None:
        return definition
    by_style = styles.own_numbering(linked)
    other = instances.get(value(child(by_style, "numId")))
    target = abstract.get(value(child(other, "abstractNumId")))
    return definition if target is None else target


def _num(instance: Element, definition: Element) -> Num:
    levels = {number(each, "ilvl") or 0: _level(each) for each in children(definition, "lvl")}
    starts: dict[int, int] = {}
    for override in children(instance, "lvlOverride"):
        at = number(override, "ilvl") or 0
        replaced, start = child(override, "lvl"), number(child(override, "startOverride"))
        if replaced is not None:
            levels[at] = _level(replaced)
        if start is not None:
            starts[at] = start
    return Num(value(definition, "abstractNumId") or "", levels, starts)


def _level(element: Element) -> Level:
    text = value(child(element, "lvlText")) or ""
    start = number(child(element, "start"))
    return Level(
        start=0 if start is None else start,
        number_format=_number_format(element),
        text=text,
        legal=is_on(child(element, "isLgl")),
        restart=number(child(element, "lvlRestart")),
        style=value(child(element, "pStyle")),
    )


def _number_format(level: Element) -> str:
    """Formats newer than the standard stand beside one for older readers."""
    plain = child(level, "numFmt")
    older = child(level, "AlternateContent", "Fallback", "numFmt")
    return value(older if plain is None else plain) or "decimal"


def _written(num: Num, at: int, counts: Mapping[int, int]) -> str:
    level = num.levels[at]
    if level.number_format == "bullet":
        return ""

    def one(match: re.Match[str]) -> str:
        named = int(match[1]) - 1
        if named not in counts or named not in num.levels:
            return ""
        number_format = num.levels[named].number_format
        if level.legal and number_format != "none":
            number_format = "decimal"
        return ordinal(counts[named], number_format)

    return re.sub(r"%([1-9])", one, level.text)
