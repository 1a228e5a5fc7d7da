"""A regression case as a row of the FAQ spreadsheet (docs/faq.md): filled in from a conversation,
and checked before it is kept."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any

from actions.subsidy.money import format_yuan
from bot.gateway.desk.excerpts import Excerpt
from bot.gateway.desk.misses import Miss
from bot.gateway.desk.turns import Outcome, cited_by, outcome_of
from policy_index.collection import Collection
from policy_index.dates import find_days
from policy_index.errors import PolicyError

COLUMNS = (
    "编号",
    "问题",
    "上文",
    "企业情况",
    "日期",
    "期望动作",
    "期望条款",
    "期望金额",
    "必须包含",
    "不得包含",
    "标签",
    "负责人",
    "备注",
)
REQUIRED = ("编号", "问题", "期望动作")
ACTIONS: Mapping[str, Outcome | None] = {
    "回答": "answer",
    "反问": "ask",
    "拒答": "refuse",
    "转人工": "handoff",
    "寒暄": "smalltalk",
    "不限": None,
}
_WORDS = {outcome: word for word, outcome in ACTIONS.items()}
_EXPECTED = ("期望条款", "期望金额", "必须包含", "不得包含")

Cells = dict[str, str]
"""The text of every column."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SUM = re.compile(r"\d+(?:\.\d+)?[万亿]?元")
_ONLY = re.compile(r"只许[:：](.*)")
_TO_ESCAPE = re.compile(r"^[=+\-@]|\\")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def prefilled(miss: Miss, found: Excerpt, topics: Sequence[str], owner: str, why: str) -> Cells:
    """The row that the conversation suggests.

    What the user calls wrong of the answer is left out of what is expected: a clause, a sum. Where
    there was no answer, one is expected.
    """
    unserved = {"failed", "refused", "unwritten"} & set(miss.whys)
    cards = [] if unserved or miss.reason in ("clause", "off_topic") else found.cards
    clauses = [f"{document} {clause}" for document, clause in cited_by(cards)]
    sums = [] if miss.reason == "amount" else [format_yuan(each) for each in _sums(cards)]
    remarks = (why, miss.words, miss.correction)
    return {
        "编号": f"desk-{miss.at:%Y%m%d}-{_mark(miss)}",
        "问题": plain_cell(miss.question),
        "上文": _lines(found.before),
        "企业情况": "",
        "日期": _day(found.cards) or miss.at.date().isoformat(),
        "期望动作": _WORDS[outcome_of(cards) if cards else "answer"],
        "期望条款": _lines(clauses),
        "期望金额": _lines(sums),
        "必须包含": "",
        "不得包含": "",
        "标签": "、".join(topics),
        "负责人": owner,
        "备注": plain_cell("；".join(filter(None, remarks))),
    }


def mistakes_of(cells: Mapping[str, str], collection: Collection) -> dict[str, str]:
    """What is wrong with a row, by column; nothing if the runner of the cases can use it."""
    wrong = {column: "不能空着" for column in REQUIRED if not cells[column].strip()}
    checks = {
        "编号": _wrong_id,
        "日期": _wrong_day,
        "期望动作": _wrong_action,
        "期望条款": lambda cell: _wrong_clauses(cell, collection),
        "期望金额": _wrong_sums,
        "必须包含": _wrong_phrases,
        "不得包含": _wrong_phrases,
    }
    for column, check in checks.items():
        if cells[column].strip() and (why := check(cells[column])):
            wrong[column] = why
    if cells["期望动作"].strip() == "不限" and not any(cells[each].strip() for each in _EXPECTED):
        wrong["期望动作"] = "“不限”时，条款、金额、必须包含、不得包含至少要填一项"
    return wrong


def plain_cell(text: str) -> str:
    """The text in the notation of the sheet: whatever it holds is text, in one line."""
    escaped = _TO_ESCAPE.sub(lambda found: f"\\{found[0]}", text.strip())
    return _UNPRINTABLE.sub("", escaped).replace("\n", "\\n")


def _mark(miss: Miss) -> str:
    """Tells the case from others of the day, and is the same whenever it is suggested."""
    return sha256(f"{miss.session} {miss.seq}".encode()).hexdigest()[:6]


def _lines(items: Iterable[str]) -> str:
    return "\n".join(plain_cell(item) for item in items)


def _sums(cards: Sequence[Mapping[str, Any]]) -> Iterator[Decimal]:
    """The figures of the cards that their text says, each once."""
    found = (figure for card in cards for figure in card.get("figures") or ())
    yield from dict.fromkeys(Decimal(each["yuan"]) for each in found if each.get("yuan"))


def _day(cards: Sequence[Mapping[str, Any]]) -> str | None:
    return next((str(card["as_of"]) for card in cards if card.get("as_of")), None)


def _wrong_id(cell: str) -> str | None:
    right = _ID.fullmatch(cell.strip())
    return None if right else "只能用小写英文、数字和连字符，例如 guangzhou-listing-1"


def _wrong_day(cell: str) -> str | None:
    whole = any(match[0] == cell.strip() for _, match in find_days(cell.strip()))
    return None if whole else "不是日期，例如 2026-11-22"


def _wrong_action(cell: str) -> str | None:
    return None if cell.strip() in ACTIONS else f"要填 {'、'.join(ACTIONS)} 之一"


def _wrong_clauses(cell: str, collection: Collection) -> str | None:
    for line in _short_items(cell):
        document, _, path = line.partition(" ")
        try:
            collection.clause(document, path.strip())
        except PolicyError:
            return f"“{line}”不是收录的条款；写成 文件编号 条款，例如 guangzhou-2022 三、（三）"
    return None


def _wrong_sums(cell: str) -> str | None:
    for line in _short_items(cell):
        only = _ONLY.fullmatch(line)
        sums = [line] if only is None else only[1].split("、")
        for each in sums if only is None or only[1].strip() != "无" else []:
            if not _SUM.fullmatch(unicodedata.normalize("NFKC", each.strip())):
                return f"“{each}”不是一个带单位的金额，例如 280万元"
    return None


def _wrong_phrases(cell: str) -> str | None:
    for line in filter(str.strip, cell.split("\n")):
        if not all(part.strip() for part in re.split("[|｜]", line)):
            return f"“{line}”的竖线一侧是空的"
    return None


def _short_items(cell: str) -> list[str]:
    return [item.strip() for item in re.split("[\n；;]", cell) if item.strip()]
