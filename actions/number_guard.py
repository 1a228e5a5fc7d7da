"""No figure leaves the bot unless it stands in a cited clause, in a calculation, in the facts of a
document that is cited or named, or was said by the user. This is the one place that enforces it.

Figures are sums, shares, numbers of anything, days, months and years, in digits or in Chinese
numerals. Support is exact: 3年 supports neither 3家 nor 2003年, and 2023年2月17日 supports
2023年2月 but no other month.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from actions.cards import Card
from actions.figures import MONEY, Value, figures_in, values_in
from policy_index.collection import Collection
from policy_index.dates import Moment
from policy_index.documents import Document


class UnsupportedFigure(Exception):
    """The reply holds a figure that nothing supports; it must not be sent."""


def check(
    card: Card,
    collection: Collection,
    as_of: date,
    *,
    said: Iterable[str] = (),
    sums: Iterable[Decimal] = (),
) -> None:
    """Raises UnsupportedFigure naming the figures.

    ``said`` are the user's words and the facts taken from them, ``sums`` those in yuan.
    """
    supported = set[Value](Moment.of(as_of).coarser())
    supported.add(("份", Decimal(len(collection.documents))))
    supported.update((MONEY, yuan) for yuan in (*_computed(card), *sums))
    for text in (*_supporting(card, collection), *said):
        supported |= values_in(text)
    words = _without_addresses(card)
    odd = [figure.words for figure in figures_in(words) if figure.value not in supported]
    if odd:
        raise UnsupportedFigure(f"nothing supports {', '.join(odd)} in: {card.text}")


def _computed(card: Card) -> Iterator[Decimal]:
    for figure in card.figures:
        if figure.yuan is not None:
            yield Decimal(figure.yuan)
    for total in card.totals:
        yield from (Decimal(total.certain), Decimal(total.at_most))


def _supporting(card: Card, collection: Collection) -> Iterator[str]:
    """The texts that the reply may repeat the figures of."""
    for citation in card.citations:
        yield collection.clause(citation.document, citation.clause).text
    for figure in card.figures:
        yield from figure.steps
    for total in card.totals:
        yield from total.steps
    cited = {citation.document for citation in card.citations}
    for document in (*map(collection.document, cited), *collection.named_in(card.text)):
        yield from _facts(document)


def _facts(document: Document) -> Iterator[str]:
    """What a document prints of itself, and the first day after its term."""
    yield document.reference
    for fact in document.facts.values():
        yield from (str(fact.value), fact.words)
    for period in (document.term, document.title_period):
        yield from period.words if period else ()
    if document.term:
        yield from (str(day) for day in (document.term.start, document.term.end) if day)


def _without_addresses(card: Card) -> str:
    """The words without the paths of clauses and the address of a sheet: they count nothing."""
    text = card.text.replace(card.sheet, " ") if card.sheet else card.text
    for path in sorted({citation.clause for citation in card.citations}, key=len, reverse=True):
        text = text.replace(path, " ")
    return text
