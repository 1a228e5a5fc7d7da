"""Finding the clauses that answer a question.

dense    mean of the similarity of the whole clause and of its best sentence (E5, faiss)
lexical  BM25 over words and bigrams, with the documents' words for everyday ones
score    fusion.fuse(dense, lexical), less what a clause of another place or year loses, and
         with what it gains if it has the kind of words, or prints the fact, that is asked for
"""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from policy_index import asked
from policy_index.answer_types import kinds_in
from policy_index.answerability import Signals, probability, signals
from policy_index.answering import closest_sentences
from policy_index.asked import Asked
from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.document_facts import fact_words
from policy_index.documents import Document
from policy_index.embedding import Embedder
from policy_index.fusion import Scores, fuse
from policy_index.index import store
from policy_index.tokens import query_weights

_log = logging.getLogger(__name__)

PROVINCE = "广东"
CANDIDATES = 200
OTHER_CITY = 0.35
PROVINCE_UNASKED = 0.1
OTHER_YEAR = 0.35
RIGHT_KIND = 0.1
PRINTS_FACT = 0.3

# How many of the first clauses may be the ones that treat a matter.
_TREATED_BY = 3
_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True)
class Hit:
    """A clause that was found.

    ``score`` orders the hits of one question and means nothing across questions (both halves are
    scaled by the question's own best). ``dense`` is a cosine (E5: 0.75 unrelated, 0.9 the same
    thing), ``lexical`` is raw BM25: these two are comparable.
    """

    clause: Clause
    score: float
    dense: float
    lexical: float


