"""Ratios in normalised text, exact: 50% · 百分之五十 · 五成 · 30个百分点."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.nlu.numerals import ARABIC, HAN, NUMBER, number, plain


@dataclass(frozen=True)
class Percent:
    """`ratio` (0.3 for 30 %) at [start, end); `role` is lpr for a stated LPR, claim for a share
    that the user supposes to get (补50%没错吧)."""

    ratio: Decimal
    start: int
    end: int
    role: str | None = None


_ZERO_POINT = r"零点[零〇一二三四五六七八九]+"
_RATIO = re.compile(
    rf"百分之 ?(?P<hundredths>{ARABIC}|{_ZERO_POINT}|百(?!分)|{HAN})"
    rf"|千分之 ?(?P<thousandths>{NUMBER})"
    rf"|(?<![\d.])(?P<percent>{NUMBER}) ?(?:%|个?百分点|percent\b|per cent\b)"
    rf"|(?<![\d.])(?P<permille>{ARABIC}) ?‰"
    # 三成 is a ratio; in 2015成立 and 一成功 the 成 begins another word.
    r"|(?<![\d.几数])(?P<tenths>\d|[一二两三四五六七八九])成(?P<half>半)?"
    r"(?![立功为都员果长本交就品分熟型绩效])",
    re.IGNORECASE,
)
# 一半 and 1比1 are shares only of what is supposed; elsewhere they are anything.
_WHOLE = r"全额|全部|全数|百分百"
_ALL_OF_IT = r"实报实销|[全都]包(?![括含装])|包晒"
_SUPPOSED = re.compile(
    rf"(?P<half>一半|半数|half)"
    rf"|(?P<whole>{_ALL_OF_IT}|1 ?[比:] ?1|一比一|{_WHOLE}(?=报|补|给|返|贴))",
    re.IGNORECASE,
)
_GIVEN = (
    "(?:补贴|补助|补|奖励|奖|报销|报|返还|返|贴息|贴|给|资助|配套|减免|减|免|拿|领|便宜|比例|标准|"
    "最高|上限|match(?:es|ed|ing)?)"
)
_BETWEEN = (
    "(?:利息|费用|总额|投入)的?|回来|到|回|个|了|我们|你们|企业|一家|是不是|是|就是|为|按照?|大概|约|"
    "能|多达|高达"
)
_CLAIM_BEFORE = re.compile(rf"{_GIVEN}(?:{_BETWEEN})*? ?$")
_CLAIM_AFTER = re.compile(
    rf" ?的?(?:比例|标准)?(?:来|全)?(?:{_GIVEN}|对吧|对吗|没错吧|是吧|是吗|吗)"
)
_LPR = re.compile(r"LPR|报价利率", re.IGNORECASE)
_LPR_REACH = 12
_CLAIM_REACH = 14


def find_percents(text: str) -> list[Percent]:
    """All ratios in order of the text."""
    text = plain(text)
    found: list[Percent] = []
    for match in _RATIO.finditer(text):
        since = found[-1].end if found else 0
        role = _role(text[since : match.start()], text[match.end() :])
        found.append(Percent(_ratio(match), match.start(), match.end(), role))
    return sorted([*found, *_in_words(text)], key=lambda percent: percent.start)


def _in_words(text: str) -> Iterator[Percent]:
    """贴一半, 1比1配套, 全额报销: only as a share that is supposed."""
    for match in _SUPPOSED.finditer(text):
        said = re.fullmatch(_ALL_OF_IT, match.group())
        if said or _is_claim(text[: match.start()], text[match.end() :]):
            ratio = Decimal("0.5") if match["half"] else Decimal(1)
            yield Percent(ratio, match.start(), match.end(), "claim")


def _ratio(match: re.Match[str]) -> Decimal:
    if match["tenths"]:
        half = Decimal("0.05") if match["half"] else Decimal(0)
        return number(match["tenths"]) / 10 + half
    hundredths = match["hundredths"] or match["percent"]
    if hundredths:
        return Decimal(1) if hundredths == "百" else number(hundredths) / 100
    return number(match["thousandths"] or match["permille"]) / 1000


def _role(before: str, after: str) -> str | None:
    """LPR named shortly before in the same clause (LPR是3.1%), or right after (3.1%的LPR); what the
    user supposes."""
    clause = re.split(r"[,。;?!]", before)[-1][-_LPR_REACH:]
    if _LPR.search(clause) or _LPR.match(after.lstrip(" 的")):
        return "lpr"
    return "claim" if _is_claim(before, after) else None


def _is_claim(before: str, after: str) -> bool:
    return bool(_CLAIM_BEFORE.search(before[-_CLAIM_REACH:]) or _CLAIM_AFTER.match(after))
