"""Who a piece of text speaks of, and when: titles, thresholds and windows by their usual words."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from actions.subsidy import printed

_SPECIALISED = r"(?:“专精特新”|‘专精特新’|专精特新)(?:中小)?企业"
_TIERS = {
    rf"国家、省、市级{_SPECIALISED}": ["little_giant", "provincial", "municipal"],
    rf"国家级、省级{_SPECIALISED}": ["little_giant", "provincial"],
    rf"省级(?:及)?以上{_SPECIALISED}": ["little_giant", "provincial"],
    r"(?:国家级)?专精特新[“‘\"]?小巨人[”’\"]?企业": ["little_giant"],
    rf"省级{_SPECIALISED}": ["provincial"],
    rf"市级{_SPECIALISED}": ["municipal"],
    r"(?:省级)?创新型中小企业": ["innovative"],
    r"[“‘\"]?金种子[”’\"]?企业": ["gold_seed"],
}
_TIER = re.compile("|".join(f"({pattern})" for pattern in _TIERS))
_RECOGNITION = re.compile(r"(新认定)|被?认定[（(]含复核[）)]")
_OUTSIDE = re.compile(r"([\u4e00-\u9fff]{2})市?行政区域以外[^，。；]{0,3}迁入")
_VALID = re.compile("有效期内")
_MORE = {
    "tax_paid": re.compile(r"纳税[^，。；]{0,4}?\d[\d,.]*[万亿]元以上"),
    "firms_gathered": re.compile(r"聚集\d+家以上"),
    "firms_led": re.compile(r"带动[^，。；]{0,10}?\d+家以上"),
}
_MANUAL = re.compile(r"符合[^，。；的]{0,6}条件")
_YEARS = re.compile(r"(?:在)?(\d{4})\s*年?\s*[-—–至~～]+\s*(\d{4})年(?:期间)?")
_SINCE = re.compile(r"(\d{4})年以来")


def suggest_conditions(piece: str) -> list[dict[str, Any]]:
    """``when`` as measures.yml has it, each with its words."""
    tiers = [
        {"field": "tier", "in": list(_TIERS.values())[(m.lastindex or 1) - 1], "words": m.group()}
        for m in _TIER.finditer(piece)
    ]
    found = tiers if len(tiers) < 2 else [{"any": tiers}]
    return [*found, *_others(piece)]


def suggest_window(piece: str) -> dict[str, Any] | None:
    """``window`` as measures.yml has it."""
    if years := _YEARS.search(piece):
        first, last = date(int(years[1]), 1, 1), date(int(years[2]), 12, 31)
        return {"field": "recognised_on", "from": first, "to": last, "words": years.group()}
    if since := _SINCE.search(piece):
        first = date(int(since[1]), 1, 1)
        return {"field": "recognised_on", "from": first, "to": None, "words": since.group()}
    return None


def _others(piece: str) -> Iterator[dict[str, Any]]:
    if recognition := _RECOGNITION.search(piece):
        kinds = ["new"] if recognition[1] else ["new", "review"]
        yield {"field": "recognition", "in": kinds, "words": recognition.group()}
    if outside := _OUTSIDE.search(piece):
        yield {"field": "moved_from", "outside": outside[1], "words": outside.group()}
    for field, pattern in _MORE.items():
        if more := pattern.search(piece):
            figures = printed.sums if field == "tax_paid" else printed.counts
            threshold = int(figures(more.group())[-1].value)
            yield {"field": field, "or_more": threshold, "words": more.group()}
    if valid := _VALID.search(piece):
        yield {"field": "title_valid", "is": True, "words": valid.group()}
    if manual := _MANUAL.search(piece):
        yield {"manual": manual.group()}
