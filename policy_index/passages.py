"""What of a clause is embedded: the clause as a whole, and each of its sentences.

The city stands in front, because two cities' clauses often say the same in the same words. The
responsible units stay out of the whole: their names would draw every question about a bureau.
"""

from dataclasses import dataclass

from policy_index.clauses import Clause
from policy_index.sentences import clause_sentences

TEMPLATE_VERSION = "1"


@dataclass(frozen=True)
class Passages:
    """The passages of one clause, as they are embedded."""

    whole: str
    sentences: tuple[str, ...]


def passages_of(clause: Clause, city: str) -> Passages:
    """``city``: the jurisdiction of the clause's document."""
    context = f"{city}：{clause.heading}：" if clause.heading else f"{city}："
    return Passages(
        whole=f"{city}：{clause.body}",
        sentences=tuple(context + sentence for sentence in clause_sentences(clause)),
    )
