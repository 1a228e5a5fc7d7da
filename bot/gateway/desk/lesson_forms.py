"""The forms in which something is made of a miss: what they suggest, and what was written in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import FormData

from bot.gateway.desk.case_rows import COLUMNS, Cells, mistakes_of, prefilled
from bot.gateway.desk.excerpts import Excerpt
from bot.gateway.desk.lessons import Kind
from bot.gateway.desk.members import Member
from bot.gateway.desk.misses import Miss
from bot.gateway.desk.reports import Topics
from bot.gateway.desk.thesaurus_entries import mistake_of, words_in
from bot.gateway.desk.words import DeskWords
from policy_index.collection import Collection

_LONGEST = 2_000
DISMISSALS = ("served", "other", "abuse", "test")
"""Why a miss is put aside: the answer was right, none of our business, nonsense, a trial."""


@dataclass(frozen=True)
class Filled:
    """``content`` and ``name`` for the lesson, or else ``faults`` by field; ``fields`` as given."""

    fields: Mapping[str, str]
    content: dict[str, Any] = field(default_factory=dict)
    name: str | None = None
    faults: Mapping[str, str] = field(default_factory=dict)


def read_form(kind: Kind, form: FormData, collection: Collection) -> Filled:
    """What was written into the form of a kind of lesson."""
    fields = {
        name: value.replace("\r\n", "\n")[:_LONGEST]
        for name, value in form.multi_items()
        if isinstance(value, str)
    }
    return {"case": _case, "words": _words, "wish": _wish, "dismissed": _dismissed}[kind](
        fields, collection
    )


def suggested_case(
    miss: Miss, found: Excerpt, topics: Topics, member: Member, words: DeskWords
) -> Cells:
    """The row of the FAQ spreadsheet that the conversation suggests."""
    cited = (each for card in found.cards for each in card.get("citations") or ())
    keys = ((each["document"], each["clause"]) for each in cited)
    about = list(dict.fromkeys(topic for key in keys for topic in topics.get(key, ())))
    why = "、".join(words.whys[each] for each in miss.whys)
    if miss.reason:
        why += f"（{words.thumb_reasons[miss.reason]}）"
    return prefilled(miss, found, about, member.shown, why)


def _case(fields: Mapping[str, str], collection: Collection) -> Filled:
    cells = {column: fields.get(column, "") for column in COLUMNS}
    name = cells["编号"] = cells["编号"].strip().lower()
    return Filled(fields, cells, name, mistakes_of(cells, collection))


def _words(fields: Mapping[str, str], collection: Collection) -> Filled:
    said, written = words_in(fields.get("said", "")), words_in(fields.get("written", ""))
    why = mistake_of(said, written, collection)
    content = {"said": said, "written": written}
    return Filled(fields, content, faults={"said": why} if why else {})


def _wish(fields: Mapping[str, str], _: Collection) -> Filled:
    content = {name: fields.get(name, "").strip() for name in ("place", "matter", "remark")}
    faults = {} if content["matter"] else {"matter": "写一句缺的是什么政策"}
    return Filled(fields, content, faults=faults)


def _dismissed(fields: Mapping[str, str], _: Collection) -> Filled:
    reason, remark = fields.get("reason", ""), fields.get("remark", "").strip()
    faults = {} if reason in DISMISSALS else {"reason": "选一个理由"}
    return Filled(fields, {"reason": reason, "remark": remark}, faults=faults)
