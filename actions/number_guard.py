"""No figure leaves the bot unless it stands in a cited clause, in a calculation, or was said by
the user. This is the one place that enforces it."""

from collections.abc import Iterable
from decimal import Decimal

from actions.cards import Card
from actions.subsidy import printed
from policy_index.collection import Collection

_READERS = (printed.sums, printed.ratios, printed.counts)


class UnsupportedFigure(Exception):
    """The reply holds a figure that nothing supports; it must not be sent."""


def check(
    card: Card, collection: Collection, user_words: str, user_sums: Iterable[Decimal]
) -> None:
    """Raises UnsupportedFigure naming the figures."""
    supported = [collection.clause(c.document, c.clause).text for c in card.citations]
    supported += [step for figure in card.figures for step in figure.steps]
    supported += [step for total in card.totals for step in total.steps]
    supported.append(user_words)
    sums = {Decimal(figure.yuan) for figure in card.figures if figure.yuan is not None}
    sums.update(Decimal(yuan) for total in card.totals for yuan in (total.certain, total.at_most))
    sums.update(user_sums)
    for reader in _READERS:
        known = {p.value for text in supported for p in reader(text)}
        if reader is printed.sums:
            known |= sums
        odd = [p.words for p in reader(card.text) if p.value not in known]
        if odd:
            raise UnsupportedFigure(f"nothing supports {', '.join(odd)} in: {card.text}")
