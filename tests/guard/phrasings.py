"""How people put a request: templates of phrasings.yml filled in, and the ways of writing them."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from opencc import OpenCC

from tests.faq.money import say_yuan
from tests.guard.said import Said

STYLES = ("formal", "colloquial", "cantonese", "keywords", "english")
WAYS = ("as it is", "traditional", "full-width", "typos")
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_HAN_DIGITS = "零一二三四五六七八九"


@cache
def phrasings() -> Mapping[str, Any]:
    """The file, read once."""
    text = Path(__file__).with_name("phrasings.yml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data


@dataclass(frozen=True)
class Firm:
    """Who asks, of what, on which day. Names are keys of phrasings.yml, the cost is in yuan."""

    place: str
    other_place: str
    tier: str
    other_tier: str
    matter: str
    cost: Decimal
    as_of: date


@dataclass(frozen=True)
class Phrasing:
    """A way to speak: the style, and how it is written down."""

    style: str
    way: str

    @classmethod
    def draw(cls, rng: random.Random) -> Phrasing:
        style = rng.choice(STYLES)
        return cls(style, "as it is" if style == "english" else rng.choice(WAYS))

    def request(self, kind: str, firm: Firm, rng: random.Random) -> Said:
        """A request of that kind, with an opening and a close of the style."""
        template = rng.choice(phrasings()["requests"][kind][self.style])
        close = rng.choice(phrasings()["styles"][self.style]["close"])
        return self._say(template + close, firm, rng)

    def follow_up(self, firm: Firm, rng: random.Random) -> Said:
        return self._say(rng.choice(phrasings()["follow_ups"][self.style]), firm, rng)

    def _say(self, template: str, firm: Firm, rng: random.Random) -> Said:
        words = _Words(self.style, firm, rng)
        text = words.fill(template).strip() or "？"
        return Said(_written(text, self.way, rng), " ".join(words.means))


class _Words:
    """Fills templates; keeps in ``means`` the figures in a form that everybody can read."""

    def __init__(self, style: str, firm: Firm, rng: random.Random) -> None:
        self._style, self._firm, self._rng = style, firm, rng
        self._language = "en" if style == "english" else "zh"
        self.means: list[str] = []

    def fill(self, template: str) -> str:
        """The words for each {name}; the fillers are templates as well."""
        return re.sub(r"\{(\w+)\}", lambda m: self._word(m[1]), template).format()

    def _word(self, name: str) -> str:
        data, firm = phrasings(), self._firm
        matter = data["matters"][firm.matter]
        match name:
            case "who":
                return self.fill(self._rng.choice(data["styles"][self._style]["who"]))
            case "place" | "other_place":
                return self._of(data["places"][getattr(firm, name)])
            case "tier" | "other_tier":
                return self._of(data["tiers"][getattr(firm, name)])
            case "matter":
                return self._of(matter)
            case "spent":
                return self.fill(self._of(matter["spent"]))
            case "subject":
                return self._of(data["subjects"])
            case "cost":
                return self._money(firm.cost)
            case "sum":
                return self._money(Decimal(self._rng.choice(matter["costs"])))
            case "rate":
                rate = self._rng.choice(sorted(data["rates"]))
                self.means.append(f"{rate}%")
                return str(self._rng.choice(data["rates"][rate]))
            case "firms":
                firms = self._rng.choice(data["firms"])
                self.means.append(f"{firms}家")
                return str(firms)
            case "percent":
                return str(self._rng.choice(data["percents"]))
            case "day" | "recognised":
                return self._day()
            case "noise":
                return _noise(self._rng)
        raise KeyError(f"phrasings.yml: unknown {{{name}}}")

    def _of(self, words: Mapping[str, Any]) -> str:
        return str(self._rng.choice(words[self._language]))

    def _money(self, yuan: Decimal) -> str:
        self.means.append(f"{yuan}元")
        ways = [say_yuan(yuan), f"{yuan:,}元", f"{yuan}块"]
        if self._language == "en":
            ways = [f"{yuan} yuan", f"RMB {yuan:,}", say_yuan(yuan)]
        elif yuan >= 10_000 and yuan % 10_000 == 0:
            myriads = int(yuan) // 10_000
            ways += [f"{myriads}万", f"{myriads}w", f"{_han(myriads)}万", f"{_han(myriads)}万元"]
        return self._rng.choice(ways)

    def _day(self) -> str:
        day = date(2021, 6, 1) + timedelta(days=self._rng.randrange(6 * 365))
        month = f"{day.year}年{day.month}月"
        if self._language == "en":
            self.means.append(day.isoformat())
            return day.isoformat()
        ways = [month, f"{month}{day.day}日", day.isoformat(), f"{day.year}年"]
        relative = {"今年": 0, "去年": 1, "前年": 2}
        said = self._rng.choice([*ways, *relative])
        ago = relative.get(said)
        self.means.append(said if ago is None else f"{self._firm.as_of.year - ago}年")
        return said


def _written(text: str, way: str, rng: random.Random) -> str:
    match way:
        case "traditional":
            return _to_traditional(text)
        case "full-width":
            return text.translate(_FULL_WIDTH)
        case "typos":
            return _mistyped(text, rng)
    return text


def _mistyped(text: str, rng: random.Random) -> str:
    """One character that is no part of a figure is doubled, dropped or swapped with the next."""
    places = [i for i in range(len(text) - 1) if not _is_figure(text[max(0, i - 1) : i + 3])]
    if not places:
        return text
    at = rng.choice(places)
    before, one, two, after = text[:at], text[at], text[at + 1], text[at + 2 :]
    return before + rng.choice([one + one + two, two, two + one]) + after


def _is_figure(text: str) -> bool:
    return re.search(r"[\d.%万亿千百十元块年月日零一二三四五六七八九点w]", text) is not None


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def _to_traditional(text: str) -> str:
    return str(_converter().convert(text))


def _noise(rng: random.Random) -> str:
    kinds = (
        lambda: "".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(rng.randint(2, 12))),
        lambda: "".join(rng.choice("asdfghjkl;'") for _ in range(rng.randint(3, 15))),
        lambda: rng.choice(
            ["？？？", "。。。", "!!!", "……", "～", "\u200b\u200b", "😀😀👍", "\n\n"]
        ),
        lambda: rng.choice("哈呵啦嘿") * rng.randint(3, 400),
        lambda: str(rng.randrange(10**9)),
    )
    return rng.choice(kinds)()


def _han(number: int) -> str:
    """五百六十 for 560, up to four digits; larger ones in digits."""
    if number >= 10_000:
        return str(number)
    words, gap = "", False
    for digit, unit in zip(f"{number:04}", ("千", "百", "十", ""), strict=True):
        if digit == "0":
            gap = bool(words)
            continue
        words += ("零" if gap else "") + _HAN_DIGITS[int(digit)] + unit
        gap = False
    return words.removeprefix("一") if words.startswith("一十") else words
