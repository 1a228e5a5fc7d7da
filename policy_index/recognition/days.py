"""The three days of a document: signed (成文), printed (印发), put on the web (发布)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policy_index.dates import find_days
from policy_index.documents import Fact
from policy_index.recognition.front import Front, labelled

_SIGNED = "成文日期|成文时间|发文日期|发文时间|签发日期|签署日期|制定日期|印发日期|印发时间"
_PUBLISHED = "发布日期|发布时间|发表时间|发稿时间|公开日期|公开时间|上网日期|发布于|时间|日期"
_HAN_DAY = re.compile(r"年[^日]{1,6}月[^日]{1,6}日")
_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
# （2024年5月17日南塘市财政局印发）, （…人民代表大会…通过）, 省长 李四 2024年5月17日
_ADOPTED = re.compile(
    rf"[（(]({_DAY})[^（）()]{{2,60}}(?:印发|公布|发布|人民代表大会[^（）()]{{0,30}}通过)"
    rf"|(?:总理|省长|市长|县长|区长|主席|部长|局长|主任)\s?[\u4e00-\u9fff]{{2,4}}\s?({_DAY})$"
)
_WEB_LINE = re.compile(r"来源|浏览|阅读|点击|字号|字体|分享|发布|\d{1,2}:\d{2}")
_WEB_HEAD = 24
_SHORT = 12


@dataclass(frozen=True)
class Days:
    """Each as a Fact whose value is a date."""

    issued: Fact | None
    printed: Fact | None
    published: Fact | None


def find_days_of(front: Front) -> Days:
    """What head and tail print of the three days."""
    return Days(
        _issued(front),
        _printed(front),
        _published((*front.page, *front.head)) or _released(front.tail),
    )


def _issued(front: Front) -> Fact | None:
    for value in labelled((*front.page, *front.head), _SIGNED):
        if fact := _first_day(value):
            return fact
    for line in front.head:
        if match := _ADOPTED.search(re.sub(r"\s", "", line)):
            return _first_day(match[1] or match[2])
    # The signature of the letter stands last in the head, that of the document in the tail.
    for lines in (front.head, front.tail):
        for line in reversed(lines):
            if fact := _signature_day(line):
                return fact
    return None


def _signature_day(line: str) -> Fact | None:
    """广州市人民政府办公厅2022年4月13日, or the day alone; not 2022年4月19日印发 or 2022-04-24."""
    found = list(find_days(line))
    if len(found) != 1 or "，" in line or "。" in line or "：" in line or ":" in line:
        return None
    day, match = found[0]
    is_last = line[match.end() :].strip("）) ") == "" and _HAN_DAY.search(match.group())
    return Fact(day, match.group()) if is_last else None


def _printed(front: Front) -> Fact | None:
    for line in (*reversed(front.tail), *reversed(front.head)):
        for day, match in find_days(line):
            if line[match.end() :].startswith("印发"):
                return Fact(day, line[: match.end() + 2] if match.start() < 40 else match.group())
    return None


def _published(lines: Sequence[str]) -> Fact | None:
    for value in labelled(lines, _PUBLISHED):
        if fact := _first_day(value):
            label = next(line for line in lines if value in line)
            return Fact(fact.value, _with_label(label, str(fact.words)))
    for line in lines[:_WEB_HEAD]:
        for day, match in find_days(line):
            # A signature is printed with 年月日; a web page prints 2022-04-24, or says more.
            rest = line[: match.start()] + line[match.end() :]
            is_short = len(rest) <= _SHORT and "年" not in match.group()
            if _WEB_LINE.search(rest) or (is_short and not re.search(r"[，。；]", rest)):
                return Fact(day, match.group())
    return None


def _released(tail: Sequence[str]) -> Fact | None:
    """发布日期：2025年3月1日 as the last line of a guide."""
    for value in labelled(tail, "发布日期|发布时间"):
        if fact := _first_day(value):
            return fact
    return None


def _first_day(value: str) -> Fact | None:
    return next((Fact(day, m.group()) for day, m in find_days(value) if m.start() <= 2), None)


def _with_label(line: str, words: str) -> str:
    start = re.search(rf"(?:{_PUBLISHED})[:：|]?{re.escape(words)}", line)
    return start.group() if start else words