class Searcher:
    """Searches one collection; open it once and keep it. Reads only, so threads may share it."""

    def __init__(
        self, collection: Collection, index: store.StoredIndex, embedder: Embedder
    ) -> None:
        self._collection = collection
        self._index = index
        self._row = {(c.document, c.path): row for row, c in enumerate(collection.clauses)}
        self._documents = [collection.document(clause.document) for clause in collection.clauses]
        self._cities = np.array([document.city for document in self._documents])
        self._years = np.array([_year_of(document) or 0 for document in self._documents])
        self._vector = lru_cache(maxsize=256)(lambda text: embedder.encode_query([text])[0])
        self._printing = lru_cache(maxsize=None)(self._clauses_printing)

    @classmethod
    def open(
        cls,
        collection: Collection,
        index_dir: Path,
        *,
        embedder: Embedder | None = None,
        notify: Callable[[str], None] = _log.warning,
    ) -> "Searcher":
        """Load the index. One that is missing, stale or damaged is named to ``notify`` and rebuilt.

        Raises ModelError when the embedding model is not there.
        """
        embedder = embedder or Embedder()
        wanted = store.origin(collection, embedder)
        try:
            index = store.load(index_dir, wanted)
        except store.IndexUnusable as reason:
            notify(f"{reason}: building it")
            store.build(collection, embedder, index_dir, notify)
            index = store.load(index_dir, wanted)
        return cls(collection, index, embedder)

    def search(self, query: str, *, cities: Sequence[str] = (), limit: int = 10) -> list[Hit]:
        """The best ``limit`` clauses, best first; equal ones in the order of document and path.

        ``cities``: the places that are meant, else those that the query names. Clauses of other
        cities are put back, the province's only a little unless it is named.
        """
        question = self._read(query, cities)
        found = self._index.candidates(
            self._vector(question.text),
            query_weights(question.subject),
            self._pools(question.places),
            CANDIDATES,
        )
        score = fuse(found.dense, found.lexical) + self._gain(question, found.rows)
        score -= self._place_loss(question.places)[found.rows]
        score -= self._year_loss(question.years, question.places)[found.rows]
        hits = [
            Hit(self._collection.clauses[int(row)], float(total), float(dense), float(lexical))
            for row, total, dense, lexical in zip(
                found.rows, score, found.dense, found.lexical, strict=True
            )
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.clause.document, hit.clause.path))
        return hits[:limit]

    def answering_sentence(self, query: str, clause: Clause) -> str:
        """The sentence of ``clause.text``, verbatim, that comes closest to the query."""
        return self.answering_sentences(query, clause, most=1)[0]

    def answering_sentences(self, query: str, clause: Clause, *, most: int) -> list[str]:
        """The ``most`` sentences that come closest to the query, the closest first."""
        question, row = self._read(query), self._row[clause.document, clause.path]
        similarities = self._index.sentence_similarities(self._vector(question.text), row)
        words = fact_words(self._documents[row], question.facts)
        return closest_sentences(question, clause, similarities, words)[:most]

    def answerability(self, query: str, hits: Sequence[Hit]) -> float:
        """Probability, 0 to 1, that the first of ``hits`` answers the query at all.

        0 when there is no hit, or when all the places that the query names are ones that no
        document covers.
        """
        return probability(self.signals(query, hits)) if hits and self.covers(query) else 0.0

    def covers(self, query: str) -> bool:
        """False when all the places that the query names are ones that no document covers."""
        places = self._read(query).places
        return not places or bool(set(places) & set(self._collection.cities))

    def signals(self, query: str, hits: Sequence[Hit]) -> Signals:
        """What the probability is computed from."""
        texts = [hit.clause.text for hit in hits[:_TREATED_BY]]
        return signals(self._read(query), texts, hits[0].dense, hits[0].lexical)

    def _read(self, query: str, cities: Sequence[str] = ()) -> Asked:
        return asked.read(query, cities=cities, covered=self._collection.cities)

    def _pools(self, places: tuple[str, ...]) -> list[store.Mask | None]:
        """Everything, and the named places with the province for themselves: in a collection of
        many cities theirs would not be among the best of everything."""
        covered = [place for place in places if place in self._cities]
        return [None, np.isin(self._cities, [*covered, PROVINCE])] if covered else [None]

    def _place_loss(self, places: tuple[str, ...]) -> Scores:
        covered = [place for place in places if place in self._cities]
        if not covered:
            return np.zeros(len(self._cities))
        loss = np.where(np.isin(self._cities, covered), 0.0, OTHER_CITY)
        if PROVINCE not in covered:
            loss[self._cities == PROVINCE] = PROVINCE_UNASKED
        return loss

    def _year_loss(self, years: tuple[int, ...], places: tuple[str, ...]) -> Scores:
        """Clauses of other years' documents, when a document of a named year is there at all."""
        named = np.isin(self._years, years)
        eligible = named & (np.isin(self._cities, places) if places else True)
        return np.where(named, 0.0, OTHER_YEAR if eligible.any() else 0.0)

    def _gain(self, question: Asked, rows: store.Rows) -> Scores:
        """What the clauses of ``rows`` gain by having what the question waits for."""
        gain = np.zeros(len(rows))
        if question.facts:
            gain = PRINTS_FACT * self._printing(question.facts)[rows]
        if question.kinds:
            texts = [self._collection.clauses[int(row)].text for row in rows]
            right = [kinds_in(text, question.kinds) > 0 for text in texts]
            gain = np.maximum(gain, RIGHT_KIND * np.array(right))
        return gain

    def _clauses_printing(self, facts: tuple[str, ...]) -> store.Mask:
        """Which clauses print the first of ``facts`` that their document has."""
        words = {d.id: fact_words(d, facts) for d in self._collection.documents.values()}
        return np.array(
            [
                bool(words[clause.document]) and words[clause.document][0] in clause.text
                for clause in self._collection.clauses
            ]
        )


def _year_of(document: Document) -> int | None:
    """The year that people call a document by: its number's, else that of its first date."""
    if document.number and (year := _YEAR.search(document.number)):
        return int(year.group())
    dates = [document.issued, document.printed, document.published]
    return next((date.year for date in dates if date), None)
