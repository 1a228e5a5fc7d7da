"""How one case stands in the cells of a sheet: what is written there, and what is read back.

A list stands one item to a line. In every cell a backslash makes the next character plain, so that
any text survives, and no cell begins like a formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from policy_index.dates import find_days
from tests.faq.basis import Basis
from tests.faq.cases import ID, TAG, Case, ClauseKey, Expectation, alternatives
from tests.faq.checks import Reply, cited_clauses
from tests.faq.money import one_sum, say_yuan

COLUMNS = (
    "编号", "问题", "上文", "企业情况", "日期", "期望动作", "期望条款", "期望金额",
    "必须包含", "不得包含", "标签", "负责人", "备注",
)  # fmt: skip
REQUIRED = ("编号", "问题", "期望动作")
ACTIONS: Mapping[str, str | None] = {
    "回答": "answer",
    "反问": "ask",
    "拒答": "refuse",
    "转人工": "handoff",
    "寒暄": "smalltalk",
    "不限": None,
}
HELP = {
    "编号": "小写英文、数字和连字符，例如 guangzhou-listing-1。每个用例一个，不能重复。",
    "问题": "最后问的那一句，期望都是对它的回答而言。",
    "上文": "此前说过的话，一行一句（Excel 中按 Alt+Enter 换行）。",
    "企业情况": "企业先说的自身情况，例如：我们是省级专精特新，在广州。作为第一句话发给机器人。",
    "日期": "按哪一天回答，例如 2026-11-22。不填用运行时给的日期。",
    "期望动作": f"{'、'.join(ACTIONS)} 之一。",
    "期望条款": (
        "必须引用的条款，一行一条：guangzhou-2022 三、（三），"
        "或照抄回答里的《标题》（文号）三、（三）。"
    ),
    "期望金额": (
        "必须说出的金额，一行一个：280万元。只许出现某些金额时另起一行：只许：280万元、300万元；"
        "一个金额都不许出现：只许：无。"
    ),
    "必须包含": (
        "回答里必须有的词，一行一个；几种说法任一即可时用竖线：期满|已过。空格和全角半角不计。"
    ),
    "不得包含": "回答里不能有的词，写法同上；任何一种说法出现都算错。",
    "标签": "用顿号分开，例如：上市、口语。",
    "负责人": "谁维护这个用例。",
    "备注": "给人看的，不影响运行。",
}
ESCAPES = (
    "单元格里的反斜杠使后一个字符成为普通字符：\\\\ 是反斜杠本身，\\n 是一项之内的换行，"
    "开头的 = + - @ 写成 \\= \\+ \\- \\@。"
)

_T = TypeVar("_T")
_ONLY = re.compile(r"只许[:：](?P<sums>.*)")
_TO_ESCAPE = re.compile(r"^[=+\-@]|[\\\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_ESCAPED = re.compile(r"\\(u[0-9a-f]{4}|.)", re.DOTALL)


class CellError(ValueError):
    """A cell that cannot be used: why, in the words of those who fill in sheets."""


@dataclass(frozen=True)
class CellProblem:
    column: str
    why: str


class RowError(ValueError):
    """A row that is no case, with everything that is wrong with it."""

    def __init__(self, problems: list[CellProblem]) -> None:
        super().__init__("；".join(f"“{each.column}”：{each.why}" for each in problems))
        self.problems = problems


def cells_of(case: Case) -> dict[str, str]:
    """The case as the text of each column; `case_of` reads it back."""
    *before, question = case.turns
    expect = case.expect
    action = next(word for word, outcome in ACTIONS.items() if outcome == expect.outcome)
    return {
        "编号": case.id,
        "问题": _escape(question),
        "上文": _lines(before),
        "企业情况": _escape(case.firm or ""),
        "日期": case.as_of.isoformat() if case.as_of else "",
        "期望动作": action,
        "期望条款": _lines(map(str, expect.clauses)),
        "期望金额": _say_amounts(expect),
        "必须包含": _lines(expect.says),
        "不得包含": _lines(expect.never_says),
        "标签": _escape("、".join(case.tags)),
        "负责人": _escape(case.owner or ""),
        "备注": _escape(case.note or ""),
    }


def case_of(cells: Mapping[str, str], source: Path, basis: Basis) -> Case:
    """The case of one row. Raises RowError."""
    problems: list[CellProblem] = []

    def read(column: str, parse: Callable[[str], _T], absent: _T) -> _T:
        cell = cells.get(column, "")
        try:
            if cell.strip():
                return parse(cell)
            if column in REQUIRED:
                raise CellError("不能空着")
        except CellError as error:
            problems.append(CellProblem(column, str(error)))
        return absent

    no_amounts: tuple[tuple[Decimal, ...], tuple[Decimal, ...] | None] = ((), None)
    amounts, allowed = read("期望金额", _amounts, no_amounts)
    before: tuple[str, ...] = read("上文", _items, ())
    expect = Expectation(
        outcome=read("期望动作", _outcome, None),
        clauses=read("期望条款", lambda cell: _clauses(cell, basis), ()),
        amounts=amounts,
        allowed_amounts=allowed,
        says=read("必须包含", _phrases, ()),
        never_says=read("不得包含", _phrases, ()),
    )
    case = Case(
        id=read("编号", _id, ""),
        as_of=read("日期", _day, None),
        turns=(*before, read("问题", _unescape, "")),
        expect=expect,
        source=source,
        firm=read("企业情况", _unescape, None),
        tags=read("标签", _tags, ()),
        owner=read("负责人", _unescape, None),
        note=read("备注", _unescape, None),
    )
    if not problems and expect == Expectation():
        why = "“不限”时，条款、金额、必须包含、不得包含至少要填一项"
        problems.append(CellProblem("期望动作", why))
    if problems:
        raise RowError(sorted(problems, key=lambda each: COLUMNS.index(each.column)))
    return case


def _say_amounts(expect: Expectation) -> str:
    lines = [say_yuan(amount) for amount in expect.amounts]
    if expect.allowed_amounts is not None:
        lines.append("只许：" + ("、".join(map(say_yuan, expect.allowed_amounts)) or "无"))
    return "\n".join(lines)


def _amounts(cell: str) -> tuple[tuple[Decimal, ...], tuple[Decimal, ...] | None]:
    amounts: list[Decimal] = []
    allowed: tuple[Decimal, ...] | None = None
    for line in _short_items(cell):
        if only := _ONLY.fullmatch(line):
            words = [] if only["sums"].strip() == "无" else only["sums"].split("、")
            allowed = (*(allowed or ()), *map(_amount, words))
        else:
            amounts.append(_amount(line))
    return tuple(amounts), allowed


def _amount(words: str) -> Decimal:
    yuan = one_sum(words.strip())
    if yuan is None:
        raise CellError(f"“{words}”不是一个带单位的金额，例如 280万元")
    return yuan


def _outcome(cell: str) -> str | None:
    if cell.strip() not in ACTIONS:
        raise CellError(f"“{cell}”不是 {'、'.join(ACTIONS)} 之一")
    return ACTIONS[cell.strip()]


def _clauses(cell: str, basis: Basis) -> tuple[ClauseKey, ...]:
    return tuple(_clause(line, basis) for line in _short_items(cell))


def _clause(words: str, basis: Basis) -> ClauseKey:
    key = ClauseKey.of(words)
    if words.startswith("《"):
        cited = cited_clauses(Reply(words, ()), basis.names)
        key = cited.pop() if len(cited) == 1 else key
    clause = basis.clause(key)
    if clause is None:
        known = "、".join(basis.names)
        raise CellError(f"“{words}”不是收录的条款；写成 文件编号 条款，文件编号有 {known}")
    return ClauseKey(clause.document, clause.path)


def _phrases(cell: str) -> tuple[str, ...]:
    phrases = _items(cell)
    for phrase in phrases:
        if not all(each.strip() for each in alternatives(phrase)):
            raise CellError(f"“{phrase}”的竖线一侧是空的")
    return phrases


def _id(cell: str) -> str:
    case_id = cell.strip().lower()
    if not ID.fullmatch(case_id):
        raise CellError(f"“{cell}”只能用英文字母、数字和连字符，例如 guangzhou-listing-1")
    return case_id


def _day(cell: str) -> date:
    for day, match in find_days(cell.strip()):
        if match[0] == cell.strip():
            return day
    raise CellError(f"“{cell}”不是日期，例如 2026-11-22")


def _tags(cell: str) -> tuple[str, ...]:
    return tuple(TAG.findall(_unescape(cell)))


def _short_items(cell: str) -> list[str]:
    """Items that hold no semicolon, so that one may part them as well as a line break."""
    return [item.strip() for item in re.split("[\n；;]", cell) if item.strip()]


def _items(cell: str) -> tuple[str, ...]:
    return tuple(_unescape(line) for line in cell.split("\n") if line.strip())


def _lines(items: Iterable[str]) -> str:
    return "\n".join(_escape(item).replace("\n", "\\n") for item in items)


def _escape(text: str) -> str:
    return _TO_ESCAPE.sub(lambda found: _escaped(found[0]), text)


def _escaped(char: str) -> str:
    return f"\\{char}" if char.isprintable() and char.isascii() else f"\\u{ord(char):04x}"


def _unescape(cell: str) -> str:
    def plain(found: re.Match[str]) -> str:
        code = found[1]
        if len(code) > 1:
            return chr(int(code[1:], 16))
        return "\n" if code == "n" else code

    return _ESCAPED.sub(plain, cell)
