"""Which words of a clause give something: the pieces that a measure's evidence may be."""

import re
from collections.abc import Iterator

from actions.subsidy import printed
from policy_index.clauses import Clause
from policy_index.sentences import clause_sentences

# What a firm gets, and how plainly the word says so.
_GIVING = {
    "给予": 4, "予以": 4, "一次性": 3, "奖励": 3, "补助": 3, "补贴": 3, "奖补": 3, "资助": 3,
    "贴息": 3, "减免": 3, "免除": 3, "不超过": 2, "最高": 2, "授予": 2, "调低": 2, "允许": 2,
    "优先": 2, "享受": 2, "扶持": 2, "支持": 1, "鼓励": 1, "提供": 1, "推荐": 1,
}  # fmt: skip
_NEXT_AWARD = re.compile(r"[，,](?=对|同一(?:企业|单位|项目))")
STACKING = re.compile(r"不重复|就高|按最高|不叠加|同时享受")
_OWN = re.compile(f"给予|予以|{STACKING.pattern}")
MONEY = re.compile("奖励|补助|补贴|奖补|资助|贴息|减免|扶持|资金")


def giving_pieces(clause: Clause) -> list[str]:
    """Verbatim pieces of the clause that give something, the plainest first."""
    scored = [(piece, _score(piece)) for sentence in clause_sentences(clause)
              for piece in _awards(sentence)]  # fmt: skip
    best_first = sorted(scored, key=lambda pair: -pair[1])
    return list(dict.fromkeys(piece for piece, score in best_first if score))


def _awards(sentence: str) -> Iterator[str]:
    """对甲给予…，对乙给予… in its parts, if each of them gives something by itself or says what
    happens together."""
    parts = _NEXT_AWARD.split(sentence)
    if len(parts) > 1 and all(_OWN.search(part) for part in parts):
        yield from parts
    else:
        yield sentence


def _score(piece: str) -> int:
    figures = len(printed.sums(piece)) + len(printed.ratios(piece))
    return sum(weight for word, weight in _GIVING.items() if word in piece) + 3 * min(figures, 2)
