"""Ratios in normalised text, exact: 50% · 百分之五十 · 五成 · 30个百分点."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.nlu.numerals import ARABIC, HAN, NUMBER, number, plain


@dataclass(frozen=True)
class Percent:
    """`ratio` (0.3 for 30 %) at [start, end); `role` is lpr for a stated LPR."""

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
_LPR = re.compile(r"LPR|报价利率", re.IGNORECASE)
_LPR_REACH = 12


def find_percents(text: str) -> list[Percent]:
    """All ratios in order of the text."""
    text = plain(text)
    found: list[Percent] = []
    for match in _RATIO.finditer(text):
        since = found[-1].end if found else 0
        role = _role(text[since : match.start()], text[match.end() :])
        found.append(Percent(_ratio(match), match.start(), match.end(), role))
    return found


def _ratio(match: re.Match[str]) -> Decimal:
    if match["tenths"]:
        half = Decimal("0.05") if match["half"] else Decimal(0)
        return number(match["tenths"]) / 10 + half
    hundredths = match["hundredths"] or match["percent"]
    if hundredths:
        return Decimal(1) if hundredths == "百" else number(hundredths) / 100
    return number(match["thousandths"] or match["permille"]) / 1000


def _role(before: str, after: str) -> str | None:
    """LPR named shortly before in the same clause (LPR是3.1%), or right after (3.1%的LPR)."""
    clause = re.split(r"[,。;?!]", before)[-1][-_LPR_REACH:]
    return "lpr" if _LPR.search(clause) or _LPR.match(after.lstrip(" 的")) else None
