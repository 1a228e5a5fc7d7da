"""The policies as files: facts from document.yml, clauses cut from the source by their numbers.

Read without the product's parser, so that what a clause supports is judged a second time.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tests.guard.figures import Figures

ROOT = Path(__file__).resolve().parents[2] / "policies"
_LABELS = re.compile(
    r"^[ \t\u3000]*(?:(?P<chapter>[一二三四五六七八九十]+)、"
    r"|[（(](?P<item>[一二三四五六七八九十]+)[）)]"
    r"|(?P<point>\d{1,2})\.(?!\d))",
    re.MULTILINE,
)

_LINK = re.compile(r"\[[^\]]*\]\(#\)")  # of the page around a document: [回到顶部](#)


@dataclass(frozen=True)
class Policy:
    """``facts`` are the figures of what the document says of itself."""

    title: str
    facts: Figures
    clauses: Mapping[str, str]

    def clause(self, path: str) -> str:
        """文首 is what stands before the first number, 文末 ends the document."""
        if path.startswith("文末"):
            return list(self.clauses.values())[-1]
        return self.clauses[path]


def read_policies(root: Path = ROOT) -> dict[str, Policy]:
    """By id."""
    return {path.parent.name: _read(path) for path in sorted(root.glob("*/document.yml"))}


def _read(path: Path) -> Policy:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    source = (path.parent / raw["source"]["file"]).read_text(encoding="utf-8")
    facts = Figures.of(*_sayings(raw))
    return Policy(raw["title"]["value"], facts, _clauses(source))


def _sayings(raw: Mapping[str, Any]) -> list[str]:
    said = []
    for name in ("title", "number", "issuer", "issued", "printed", "published"):
        if raw[name]:
            said += [str(raw[name]["value"]), raw[name]["words"]]
    if term := raw["term"]:
        said += [*term["words"], str(term["start"])]
        if term["years"] and term["start"]:
            said += [str(_years_after(term["start"], term["years"]))]
        if term["until"]:
            said += [str(term["until"])]
    if period := raw["title_period"]:
        said += [period["words"], f"{period['from']}年", f"{period['to']}年"]
    return said


def _years_after(start: date, years: int) -> date:
    year = start.year + years
    leap_day = (start.month, start.day) == (2, 29) and not calendar.isleap(year)
    return date(year, 3, 1) if leap_day else start.replace(year=year)


def _clauses(source: str) -> dict[str, str]:
    """Each numbered piece, by the path that people cite: 三、（一）, 二、（二）2."""
    source = _LINK.sub("", source)
    labels = list(_LABELS.finditer(source))
    clauses = {"文首": source[: labels[0].start()]}
    chapter = item = ""
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        if label["chapter"]:
            chapter, item = f"{label['chapter']}、", ""
        elif label["item"]:
            item = f"（{label['item']}）"
        point = f"{label['point']}." if label["point"] else ""
        end = following.start() if following else len(source)
        clauses[chapter + item + point] = source[label.start() : end]
    return clauses
