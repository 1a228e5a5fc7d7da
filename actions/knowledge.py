"""What the actions answer from: the collection, its measures and the search index."""

from dataclasses import dataclass
from functools import cache

from actions.subsidy.loader import load_measures
from actions.subsidy.measures import MeasureSet
from policy_index.collection import Collection
from policy_index.documents import Document
from policy_index.index.store import index_folder
from policy_index.search import Searcher


@dataclass(frozen=True)
class Knowledge:
    """Loaded once per process, never at import: the model alone takes seconds."""

    collection: Collection
    measures: MeasureSet
    searcher: Searcher

    def documents(self, cities: tuple[str, ...], year: int | None = None) -> tuple[Document, ...]:
        """The documents of some jurisdictions (all if none), of one year if there are such."""
        chosen = [d for d in self.collection.documents.values() if not cities or d.city in cities]
        of_year = [d for d in chosen if year is not None and d.id.endswith(f"-{year}")]
        return tuple(of_year or chosen)


@cache
def knowledge() -> Knowledge:
    """Raises PolicyError if the policies or the index cannot be used."""
    collection = Collection.load()
    return Knowledge(
        collection, load_measures(collection), Searcher.open(collection, index_folder())
    )
