"""What to expect of an answer that a person found right: a case that the answer meets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from tests.faq.accepted import measures_of
from tests.faq.basis import Basis
from tests.faq.cases import Case, ClauseKey, Expectation
from tests.faq.checks import Reply, cited_clauses, outcome_of
from tests.faq.money import sums_in


def propose(said: Case, reply: Reply, basis: Basis, taken: Collection[str]) -> Case:
    """The case with an id that is not taken, and the outcome, clauses and sums of the reply."""
    keys = _cited(reply, basis)
    expect = Expectation(
        outcome=outcome_of(reply.cards) or _outcome_of_text(reply.text, keys),
        clauses=tuple(keys),
        amounts=tuple(_amounts(reply)),
    )
    stem = _stem(reply, keys, expect.outcome)
    names = (f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return replace(said, id=next(name for name in names if name not in taken), expect=expect)


def _cited(reply: Reply, basis: Basis) -> list[ClauseKey]:
    """The clauses that the reply cites, in the order of the collection."""
    cited = {basis.clause(key) for key in cited_clauses(reply, basis.names)}
    clauses = (clause for clause in basis.collection.clauses if clause in cited)
    return [ClauseKey(clause.document, clause.path) for clause in clauses]


def _amounts(reply: Reply) -> Iterator[Decimal]:
    """The figures of the cards as far as the text says them; of an answer without cards the sums of
    the first line that has some."""
    if reply.cards:
        stated = {found.yuan for found in sums_in(reply.text)}
        figures = (figure for card in reply.cards for figure in card.get("figures") or ())
        computed = [Decimal(figure["yuan"]) for figure in figures if figure.get("yuan")]
        yield from dict.fromkeys(yuan for yuan in computed if yuan in stated)
        return
    for line in reply.text.splitlines():
        if found_in_line := sums_in(line):
            yield from dict.fromkeys(found.yuan for found in found_in_line)
            return


def _outcome_of_text(text: str, keys: Collection[ClauseKey]) -> str:
    """A guess, for an answer without cards."""
    if keys:
        return "answer"
    return "ask" if text.rstrip().endswith(("？", "?")) else "refuse"


def _stem(reply: Reply, keys: Sequence[ClauseKey], outcome: str | None) -> str:
    """What the id begins with: the measure that was computed, else the document or the outcome."""
    if measures := measures_of(reply):
        return measures[0].replace("/", "-").replace("_", "-")
    return f"{keys[0].document}-{outcome}" if keys else f"{outcome}"
