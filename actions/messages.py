"""One message of the user, as NLU understood it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from actions.costs import Cost, against_threshold, costs_in
from policy_index.strict_yaml import read_yaml
from policy_index.text import normalize

_DENIED = re.compile(r"(?<!是)(不是|不在|并非|唔系|唔是|不算|说错)[^,。;!?]{0,2}$")
_TAKEN_BACK = re.compile(
    r"[^,。;!?]{0,2}[,。;!?]+[哦噢呃啊诶]?(不对|不是|错了|说错|讲错|写错|不)[了咗]?[,。;!?]"
)
BOTH_PLACES = re.compile("两[边地头处]|两个(?:地方|城市|市)")
_NEAR = 20
"""Characters beside an entity in which these are looked for: a story has hundreds of entities."""


# What a message may say beside what it names, and still ask for nothing else.
_NOTHING_MORE = re.compile(
    r"专精特新|中小企业|请问|想问|想知道|想了解|[问听讲说了解查看]*一?下|麻烦|我们?|我哋|咱们?|你们?|公司|企业|工厂|厂|这边|那边|"
    r"[哦噢]?对了|规定|写明|几[辆台]车?|"
    r"大概|大约|差不多|左右|一共|总共|合计|多少|几多|几钱|什么|咩|哪些|有没有|有无|有冇|是否|是不是|能不能|"
    r"可不可以|能否|可以|帮忙?|算一?算|[查看]一?[查看下]|一下|补贴|补助|奖励|奖金|政策|支持|享受|获得|得到|费用|投入|"
    r"[能会可有给补奖钱拿领攞得到花付交缴万元块在喺从去来的了咗过吗么呢啊呀吧嘛和跟及与是系要想就都也还个项那]|"
    r"[\s,.。?!~、:;()“”]"
)


@dataclass(frozen=True)
class Message:
    """``entities`` are those of ``bot.nlu``: entity, value, start, role, additional_info.

    ``questions``, if the message asks several things: the text, start, end and intent of each.
    ``confidence``: of the intent, 0 to 1.
    ``of_another_firm``: it is one of several questions, each about a firm of its own.
    """

    text: str
    intent: str
    entities: Sequence[Mapping[str, Any]]
    as_of: date | None
    confidence: float
    questions: Sequence[Mapping[str, Any]] = ()
    of_another_firm: bool = False

    @classmethod
    def from_tracker(cls, latest: Mapping[str, Any]) -> "Message":
        """Read ``tracker.latest_message``; the metadata may carry a day of its own.

        Raises ValueError if that day is not YYYY-MM-DD.
        """
        intent = latest.get("intent") or {}
        as_of = (latest.get("metadata") or {}).get("as_of")
        return cls(
            text=str(latest.get("text") or ""),
            intent=str(intent.get("name") or ""),
            entities=latest.get("entities") or [],
            as_of=None if as_of is None else date.fromisoformat(str(as_of)),
            confidence=float(intent.get("confidence") or 0),
            questions=latest.get("questions") or (),
        )

    def parts(self) -> "list[Message]":
        """The questions of the message, each with what is said of it; itself if it asks one thing.

        What stands before the first question, a story, belongs to that question.
        """
        if len(self.questions) < 2:
            return [self]
        starts = [0, *(int(question["start"]) for question in self.questions[1:])]
        ends = [*starts[1:], len(self.text)]
        return [
            Message(
                text=self.text[start:end].strip(),
                intent=str(question["intent"]["name"]),
                entities=[
                    {**entity, "start": entity["start"] - start, "end": entity["end"] - start}
                    for entity in self.entities
                    if start <= entity["start"] < end
                ],
                as_of=self.as_of,
                confidence=float(question["intent"].get("confidence") or 0),
                of_another_firm=bool(question.get("of_another_firm")),
            )
            for question, start, end in zip(self.questions, starts, ends, strict=True)
        ]

    @property
    def normalised(self) -> str:
        return normalize(self.text)

    def values(self, entity: str) -> tuple[str, ...]:
        """The distinct values of an entity, in the order in which they were said."""
        return tuple(dict.fromkeys(str(e["value"]) for e in self._all(entity)))

    def with_role(self, entity: str, role: str | None) -> list[str]:
        """The values of an entity in one role."""
        return [str(e["value"]) for e in self._all(entity) if e.get("role") == role]

    def roles(self, entity: str) -> dict[str, str]:
        """Role → value; the last one said counts, and of a range its lower end."""
        named = (e for e in self._all(entity) if e.get("role") and not _is_high_end(e))
        return {e["role"]: str(e["value"]) for e in named}

    def high_ends(self) -> dict[str | None, str]:
        """Role (or None) → the upper end of a range of money: 400万到600万."""
        return {e.get("role"): str(e["value"]) for e in self._all("money") if _is_high_end(e)}

    def costs(self, *, digital: bool = False) -> dict[str, Cost]:
        """What the sums of the message are the cost of, by field of the profile; ``digital``: if
        it is about digital change, and no other renovation."""
        sums = [e for e in self._all("money") if not _is_high_end(e)]
        return costs_in(self.text, sums, digital=digital)

    def against_threshold(self, yuan: str) -> str:
        """A sum of the message, where it is held against a threshold: NEARLY it if not reached."""
        said = [e for e in self._all("money") if str(e["value"]) == yuan]
        return against_threshold(self.text, said[-1]) if said else yuan

    def names_all_it_says(self) -> bool:
        """Whether there is nothing in the words beside the entities: 江门贷款有没有贴息."""
        rest, done = "", 0
        for entity in sorted(self.entities, key=lambda e: int(e["start"])):
            rest += self.text[done : max(int(entity["start"]), done)] + " "
            done = max(done, int(entity["end"]))
        return not _NOTHING_MORE.sub("", normalize(rest + self.text[done:]))

    def sums(self) -> list[Decimal]:
        """Every sum of money in the user's words, in yuan."""
        return [Decimal(e["value"]) for e in self._all("money")]

    def is_rough(self) -> bool:
        """Whether a sum was said as an approximate one: 八百多万."""
        return any((e.get("additional_info") or {}).get("approximate") for e in self._all("money"))

    def stated(self) -> dict[str, Any]:
        """Facts said in passing (cues.yml), by field of the profile."""
        words, found = self.normalised, dict[str, Any]()
        for field, value, pattern in _cues():
            if field not in found and (match := pattern.search(words)):
                found[field] = int(match[1]) if value is None else value
        return found

    def places(self) -> tuple[str, ...]:
        """The places that the question is about; where a firm moves from is not, if it moves and
        not both (两边) are asked about."""
        found = list(self._all("city"))
        if BOTH_PLACES.search(self.normalised):
            return tuple(dict.fromkeys(str(e["value"]) for e in found))
        meant = [e for e in found if not (e.get("additional_info") or {}).get("origin")]
        return tuple(dict.fromkeys(str(e["value"]) for e in meant or found))

    def names_an_origin(self) -> bool:
        """Whether a firm leaves one place for another: 佛山迁厂到增城."""
        moves = [bool((e.get("additional_info") or {}).get("origin")) for e in self._all("city")]
        return any(moves) and not all(moves)

    def names_only_origins(self) -> bool:
        """Whether each place that is named is one that a firm leaves."""
        leaves = [bool((e.get("additional_info") or {}).get("origin")) for e in self._all("city")]
        return bool(leaves) and all(leaves)

    def _all(self, entity: str) -> Iterator[Mapping[str, Any]]:
        """Those of one kind; of 不是广州，是湛江 and of 广州，哦不，湛江 only what is meant."""
        found = [e for e in self.entities if e["entity"] == entity]
        return iter([e for e in found if not self._is_taken_back(e)] or found)

    def _is_taken_back(self, entity: Mapping[str, Any]) -> bool:
        start, end = entity["start"], entity["end"]
        before, after = self.text[max(0, start - _NEAR) : start], self.text[end : end + _NEAR]
        if _TAKEN_BACK.match(normalize(after)):
            return True
        # 不是说50%吗 supposes it.
        return bool(_DENIED.search(normalize(before))) and not after.startswith(("吗", "么", "嘛"))


def _is_high_end(entity: Mapping[str, Any]) -> bool:
    return (entity.get("additional_info") or {}).get("range") == "high"


@cache
def _cues() -> list[tuple[str, Any, re.Pattern[str]]]:
    entries = read_yaml(Path(__file__).parent / "cues.yml")
    return [(e["field"], e["value"], re.compile(e["pattern"])) for e in entries]
