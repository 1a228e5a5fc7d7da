"""Clauses that the words themselves point at: by their path, by quoting or by naming."""

import re

from actions.answers.context import Context
from policy_index.clauses import Clause
from policy_index.text import normalize

_HAN = "一二三四五六七八九十"
# 三、(七) · 第(七)条 · 二、(二)2.
_PATH = re.compile(rf"(?:([{_HAN}]+)、)?\(([{_HAN}]+)\)(?:(\d+)\.)?")
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{2,30})[”\"」』]")
_WHO_INTERPRETS = re.compile("([谁哪边]|什么部门).{0,8}解释|解释权?.{0,6}([谁哪边]|什么部门)")
_NAME = re.compile("[一-鿿]+")
_EVERYWHERE = re.compile("专精特新|小巨人|企业|[国省市]家?级")
_SHORTEST_NAME, _LONGEST_NAME = 4, 12
_MOST_QUOTED = 2  # words that more clauses share point at none


def by_path(context: Context) -> list[Clause]:
    """三、（七）, in the documents that the question is about."""
    wanted = [
        (f"{chapter}、" if chapter else "") + f"（{item}）" + (f"{point}." if point else "")
        for chapter, item, point in _PATH.findall(normalize(context.request.query))
    ]
    return [clause for clause in _clauses(context) if clause.path in wanted]


def by_quote(context: Context) -> list[Clause]:
    """Words in quotation marks that stand in one or two clauses only."""
    found: list[Clause] = []
    for words in _QUOTED.findall(context.request.query):
        spelled = normalize(words)
        holding = [clause for clause in _clauses(context) if spelled in normalize(clause.text)]
        found += holding if len(holding) <= _MOST_QUOTED else []
    return list(dict.fromkeys(found))


def by_interpreter(context: Context) -> list[Clause]:
    """由谁解释: the clauses that say who interprets the document."""
    if not _WHO_INTERPRETS.search(normalize(context.request.query)):
        return []
    return [clause for clause in _clauses(context) if "负责解释" in clause.text]


def by_name(context: Context) -> list[Clause]:
    """The longest words of the question that stand in one or two clauses only: 侨都质量贷."""
    words = normalize(context.request.query)
    texts = {clause: normalize(clause.text) for clause in _clauses(context)}
    for length in range(min(len(words), _LONGEST_NAME), _SHORTEST_NAME - 1, -1):
        for start in range(len(words) - length + 1):
            name = words[start : start + length]
            if _NAME.fullmatch(name) and not _EVERYWHERE.search(name):
                holding = [clause for clause, text in texts.items() if name in text]
                if 0 < len(holding) <= _MOST_QUOTED:
                    return holding
    return []


def _clauses(context: Context) -> list[Clause]:
    ids = {document.id for document in context.documents}
    return [c for c in context.knowledge.collection.clauses if c.document in ids]
