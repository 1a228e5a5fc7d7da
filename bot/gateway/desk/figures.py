"""The number guard for people: figures in what somebody writes that nothing supports."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Row

from actions.number_guard import Grounds, unsupported, without_addresses
from policy_index.collection import Collection
from policy_index.errors import UnknownClause, UnknownDocument
from policy_index.text import normalize

Key = tuple[str, str]
"""A clause: document id and path."""


class Unsupported(BaseModel):
    """A figure that nothing supports: ``text[start:end]`` is ``words``, counted in characters."""

    words: str
    start: int
    end: int


def unsupported_in(
    text: str,
    cited: Iterable[Key],
    said: Iterable[Row[Any]],
    collection: Collection,
    as_of: date,
) -> list[Unsupported]:
    """The figures of ``text`` that stand neither in a clause that it or the conversation cites, nor
    in a calculation of the conversation, nor in the customer's words.

    ``said`` are the rows of the conversation's items. Clauses that are not there any more support
    nothing.
    """
    lines = list(said)
    cards = [line.card for line in lines if line.card]
    keys = dict.fromkeys([*cited, *(key for card in cards for key in _clauses(card))])
    grounds = Grounds(
        clauses=[key for key in keys if _is_known(collection, key)],
        sums=[sum_ for card in cards for sum_ in _sums(card)],
        words=[*(words for card in cards for words in _steps(card)), *_customers(lines)],
        text=text,
    )
    plain = without_addresses(text, {path for _, path in keys})
    found = unsupported(plain, grounds.values(collection, as_of))
    return [
        Unsupported(words=each.words, start=each.start, end=each.start + len(each.words))
        for each in sorted(found, key=lambda figure: figure.start)
    ]


def _clauses(card: Mapping[str, Any]) -> Iterator[Key]:
    for citation in card.get("citations") or ():
        yield citation["document"], citation["clause"]


def _is_known(collection: Collection, key: Key) -> bool:
    try:
        collection.clause(*key)
    except (UnknownClause, UnknownDocument):
        return False
    return True


def _sums(card: Mapping[str, Any]) -> Iterator[Decimal]:
    for figure in card.get("figures") or ():
        if figure["yuan"] is not None:
            yield Decimal(figure["yuan"])
    for total in card.get("totals") or ():
        yield from (Decimal(total["certain"]), Decimal(total["at_most"]))


def _steps(card: Mapping[str, Any]) -> Iterator[str]:
    for part in (*(card.get("figures") or ()), *(card.get("totals") or ())):
        yield from part["steps"]


def _customers(lines: Iterable[Row[Any]]) -> Iterator[str]:
    """What the customer said, as written and as normalised, and the facts that were taken from it:
    560w is 560万元."""
    for line in lines:
        if line.sender == "user":
            yield from (line.text, normalize(line.text))
        for chip in (line.evidence or {}).get("profile", ()):
            yield chip["words"]
