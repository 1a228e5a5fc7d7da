"""What makes a reply right: exact checks of one expectation against one reply, nothing else.

Words are compared after NFKC and without spaces, sums in yuan, clauses as (document, path).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.faq.cases import ClauseKey, Expectation, alternatives
from tests.faq.money import say_yuan, sums_in

OUTCOME_OF_KIND = {
    "amount": "answer",
    "clauses": "answer",
    "matches": "answer",
    "comparison": "answer",
    "validity": "answer",
    "contact": "answer",
    "ask": "ask",
    "refusal": "refuse",
    "handoff": "handoff",
    "smalltalk": "smalltalk",
}

_PATH = r"(?:文首|文末|(?:[一二三四五六七八九十]+、)?(?:\([一二三四五六七八九十]+\))?(?:\d+\.)?)"


@dataclass(frozen=True)
class Reply:
    """All messages of one turn: their texts joined by line breaks, their cards, and how long they
    took."""

    text: str
    cards: tuple[Mapping[str, Any], ...]
    seconds: float = 0.0


@dataclass(frozen=True)
class DocumentName:
    """How a text names a document: 《title》, and its number if it has one."""

    title: str
    number: str | None


@dataclass(frozen=True)
class Failure:
    """One check that did not hold."""

    check: str
    expected: str
    got: str


def normalise(text: str) -> str:
    """The form in which words are compared: NFKC, no white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def check(
    expect: Expectation, reply: Reply, documents: Mapping[str, DocumentName]
) -> list[Failure]:
    """Everything that is wrong with the reply; empty if it is right.

    `documents` maps document ids to their names, to recognise citations in the text.
    """
    if not reply.text.strip():
        return [Failure("reply", "a text", "nothing")]
    return [
        *_check_outcome(expect.outcome, reply.cards),
        *_check_clauses(expect.clauses, reply, documents),
        *_check_amounts(expect, reply.text),
        *_check_words(expect, reply.text),
    ]


def cited_clauses(reply: Reply, documents: Mapping[str, DocumentName]) -> set[ClauseKey]:
    """The clauses that the cards or the text cite, paths normalised for comparison."""
    return {*_cited_in_cards(reply.cards), *_cited_in_text(reply.text, documents)}


def outcome_of(cards: Sequence[Mapping[str, Any]]) -> str | None:
    """What the turn came to, which its last card tells: an apology before an answer is none."""
    return OUTCOME_OF_KIND.get(str(cards[-1].get("kind"))) if cards else None


def _check_outcome(expected: str | None, cards: Sequence[Mapping[str, Any]]) -> Iterator[Failure]:
    if expected is None:
        return
    kinds = [str(card.get("kind")) for card in cards]
    outcome = outcome_of(cards)
    if outcome != expected:
        yield Failure("outcome", expected, f"{outcome} (cards: {', '.join(kinds) or 'none'})")


def _check_clauses(
    expected: Sequence[ClauseKey], reply: Reply, documents: Mapping[str, DocumentName]
) -> Iterator[Failure]:
    cited = cited_clauses(reply, documents)
    for clause in expected:
        if comparable(clause) not in cited:
            got = ", ".join(sorted(map(str, cited))) or "no citation"
            yield Failure("clauses", str(clause), got)


def _check_amounts(expect: Expectation, text: str) -> Iterator[Failure]:
    stated = sums_in(text)
    values = {found.yuan for found in stated}
    for amount in expect.amounts:
        if amount not in values:
            yield Failure("amounts", say_yuan(amount), _say_sums(values))
    if expect.allowed_amounts is None:
        return
    excess = [found.words for found in stated if found.yuan not in expect.allowed_amounts]
    if excess:
        allowed = _say_sums(set(expect.allowed_amounts))
        yield Failure("allowed_amounts", f"only {allowed}", ", ".join(excess))


def _check_words(expect: Expectation, text: str) -> Iterator[Failure]:
    words = normalise(text)
    for phrase in expect.says:
        if not _said(phrase, words):
            yield Failure("says", phrase, text)
    for phrase in expect.never_says:
        for alternative in _said(phrase, words):
            yield Failure("never_says", f"not {alternative}", text)


def _said(phrase: str, words: str) -> list[str]:
    return [part for part in alternatives(phrase) if normalise(part) in words]


def _cited_in_cards(cards: Sequence[Mapping[str, Any]]) -> Iterator[ClauseKey]:
    for card in cards:
        for citation in card.get("citations") or ():
            yield comparable(ClauseKey(citation["document"], citation["clause"]))


def _cited_in_text(text: str, documents: Mapping[str, DocumentName]) -> Iterator[ClauseKey]:
    words = normalise(text)
    for document, name in documents.items():
        title = re.escape(f"《{normalise(name.title)}》")
        number = f"(?:{re.escape(f'({normalise(name.number)})')})?" if name.number else ""
        for match in re.finditer(f"{title}{number}(?P<path>{_PATH})", words):
            if match["path"]:
                yield ClauseKey(document, match["path"])


def comparable(clause: ClauseKey) -> ClauseKey:
    """The key with its path in the form in which keys are compared."""
    return ClauseKey(clause.document, normalise(clause.path))


def _say_sums(values: set[Decimal]) -> str:
    return ", ".join(say_yuan(value) for value in sorted(values)) or "no sum"
