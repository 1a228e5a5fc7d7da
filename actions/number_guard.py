"""No figure leaves the bot unless it stands in a cited clause, in a calculation, in the facts of a
document that is cited or named, or was said by the user. This is the one place that enforces it.

Figures are sums, shares, numbers of anything, days, months and years, in digits or in Chinese
numerals. Support is exact: 3年 supports neither 3家 nor 2003年, and 2023年2月17日 supports
2023年2月 but no other month.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from actions.cards import Card
from actions.figures import MONEY, Figure, Value, figures_in, values_in
from policy_index.collection import Collection
from policy_index.dates import Moment
from policy_index.documents import Document

_LOG = logging.getLogger(__name__)


class UnsupportedFigure(Exception):
    """The reply holds a figure that nothing supports; it must not be sent."""


@dataclass(frozen=True)
class Grounds:
    """What a text may take its figures from.

    ``clauses`` are keys, ``sums`` in yuan; ``words`` are what the user said, the facts taken from
    it and the steps of calculations. A document that ``text`` names lends its own facts.
    """

    clauses: Sequence[tuple[str, str]] = ()
    sums: Sequence[Decimal] = ()
    words: Sequence[str] = ()
    text: str = ""

    def values(self, collection: Collection, as_of: date) -> set[Value]:
        """The figures that may be stated on a day. Raises UnknownClause or UnknownDocument."""
        supported = set[Value](Moment.of(as_of).coarser())
        supported.add(("份", Decimal(len(collection.documents))))
        supported.update((MONEY, yuan) for yuan in self.sums)
        clauses = [collection.clause(*key).text for key in self.clauses]
        cited = dict.fromkeys(document for document, _ in self.clauses)
        documents = (*map(collection.document, cited), *collection.named_in(self.text))
        facts = (words for document in documents for words in _facts(document))
        for text in (*clauses, *self.words, *facts):
            supported |= values_in(text)
        return supported


def unsupported(text: str, supported: Set[Value]) -> list[Figure]:
    """The figures of a text that are none of those."""
    return [figure for figure in figures_in(text) if figure.value not in supported]


def checked(
    card: Card,
    collection: Collection,
    as_of: date,
    *,
    said: Iterable[str] = (),
    sums: Iterable[Decimal] = (),
) -> Card:
    """The card; it is not to be read out where its spoken words alone state what nothing supports.

    Raises UnsupportedFigure naming the figures if the text does. ``said`` are the user's words and
    the facts taken from them, ``sums`` those in yuan.
    """
    steps = [step for each in card.figures for step in each.steps]
    steps += [step for each in card.totals for step in each.steps]
    grounds = Grounds(
        clauses=[(citation.document, citation.clause) for citation in card.citations],
        sums=[*_computed(card), *sums],
        words=[*steps, *said],
        text=card.text,
    )
    supported = grounds.values(collection, as_of)
    addresses = {citation.clause for citation in card.citations} | {card.sheet or " "}
    if odd := unsupported(without_addresses(card.text, addresses), supported):
        raise UnsupportedFigure(f"nothing supports {_words(odd)} in: {card.text}")
    if odd := unsupported(card.spoken, supported):
        _LOG.error("nothing supports %s in what was to be read out: %s", _words(odd), card.spoken)
        return replace(card, spoken="")
    return card


def _words(figures: Iterable[Figure]) -> str:
    return ", ".join(figure.words for figure in figures)


def _computed(card: Card) -> Iterator[Decimal]:
    for figure in card.figures:
        if figure.yuan is not None:
            yield Decimal(figure.yuan)
    for total in card.totals:
        yield from (Decimal(total.certain), Decimal(total.at_most))


def _facts(document: Document) -> Iterator[str]:
    """What a document prints of itself, and the first day after its term."""
    yield document.reference
    for fact in document.facts.values():
        yield from (str(fact.value), fact.words)
    for period in (document.term, document.title_period):
        yield from period.words if period else ()
    if document.term:
        yield from (str(day) for day in (document.term.start, document.term.end) if day)


def without_addresses(text: str, addresses: Iterable[str]) -> str:
    """The text with blanks in the place of addresses, such as the paths of clauses, that count
    nothing; the rest stays where it is."""
    for address in sorted(addresses, key=len, reverse=True):
        text = text.replace(address, " " * len(address))
    return text
