"""Which sum counts for a cost of which one message names several."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from actions.subsidy.money import NEARLY
from actions.subsidy.profile import MONEY_FIELDS
from policy_index.text import normalize

_CORRECTED = re.compile(
    "后来(?!(又|还|再)[^说讲改是]{0,4}[花付投交买加])|改[成为口]|更正|不对|说错|讲错|写错|其实|实际|应该是|准确|最[后终]|到头来"
)
_TOTAL = re.compile("(一共|总共|合共|合计|总计|总额|总费用|加起来|全部)[^,。;!?]{0,6}$")
_ADDS = re.compile("(又|再|还要?|还得|后续)[^说讲改是]{0,4}[花付投交买加]|另外|外加|加上|追加")
# 总共预算900万，已花350万: what is planned is no cost yet.
_PLANNED = re.compile("(预算|计划|预计|打算|准备|估计)[^,。;!?]{0,6}$")
_SPENT = re.compile("(已经?|目前|现在|实际)[^,。;!?]{0,6}[花付投交用][了掉出]?[^,。;!?]{0,2}$")
_OF_WHICH = re.compile("其中|包括|包含|里面|含")
# What the costs of going public and of digitalisation are made up of.
_PART = re.compile(
    "(券商|保荐|承销|律所|律师|会所|会计师?|审计|评估|辅导|股改|财务顾问|印刷|软件|硬件|系统|服务器|设备|传感器"
    "|ERP|MES|PLM|WMS|CRM|SaaS|实施|咨询|培训|云|金蝶|用友|其[它他]|杂费|差旅|路演|公关"
    "|[^,。;!?、]{2,4}阶段|第?[一二三四首前后]期|[首尾]款|[去今明前]年)[^,。;!?、]{0,8}$",
    re.IGNORECASE,
)


# What was paid against a threshold: 没交到2000万, 两千万都不到; 超过2000万, 两千多万.
_BELOW = (
    re.compile(
        "(?:不到|不足|不满|低于|少于|(?<!有)(?:没|冇|未)有?[交缴纳达够满上]?[到够满足]?)[了税约]?$"
    ),
    re.compile(
        "(?:元|块)?的?税?(?:都|也)?(?:不到|不足|以下|没到|未到|唔到|(?:没|冇|未|唔)有?[交缴达够])"
    ),
)
_ABOVE = (
    re.compile("(?:超过?|多于|高于|大于|不止)了?$"),
    re.compile("(?:元|块)?(?:多|以上|出头|有余|朝上)"),
)
_MORE = re.compile("[多余]")


@dataclass(frozen=True)
class Cost:
    """``yuan``: the sum that counts, none if the words leave that open; ``sums``: what it is made
    up of, or among which it is left open. All in yuan, as decimal strings."""

    yuan: str | None
    sums: tuple[str, ...] = ()


def costs_in(
    text: str, sums: Sequence[Mapping[str, Any]], *, digital: bool = False
) -> dict[str, Cost]:
    """Each cost that ``sums``, entities of money of the text, name: by field of the profile. Where
    only ``digital`` change is spoken of, equipment is part of it (智能车间改造1280万)."""
    named: dict[str, list[Mapping[str, Any]]] = {}
    for each in sorted(sums, key=lambda entity: int(entity["start"])):
        field = str(each.get("role"))
        if digital and field == "renovation_cost":
            field = "digital_cost"
        if field in MONEY_FIELDS:
            named.setdefault(field, []).append(each)
    return {field: _cost(text, said) for field, said in named.items()}


def against_threshold(text: str, entity: Mapping[str, Any]) -> str:
    """The sum in yuan, NEARLY less or more where the words say that it was not reached or exceeded:
    不到2000万 is less than 2000万, and is not that sum."""
    start, end = int(entity["start"]), int(entity["end"])
    before, after = normalize(text[:start]), normalize(text[end:])
    yuan = Decimal(str(entity["value"]))
    if _BELOW[0].search(before) or _BELOW[1].match(after):
        return f"{yuan - NEARLY:f}"
    if _ABOVE[0].search(before) or _ABOVE[1].match(after) or _MORE.search(text[start:end]):
        return f"{yuan + NEARLY:f}"
    return f"{yuan:f}"


def _cost(text: str, said: Sequence[Mapping[str, Any]]) -> Cost:
    between = enumerate(_between_all(text, said), 1)
    corrected = [i for i, words in between if _CORRECTED.search(words)]
    said = said[corrected[-1] :] if corrected else said
    values = tuple(dict.fromkeys(str(each["value"]) for each in said))
    parts = [_PART.search(words) for words in (_before(text, said[0]), *_between_all(text, said))]
    names = {part[1] for part in parts if part}
    if len(names) == len(said) > 1:
        return _added_up(said)
    if len(values) == 1:
        return Cost(values[0])
    if _PLANNED.search(_before(text, said[0])) and _SPENT.search(_before(text, said[-1])):
        return Cost(values[-1])
    totals = [str(each["value"]) for each in said if _TOTAL.search(_before(text, each))]
    if totals:
        return Cost(totals[-1])
    if all(_ADDS.search(words) for words in _between_all(text, said)):
        return _added_up(said)
    if _OF_WHICH.search(_between(text, said[0], said[1])):
        return Cost(values[0])
    return Cost(None, values)


def _added_up(said: Sequence[Mapping[str, Any]]) -> Cost:
    values = tuple(str(each["value"]) for each in said)
    return Cost(f"{sum(map(Decimal, values)):f}", values)


def _between_all(text: str, said: Sequence[Mapping[str, Any]]) -> list[str]:
    return [_between(text, a, b) for a, b in pairwise(said)]


def _before(text: str, entity: Mapping[str, Any]) -> str:
    return normalize(text[: int(entity["start"])])


def _between(text: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    return normalize(text[int(one["end"]) : int(other["start"])])
