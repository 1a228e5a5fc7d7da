"""Sums of money in normalised text, as exact yuan: 1,800万 · 一点五亿 · 560w · 三百到五百万.

A number is money only with a unit, or where nothing but a cost can be meant: 上市费用3000000, and
3000000 as all that is said. What counts something else (500强, 50家, 300万平方米) is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from bot.nlu.nearby import just_before
from bot.nlu.numerals import ARABIC, HAN, NUMBER, number, plain

Bound = Literal["low", "high"]


@dataclass(frozen=True)
class Money:
    """`yuan` at [start, end); `bound` for the two ends of a range."""

    yuan: Decimal
    start: int
    end: int
    approximate: bool = False
    bound: Bound | None = None


_BELOW_NOTHING = re.compile(r"(?<![\d万亿元千百])[-−负]\Z")
_SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "w": 10**4}
_SCALE = r"(?P<scale>万亿|亿|万|[wW](?![A-Za-z]))"
_YUAN = r"(?:元人民币|元(?![件器素旦宇锂催组里])|人民币|圆|块钱|块(?![地牌板]))"

# 成千万, 百来万: one of the unit, not said; 千万 alone is rather 千万别.
_SUM = rf"(?:{NUMBER}|(?<=[成近过小])[百千](?=万)|[百千](?=[来多]万))"
_START = re.compile(rf"(?<![\d.第几数$零〇一二两三四五六七八九十百千万廿])(?={_SUM})")
_PART = re.compile(rf"(?P<number>{_SUM}) ?(?P<some>[多来余几])? ?个?(?P<more>多)? ?{_SCALE}")
# What may follow the 五 of 三万五, lest 100万五家 or 500万一次性 be read as one number.
_TAIL = re.compile(
    rf"零?(?P<number>{ARABIC} ?[十百千]+|\d(?![\d.])|{HAN})"
    r"(?= *(?:$|[,。?!;、元块圆的呢吧吗啊能够可]))"
)
_PLAIN = re.compile(rf"(?P<number>{NUMBER})(?P<some>[多来余几])? ?(?={_YUAN})")
_UNIT = re.compile(rf" ?{_YUAN}")
_RANGE = re.compile(rf"(?P<number>{NUMBER}) ?{_SCALE}? ?元? ?(?:-+|~|—+|–|到|至) ?")
_NEIGHBOURS = re.compile(r"([一二两三四五六七八九])([二三四五六七八九])([十百千]?)")

_COUNTED = re.compile(
    r" ?(?:家|户(?!型)|人(?![民才工家员均])|台(?![账阶湾山])|件|辆|亩|平(?![台均摊])|吨|度(?!过)|"
    r"次(?![年数])|股(?![权东份本])|条(?!件)|字(?!据)|个(?![税人])|名(?![义下额])|项(?![目费])|"
    r"方(?![案便面式法向])|米|公里|里程|千瓦|小时|年(?![薪度产终底])|天(?![使河])|岁|粉丝|用户|"
    r"美[元金刀]|欧元|港[币元]|日[元圆]|英镑|m2|kwh|usd|hkd|eur|us)",
    re.IGNORECASE,
)
_NOT_SUMS = re.compile(r"(?<![\d一二三四五六七八九十百千])万一|十万火急|十万八千里|十万个为什么")
_ABOUT = re.compile(
    r"(?:约|大概|差不多|接近|近|[不没未]到|不足|不满|超过?|至少|起码|估计|最少)[是有为要]? ?$"
)
_OR_SO = re.compile(r" ?(?:多|左右|上下|出头|以上|以下|以内|不到|朝上)")

_NOT = re.compile(r"(?<!是)不是 ?$")
_ASKED = re.compile(r"[^,。?!;]{0,6}吗")

_SIX_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{6,10})(?:\.\d{1,2})?(?![\d.]|,\d)"
_FIVE_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{5,10})(?:\.\d{1,2})?(?![\d.]|,\d)"
_ALONE = re.compile(
    r"\s*(?:大概|大约|约|差不多|一共|总共|共|是|有|就)*(?:要|花了?|投入?了?)? ?"
    rf"(?P<number>{_SIX_DIGITS})"
    r" ?(?:左右|上下|吧|的?样子)?[。.!]?\s*"
)
_COST = re.compile(
    rf"(?:费用?|花了?|花费|投入?了?|成本|金额|上市|数字化|纳税额?|交了?税|缴税|税额?|付了?|支出|贷了?款?|借了?|利息)"
    rf"(?:一共|总共|共|合计|大概|大约|约|差不多|是|为|有|要|了|:| )*(?P<number>{_FIVE_DIGITS})"
    r"(?! ?(?:[万亿千百元块圆]|[年月日号%#@-]|RMB|CNY|yuan))",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_ENGLISH = re.compile(
    rf"(?:RMB|CNY|¥|yuan) ?(?P<after>{ARABIC})(?! ?[\d万亿wW十百千元块])"
    r"(?: ?(?P<scale1>million|billion|thousand|mn|bn|m|k)\b)?"
    rf"|(?<![\w.])(?P<before>{ARABIC}) ?(?P<scale2>million|billion)\b(?! ?(?:US|HK|dollar|euro))"
    rf"|(?<![\w.])(?P<plain>{ARABIC}) ?(?P<scale3>thousand|mn|bn|m|k)?(?= ?(?:RMB|CNY|yuan)\b)",
    re.IGNORECASE,
)
_ENGLISH_SCALES = {"m": 10**6, "mn": 10**6, "million": 10**6, "b": 10**9, "bn": 10**9}
_ENGLISH_SCALES |= {"billion": 10**9, "k": 1000, "thousand": 1000}


def find_money(text: str) -> list[Money]:
    """All sums in order of the text; a range gives its two ends, a denied sum nothing."""
    text = _NOT_SUMS.sub(lambda match: "□" * len(match.group()), plain(text))
    with_unit = [*_chinese(text), *_english(text)]
    # 12000w and 12000多万 have their unit behind the digits that a cost alone would have.
    starts = {money.start for money in with_unit}
    bare = [money for money in _without_unit(text) if money.start not in starts]
    written = [*with_unit, *bare]
    found = [_signed(text, money) for money in written]
    said = [money for money in found if not _denied(text, money)]
    return sorted(said, key=lambda money: (money.start, money.end))


def _signed(text: str, money: Money) -> Money:
    """-300万 and 负300万 are below nothing; the stroke of 300-500万 is none of these."""
    below = _BELOW_NOTHING.search(text, 0, money.start)
    return replace(money, yuan=-money.yuan) if below else money


def _denied(text: str, money: Money) -> bool:
    """不是300万, but not 不是300万吗."""
    denied = _NOT.search(just_before(text, money.start))
    return bool(denied) and not _ASKED.match(text, money.end)


def _chinese(text: str) -> Iterator[Money]:
    done = 0
    for start in _START.finditer(text):
        if start.start() < done:
            continue
        sums = _range(text, start.start()) or _one(text, start.start())
        if sums and not _COUNTED.match(text, sums[-1].end):
            yield from sums
            done = sums[-1].end


def _range(text: str, start: int) -> list[Money]:
    """300万-500万, and 三百到五百万, where the first number borrows the unit of the second."""
    low = _RANGE.match(text, start)
    if not low:
        return []
    high = _one(text, low.end())
    if len(high) != 1:
        return []
    scale = low["scale"] or _last_scale(text[high[0].start : high[0].end])
    yuan = number(low["number"]) * _SCALES.get(scale.lower(), 1)
    if yuan >= high[0].yuan:
        return []
    end = low.end("scale") if low["scale"] else low.end("number")
    return [Money(yuan, start, end, bound="low"), replace(high[0], bound="high")]


def _last_scale(text: str) -> str:
    scales = re.findall(_SCALE, text)
    return scales[-1] if scales else ""


def _one(text: str, start: int) -> list[Money]:
    """One sum at `start`; two for 三五百万, which is a range in one word; none if it is no sum."""
    part = _PART.match(text, start)
    if not part:
        return _in_yuan(text, start)
    neighbours = _NEIGHBOURS.fullmatch(part["number"])
    if neighbours:
        return _between(neighbours, part)
    yuan = Decimal(0)
    some = False
    end = start
    scale = 0
    while part and (not scale or _SCALES[part["scale"].lower()] < scale):
        scale = _SCALES[part["scale"].lower()]
        yuan += number(part["number"]) * scale
        some = some or bool(part["some"] or part["more"])
        end = part.end()
        part = _PART.match(text, end)
    tail = _TAIL.match(text, end)
    if tail:
        yuan += _tail(tail, scale)
        end = tail.end()
    unit = _UNIT.match(text, end)
    end = unit.end() if unit else end
    return [Money(yuan, start, end, some or _said_about(text, start, end))]


def _tail(tail: re.Match[str], scale: int) -> Decimal:
    """三万五 is 35,000 and 三万五千 too."""
    value = number(tail["number"])
    short = len(tail["number"]) == 1 and not tail.group().startswith("零")
    return value * scale / 10 if short else value


def _between(neighbours: re.Match[str], part: re.Match[str]) -> list[Money]:
    scale = _SCALES[part["scale"].lower()]
    first, second, unit = neighbours.groups()
    low, high = (number(digit + unit) * scale for digit in (first, second))
    if low >= high:
        return []
    return [
        Money(low, part.start(), part.end(), approximate=True, bound="low"),
        Money(high, part.start(), part.end(), approximate=True, bound="high"),
    ]


def _without_unit(text: str) -> Iterator[Money]:
    whole = _ALONE.fullmatch(text)
    for match in [whole] if whole else _COST.finditer(text):
        figure = match["number"]
        if not _DAY.fullmatch(figure) and not _COUNTED.match(text, match.end("number")):
            about = _said_about(text, match.start("number"), match.end("number"))
            yield Money(number(figure), match.start("number"), match.end("number"), about)


def _in_yuan(text: str, start: int) -> list[Money]:
    match = _PLAIN.match(text, start)
    unit = _UNIT.match(text, match.end()) if match else None
    if not match or not unit:
        return []
    yuan = number(match["number"])
    # 五块 may be pieces of anything; 五块钱 and 五百块 are money.
    if unit.group().strip() == "块" and yuan < 100:
        return []
    about = bool(match["some"]) or _said_about(text, start, unit.end())
    return [Money(yuan, start, unit.end(), about)]


def _said_about(text: str, start: int, end: int) -> bool:
    return bool(_ABOUT.search(just_before(text, start)) or _OR_SO.match(text, end))


def _english(text: str) -> Iterator[Money]:
    for match in _ENGLISH.finditer(text):
        figure = match["after"] or match["before"] or match["plain"]
        scale = match["scale1"] or match["scale2"] or match["scale3"] or ""
        yuan = number(figure) * _ENGLISH_SCALES.get(scale.lower(), 1)
        yield Money(yuan, match.start(), match.end())
