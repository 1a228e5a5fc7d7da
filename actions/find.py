"""Clauses for those who look them up: what the search finds, each with its answering sentence."""

from dataclasses import asdict, dataclass
from typing import Any

from actions.knowledge import Knowledge

MOST = 20
_LONGEST = 400  # characters; what is longer is no search


@dataclass(frozen=True)
class Wanted:
    """``city``: the one place that is meant, beside those that the query names."""

    query: str
    city: str | None
    limit: int

    @classmethod
    def read(cls, raw: Any) -> "Wanted":
        """From JSON. Raises ValueError."""
        if not isinstance(raw, dict) or not raw.keys() <= {"query", "city", "limit"}:
            raise ValueError("needs query, and city and limit if wished")
        query, city, limit = raw.get("query"), raw.get("city"), raw.get("limit", MOST)
        if not isinstance(query, str) or not query.strip() or len(query) > _LONGEST:
            raise ValueError(f"query must be words, at most {_LONGEST} characters")
        if not (city is None or isinstance(city, str)):
            raise ValueError("city must be a name")
        if type(limit) is not int or not 1 <= limit <= MOST:
            raise ValueError(f"limit must be 1 to {MOST}")
        return cls(query, city, limit)


@dataclass(frozen=True)
class Found:
    """A clause by its key; ``quote`` is verbatim."""

    document: str
    clause: str
    score: float
    quote: str


def find(wanted: Wanted, knowledge: Knowledge) -> list[dict[str, Any]]:
    """The best clauses, best first; those of other places stand behind."""
    cities = [wanted.city] if wanted.city in knowledge.collection.cities else []
    searcher = knowledge.searcher
    hits = searcher.search(wanted.query, cities=cities, limit=wanted.limit)
    found = (
        Found(
            hit.clause.document,
            hit.clause.path,
            round(hit.score, 3),
            searcher.answering_sentence(wanted.query, hit.clause),
        )
        for hit in hits
    )
    return [asdict(each) for each in found]
