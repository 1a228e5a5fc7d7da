"""Cities or tiers side by side. What is of different kinds is not ranked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.subsidy.evaluate import Outcome


@dataclass(frozen=True)
class Row:
    """One topic: the outcomes of each column (a city or a tier), those that do not fit left out.

    ``rankable``: every column holds one exact sum, so that more is more. A bound beside a fixed
    sum, or a promise without a sum, cannot be ranked.
    """

    topic: str
    cells: Mapping[str, tuple[Outcome, ...]]

    @property
    def rankable(self) -> bool:
        return all(
            len(outcomes) == 1 and outcomes[0].status == "exact" for outcomes in self.cells.values()
        )


def compare(columns: Mapping[str, Sequence[Outcome]]) -> list[Row]:
    """A row for each topic that some column has something for, in the order of the measures."""
    fitting = {
        name: [o for o in outcomes if o.status != "not_eligible"]
        for name, outcomes in columns.items()
    }
    topics = dict.fromkeys(t for found in fitting.values() for o in found for t in o.measure.topics)
    return [
        Row(
            topic,
            {
                name: tuple(o for o in found if topic in o.measure.topics)
                for name, found in fitting.items()
            },
        )
        for topic in topics
    ]
