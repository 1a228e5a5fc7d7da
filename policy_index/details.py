"""Details that people ask for and that policies mostly leave to other papers: ``details.yml``.

The clause about the matter is there, so its words and its meaning are near the question; only what
is asked of it is not stated.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from policy_index.strict_yaml import read_yaml

DETAILS = Path(__file__).with_name("details.yml")

# Measure words that stand for each other: what is asked in one may be stated in another.
_SAME_UNITS = (
    "天|日|工作日",
    "个月|月",
    "小时|钟头",
    "分钟",
    "平方米|平|㎡",
    "人|名|位",
    "次|场|届|批|期",
    "分",
    "项|件|张",
    "台|辆",
    "套|间房|户",
    "亩",
    "公里",
    "页|份",
    "层|栋",
    "吨",
    "度",
    "节|门|学分",
    "岁",
)
_UNITS = {unit: same for same in _SAME_UNITS for unit in same.split("|")}
# 几 is also some: 那几天, 好几层.
_HOW_MANY = re.compile(
    rf"(?:多少|(?<![那这好十上头前后过隔])几)个?({'|'.join(sorted(_UNITS, key=len, reverse=True))})"
    r"(?![级者力才事点])"
)
_NUMBER = r"[0-9０-９一二两三四五六七八九十百千万半]+(?:多|余|以上)?个?"


@dataclass(frozen=True)
class _Detail:
    asked: re.Pattern[str]
    stated: re.Pattern[str] | None


@dataclass(frozen=True)
class _Data:
    details: Sequence[_Detail]
    matters: re.Pattern[str]


def leaves_out(text: str, asked: str) -> bool:
    """Whether a normalised question asks for a detail that ``text``, a clause, does not state: it
    has neither the words that state it nor those that ask."""
    for detail in _data().details:
        found = detail.asked.search(asked)
        stated = detail.stated and detail.stated.search(text)
        if found and not stated and found.group() not in text:
            return True
    return any(
        not re.search(f"{_NUMBER}(?:{_UNITS[unit]})", text) for unit in _HOW_MANY.findall(asked)
    )


def leaves_untreated(text: str, asked: str) -> bool:
    """Whether a normalised question names a matter of other policies that ``text`` does not."""
    return any(matter not in text for matter in _data().matters.findall(asked))


@lru_cache(maxsize=1)
def _data() -> _Data:
    raw = read_yaml(DETAILS)

    def pattern(pieces: Sequence[str]) -> re.Pattern[str]:
        joined = "|".join(pieces)
        for name, words in raw["words"].items():
            joined = joined.replace(name, words)
        return re.compile(joined, re.IGNORECASE)

    details = [
        _Detail(pattern(each["asked"]), pattern(each["stated"]) if each["stated"] else None)
        for each in raw["details"]
    ]
    return _Data(details, pattern([_whole(matter) for matter in raw["matters"]]))


def _whole(matter: str) -> str:
    return rf"\b{matter}\b" if matter[0].isascii() else matter
