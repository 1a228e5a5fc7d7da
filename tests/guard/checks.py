"""The properties that every reply has, whatever was asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from tests.guard.figures import Figures, stated_in
from tests.guard.policies import Policy
from tests.guard.said import Said, users_figures
from tests.guard.trace import wrong_in

SLOWEST_SECONDS = 2.0
PROPERTIES = {
    "supported": "every sum, percentage, date, time and count is supported",
    "computed": "every calculation is right and starts from what is supported",
    "said": "a turn is answered, with words",
    "served": "no reply is an apology for a failure",
    "clean": "no reply shows a template or an error of the program",
    "distinct": "the replies of one turn differ",
    "bounded": "an upper bound is told as one",
    "prompt": f"every turn is answered within {SLOWEST_SECONDS:.0f} s",
}

_RESIDUE = re.compile(
    r"\{\{|\}\}|\{%|%\}|\bNone\b|Undefined|Traceback|\bnull\b|\bNaN\b|Decimal\(|Error\b|<class"
    r"|\butter_\w+|\baction_\w+"
)
_APOLOGY = "这句话我这边没有处理成功"
_BOUND = re.compile(r"不超过|最高|上限|至多|以内|封顶")
_QUOTED = re.compile(r"“[^”]*”|〔[^〕]*〕")
_SENTENCE = re.compile(r"[^。；\n]+")


@dataclass(frozen=True)
class Reply:
    """One message of the bot: its words and its card."""

    text: str
    card: Mapping[str, Any] = field(default_factory=dict)


class Problem(NamedTuple):
    """A property that does not hold, and what shows it."""

    property: str
    what: str


def check_turn(
    said: Sequence[Said], replies: Sequence[Reply], as_of: date, policies: Mapping[str, Policy]
) -> list[Problem]:
    """``said`` are all turns up to this one, ``replies`` the answers to the last."""
    return [
        *_check_said(replies),
        *_check_distinct(replies),
        *(p for reply in replies for p in _check_reply(said, reply, as_of, policies)),
    ]


def check_time(seconds: float) -> list[Problem]:
    slow = seconds > SLOWEST_SECONDS
    return [Problem("prompt", f"{seconds:.2f} s")] if slow else []


def _check_said(replies: Sequence[Reply]) -> Iterator[Problem]:
    if not replies:
        yield Problem("said", "no reply")
    if any(not reply.text.strip() for reply in replies):
        yield Problem("said", "an empty reply")


def _check_distinct(replies: Sequence[Reply]) -> Iterator[Problem]:
    texts = [reply.text.strip() for reply in replies]
    if len(set(texts)) < len(texts):
        yield Problem("distinct", f"{len(texts)} replies, {len(set(texts))} different")


def _check_reply(
    said: Sequence[Said], reply: Reply, as_of: date, policies: Mapping[str, Policy]
) -> Iterator[Problem]:
    if _APOLOGY in reply.text:
        yield Problem("served", reply.text.splitlines()[0])
        return
    residue = (match.group() for match in _RESIDUE.finditer(reply.text))
    own = (words for words in residue if not any(words in turn.text for turn in said))
    yield from (Problem("clean", words) for words in own)
    users = users_figures(said, as_of)
    supported = users | Figures.of(as_of.isoformat()) | _policies(reply, policies)
    wrong, traced = _trace(reply.card, supported)
    yield from (Problem("computed", what) for what in wrong)
    yield from _check_supported(reply, supported | traced)
    yield from _check_bounds(reply, users)


def _check_supported(reply: Reply, supported: Figures) -> Iterator[Problem]:
    text = reply.text.replace(reply.card.get("sheet") or "\0", " ")
    for stated in stated_in(text):
        if not supported.hold(stated):
            yield Problem("supported", f"{stated.kind} {stated.words}")


def _policies(reply: Reply, policies: Mapping[str, Policy]) -> Figures:
    """The cited clauses, and what the cited and named documents say of themselves."""
    citations = reply.card.get("citations") or ()
    clauses = Figures.of(*(policies[c["document"]].clause(c["clause"]) for c in citations))
    cited = {citation["document"] for citation in citations}
    for id_, policy in policies.items():
        if id_ in cited or policy.title in reply.text:
            clauses |= policy.facts
    return clauses


def _trace(card: Mapping[str, Any], supported: Figures) -> tuple[list[str], Figures]:
    """What is wrong with the calculations, and the figures that they come to."""
    wrong, traced = list[str](), Figures(frozenset())
    for computed in (*(card.get("figures") or ()), *(card.get("totals") or ())):
        for step in computed["steps"]:
            wrong += wrong_in(step, supported | traced)
            traced |= Figures.of(step)
        for name in ("yuan", "certain", "at_most"):
            if computed.get(name):
                figure = Figures.of(f"{computed[name]}元")
                unsupported = figure.values - (supported | traced).values
                if unsupported and Decimal(computed[name]):
                    wrong.append(f"{name} {computed[name]} of {computed}")
                traced |= figure
    return wrong, traced


def _check_bounds(reply: Reply, users: Figures) -> Iterator[Problem]:
    """A figure that is an upper bound, and nothing else as well, stands in a sentence that says
    so."""
    figures = [f for f in reply.card.get("figures") or () if f["yuan"]]
    exact = {Decimal(f["yuan"]) for f in figures if f["status"] == "exact"}
    upper = {Decimal(f["yuan"]) for f in figures if f["status"] == "upper"} - exact
    text = _QUOTED.sub(" ", reply.text)
    for computed in (*figures, *(reply.card.get("totals") or ())):
        for step in computed["steps"]:
            text = text.replace(step, " ")
    for sentence in _SENTENCE.findall(text):
        for stated in stated_in(sentence):
            is_bound = stated.kind == "sum" and stated.value in upper and not users.hold(stated)
            if is_bound and not _BOUND.search(sentence):
                yield Problem("bounded", f"{stated.words} in {sentence.strip()}")
