"""Expected and got, side by side, with the difference marked: one row for each check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from tests.faq.basis import Basis
from tests.faq.cases import ClauseKey, Expectation, alternatives
from tests.faq.checks import Reply, cited_clauses, comparable, normalise, outcome_of
from tests.faq.money import say_yuan, sums_in
from tests.faq.notation import ACTIONS

_AROUND = 12
# Short words are alike by chance.
_ALIKE, _LONG_ENOUGH = 0.6, 4
_NOTHING = "（没有）"


@dataclass(frozen=True)
class Piece:
    """Words on one side of a row, marked if the other side lacks them."""

    words: str
    marked: bool = False


Side = Sequence[Sequence[Piece]]
"""One item to a line, each in pieces."""


@dataclass(frozen=True)
class Row:
    """One kind of check: what was expected, what came, and whether it holds."""

    check: str
    expected: Side
    got: Side
    holds: bool


def compare(expect: Expectation, reply: Reply, basis: Basis) -> list[Row]:
    """What the expectation says about the reply, row by row; what it leaves open is left out."""
    words = normalise(reply.text)
    if not words:
        return [Row("回答", _whole("有话"), _whole(_NOTHING, True), False)]
    return [
        *_outcome(expect, reply),
        *_clauses(expect, reply, basis),
        *_amounts(expect, reply),
        *(_says(phrase, words) for phrase in expect.says),
        *(_never_says(phrase, words) for phrase in expect.never_says),
    ]


def say_outcome(outcome: str | None) -> str:
    """The outcome as sheets write it."""
    return next((word for word, one in ACTIONS.items() if one == outcome), str(outcome))


def _outcome(expect: Expectation, reply: Reply) -> Iterator[Row]:
    if expect.outcome is None:
        return
    got = outcome_of(reply.cards)
    holds = got == expect.outcome
    said = _NOTHING if got is None else say_outcome(got)
    yield Row(
        "动作", _whole(say_outcome(expect.outcome), not holds), _whole(said, not holds), holds
    )


def _clauses(expect: Expectation, reply: Reply, basis: Basis) -> Iterator[Row]:
    if not expect.clauses:
        return
    cited = cited_clauses(reply, basis.names)
    wanted = {comparable(key) for key in expect.clauses}
    missing = wanted - cited
    expected = [[Piece(str(key), comparable(key) in missing)] for key in expect.clauses]
    # More citations than the expected are no mistake; beside a missing one they are the suspects.
    got = [
        [Piece(say_key(key, basis), bool(missing) and key not in wanted)]
        for key in sorted(cited, key=str)
    ]
    yield Row("条款", expected, got or _whole(_NOTHING, True), not missing)


def say_key(key: ClauseKey, basis: Basis) -> str:
    """The key with its path as the collection writes it."""
    clause = basis.clause(key)
    return str(key) if clause is None else f"{clause.document} {clause.path}"


def _amounts(expect: Expectation, reply: Reply) -> Iterator[Row]:
    stated = list(dict.fromkeys(found.yuan for found in sums_in(reply.text)))
    if expect.amounts:
        missing = [amount for amount in expect.amounts if amount not in stated]
        got = _sums(stated, set(stated) - set(expect.amounts) if missing else ())
        yield Row("金额", _sums(expect.amounts, missing), got, not missing)
    if expect.allowed_amounts is not None:
        excess = [amount for amount in stated if amount not in expect.allowed_amounts]
        yield Row("只许金额", _sums(expect.allowed_amounts, ()), _sums(stated, excess), not excess)


def _sums(amounts: Iterable[Decimal], marked: Iterable[Decimal]) -> Side:
    found = set(marked)
    return [[Piece(say_yuan(one), one in found)] for one in amounts] or _whole(_NOTHING)


def _says(phrase: str, words: str) -> Row:
    parts = alternatives(phrase)
    for part in parts:
        if (at := words.find(normalise(part))) >= 0:
            return Row("必须包含", _whole(phrase), [_around(words, at, part)], True)
    likest = max(parts, key=lambda part: _likeness(normalise(part), words))
    if len(normalise(likest)) < _LONG_ENOUGH or _likeness(normalise(likest), words) < _ALIKE:
        return Row("必须包含", _whole(phrase, True), _whole(_NOTHING, True), False)
    expected, got = _difference(normalise(likest), words)
    others = [part for part in parts if part != likest]
    either = [[Piece(f"或：{'|'.join(others)}")]] if others else []
    return Row("必须包含", [expected, *either], [got], False)


def _never_says(phrase: str, words: str) -> Row:
    said = [part for part in alternatives(phrase) if normalise(part) in words]
    got = [_around(words, words.find(normalise(part)), part, marked=True) for part in said]
    expected = [
        [Piece("或：" if number else ""), Piece(part, part in said)]
        for number, part in enumerate(alternatives(phrase))
    ]
    return Row("不得包含", expected, got or _whole(_NOTHING), not said)


def _around(words: str, at: int, part: str, *, marked: bool = False) -> list[Piece]:
    end = at + len(normalise(part))
    before, after = words[max(0, at - _AROUND) : at], words[end : end + _AROUND]
    return [Piece(f"…{before}"), Piece(words[at:end], marked), Piece(f"{after}…")]


def _likeness(phrase: str, words: str) -> float:
    """How like the phrase the stretch of the words is that shares the longest piece with it."""
    start = _start_of_likest(phrase, words)
    return SequenceMatcher(None, phrase, words[start : start + len(phrase)]).ratio()


def _difference(phrase: str, words: str) -> tuple[list[Piece], list[Piece]]:
    """The phrase and the likest stretch of the words, each with what the other lacks marked."""
    start = _start_of_likest(phrase, words)
    end = start + len(phrase)
    stretch = words[start:end]
    expected, got = list[Piece](), list[Piece]()
    for kind, a, to_a, b, to_b in SequenceMatcher(None, phrase, stretch).get_opcodes():
        expected.append(Piece(phrase[a:to_a], kind != "equal"))
        got.append(Piece(stretch[b:to_b], kind != "equal"))
    before, after = words[max(0, start - _AROUND) : start], words[end : end + _AROUND]
    return expected, [Piece(f"…{before}"), *got, Piece(f"{after}…")]


def _start_of_likest(phrase: str, words: str) -> int:
    found = SequenceMatcher(None, phrase, words, autojunk=False).find_longest_match()
    return max(0, found.b - found.a)


def _whole(words: str, marked: bool = False) -> Side:
    return [[Piece(words, marked)]]
