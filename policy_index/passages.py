"""What of a clause is embedded: the clause as a whole, and each of its sentences.

The city stands in front, because two cities' clauses often say the same in the same words. The
responsible units stay out of the whole: their names would draw every question about a bureau.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.sentences import clause_sentences

TEMPLATE_VERSION = "1"


@dataclass(frozen=True)
class Passage:
    """``clause`` is the clause's row in the collection; ``sentence`` its number, -1: the whole."""

    clause: int
    sentence: int
    text: str


def passages(collection: Collection) -> list[Passage]:
    """All passages of all clauses, each clause's whole first, then its sentences."""
    return [
        passage
        for row, clause in enumerate(collection.clauses)
        for passage in _passages(row, clause, collection.document(clause.document).city)
    ]


def _passages(row: int, clause: Clause, city: str) -> Sequence[Passage]:
    context = f"{city}：{clause.heading}：" if clause.heading else f"{city}："
    return [
        Passage(row, -1, f"{city}：{clause.body}"),
        *(
            Passage(row, number, context + sentence)
            for number, sentence in enumerate(clause_sentences(clause))
        ),
    ]
