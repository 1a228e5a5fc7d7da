"""Dates in normalised text as ISO, as precise as they were said, with what they are a date of."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.nlu.date_roles import role_of
from bot.nlu.numerals import number


@dataclass(frozen=True)
class DateMention:
    """`value` is 2024-06-01, 2024-06 or 2024, at [start, end).

    `role` is as_of (asked about that day), recognised_on (when the title was given),
    document_year (that year's document), or None.
    """

    value: str
    start: int
    end: int
    role: str | None = None


_YEAR = r"(?:20[123]\d|二[零〇][一二三][零〇一二三四五六七八九])"
_ORDINAL = r"(?:[123]?\d|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_MONTH_DAY = rf"(?:的? ?(?P<month>{_ORDINAL}) ?月份?(?: ?(?P<day>{_ORDINAL}) ?[日号])?)?"
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

# The years in a title (2022—2024) are the title's, not the user's.
_YEARS = re.compile(rf"{_YEAR} ?年? ?(?:-+|—+|–|~|至|到) ?(?:{_YEAR}(?! ?[-/.]\d)|\d\d(?=年))年?")
_ISO = re.compile(
    r"(?<![\d.])(?P<year>20[123]\d)(?P<mark>[-/.])(?P<month>[01]?\d)"
    r"(?:(?P=mark)(?P<day>[0-3]?\d))?(?![\d.万亿wW%元])"
)
_CHINESE = re.compile(rf"(?<!\d)(?P<year>{_YEAR}) ?年{_MONTH_DAY}")
# 23年 is a year, 满20年 a term.
_SHORT = re.compile(
    rf"(?<![\d.了满近约超过达开干做有期第这经])(?P<year>1[89]|2\d|3[0-5])年{_MONTH_DAY}"
    r"(?!以上|以内|来|之?前|经验|历史|内|期|间|老|了|没|都|一直|下来|过去)"
)
_RELATIVE_YEAR = re.compile(
    rf"(?P<word>大前年|前年|去年|(?<!以)上一?年度?|今年|本年度?|明年|后年)(?:年?[初底末])?{_MONTH_DAY}"
    r"|\b(?P<english>last|this|next) year\b",
    re.IGNORECASE,
)
_RELATIVE_MONTH = re.compile(
    r"(?P<word>上上|上|这|本|下)(?:个月|月)|\b(?P<english>last|this|next) month\b", re.IGNORECASE
)
_RELATIVE_DAY = re.compile(r"前天|昨天|明天|后天|\b(?:yesterday|tomorrow)\b", re.I)
_ENGLISH = re.compile(
    rf"(?<![〔\[])\b(?:(?P<name>{'|'.join(_MONTHS)})[a-z]*\.? ?"
    r"(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,? )?)?"
    r"(?P<year>20[123]\d)\b(?! ?(?:yuan|RMB|%))",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(
    rf"(?<![\d.〔(\[第])(?P<year>{_YEAR})"
    r"(?= ?(?:那|这|版|的?(?:行动)?(?:方案|文件|通知|政策)|认定|评上|拿到|[,。?!]|$))"
)

_BARE_NUMBER = re.compile(_YEAR)

_AND = re.compile(r" ?(?:和|跟|与|及|、|还是|,|and|or) ?", re.IGNORECASE)

_YEARS_BACK = {"大前年": 3, "前年": 2, "去年": 1, "上": 1, "last": 1, "明年": -1, "后年": -2}
_YEARS_BACK |= {"next": -1}
_MONTHS_BACK = {"上上": 2, "上": 1, "last": 1, "下": -1, "next": -1}
_DAYS_BACK = {"前天": 2, "昨天": 1, "yesterday": 1, "明天": -1, "tomorrow": -1, "后天": -2}


def find_dates(text: str, today: date) -> list[DateMention]:
    """All dates in order of the text; 去年 and the like are counted from `today`."""
    found = [mention for match in _YEARS.finditer(text) for mention in _of_document(match)]
    taken = [match.span() for match in _YEARS.finditer(text)]
    for pattern, value in _readers(today):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            iso = value(match)
            if iso:
                found.append(DateMention(iso, start, end))
    return _with_roles(text, sorted(found, key=lambda mention: mention.start))


def _of_document(years: re.Match[str]) -> list[DateMention]:
    """2022—2024那份方案: the first year of a title names the document."""
    before, after = years.string[: years.start()], years.string[years.end() :]
    if role_of(before, years.group(), after) != "document_year":
        return []
    first = _BARE_NUMBER.match(years.group())
    assert first is not None
    return [DateMention(str(number(first.group())), *years.span())]


def _with_roles(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Each with its role; in 2022年和2024年的方案 the first takes that of the second."""
    done: list[DateMention] = []
    for index in reversed(range(len(mentions))):
        mention = mentions[index]
        before = text[mentions[index - 1].end if index else 0 : mention.start]
        after = text[mention.end : done[-1].start if done else len(text)]
        if done and _AND.fullmatch(after):
            role = done[-1].role
        else:
            role = role_of(before, text[mention.start : mention.end], after)
        done.append(replace(mention, role=role))
    return done[::-1]


_Reader = Callable[[re.Match[str]], "str | None"]


def _readers(today: date) -> list[tuple[re.Pattern[str], _Reader]]:
    return [
        (_ISO, _said),
        (_CHINESE, _said),
        (_SHORT, _said),
        (_RELATIVE_YEAR, lambda match: _relative_year(match, today)),
        (_RELATIVE_MONTH, lambda match: _relative_month(match, today)),
        (_RELATIVE_DAY, lambda match: _relative_day(match, today)),
        (_ENGLISH, _english),
        (_BARE_YEAR, lambda match: str(number(match["year"]))),
    ]


def _said(match: re.Match[str]) -> str | None:
    year = int(number(match["year"]))
    return _iso(year if year > 100 else 2000 + year, match["month"], match["day"])


def _english(match: re.Match[str]) -> str | None:
    month = str(_MONTHS.index(match["name"].lower()) + 1) if match["name"] else None
    return _iso(int(match["year"]), month, match["day"])


def _relative_year(match: re.Match[str], today: date) -> str | None:
    if match["english"]:
        return str(today.year - _YEARS_BACK.get(match["english"].lower(), 0))
    word = "上" if match["word"].startswith("上") else match["word"]
    return _iso(today.year - _YEARS_BACK.get(word, 0), match["month"], match["day"])


def _relative_month(match: re.Match[str], today: date) -> str:
    word = match["word"] or match["english"].lower()
    months = today.year * 12 + today.month - 1 - _MONTHS_BACK.get(word, 0)
    return f"{months // 12}-{months % 12 + 1:02}"


def _relative_day(match: re.Match[str], today: date) -> str:
    return (today - timedelta(days=_DAYS_BACK.get(match.group().lower(), 0))).isoformat()


def _iso(year: int, month: str | None, day: str | None) -> str | None:
    """None for a day that no calendar has."""
    numbers = [int(number(part)) if part.lstrip("0") else 0 for part in (month, day) if part]
    try:
        date(year, *[*numbers, 1, 1][:2])
    except ValueError:
        return None
    return "-".join([str(year), *(f"{part:02}" for part in numbers)])
