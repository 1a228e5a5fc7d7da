"""Finding the clauses that answer a question.

dense    mean of the similarity of the whole clause and of its best sentence (E5, faiss)
lexical  BM25 over words and bigrams, with the documents' words for everyday ones
known    likeness to questions that a clause is known to answer (``known_questions``)
score    these fused, corrected by what the question says of places, years and kinds of words
         (``ranking``)
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from policy_index import asked
from policy_index.answerability import Signals, probability, signals
from policy_index.answering import closest_sentences
from policy_index.asked import Asked
from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.document_facts import fact_words
from policy_index.embedding import Embedder
from policy_index.index import store
from policy_index.known_questions import KnownQuestions, most_alike, words_of
from policy_index.ranking import Ranking
from policy_index.tokens import query_weights

_log = logging.getLogger(__name__)

CANDIDATES = 200

# How many of the first clauses may be the ones that treat a matter.
_TREATED_BY = 3


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
        self,
        collection: Collection,
        index: store.StoredIndex,
        embedder: Embedder,
        known: KnownQuestions,
    ) -> None:
        self._collection = collection
        self._index = index
        self._known = known
        self._ranking = Ranking(collection)
        self._row = {(c.document, c.path): row for row, c in enumerate(collection.clauses)}
        self._vector = lru_cache(maxsize=256)(lambda text: embedder.encode_query([text])[0])

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
        known = KnownQuestions.open(collection, embedder, index_dir, notify)
        return cls(collection, index, embedder, known)

    def search(self, query: str, *, cities: Sequence[str] = (), limit: int = 10) -> list[Hit]:
        """The best ``limit`` clauses, best first; equal ones in the order of document and path.

        ``cities``: the places that are meant, else those that the query names. Clauses of other
        cities are put back, the province's only a little unless it is named.
        """
        question = self._read(query, cities)
        likeness = self._known.likeness(self._vector(words_of(question.text)))
        found = self._index.candidates(
            self._vector(question.text),
            query_weights(question.subject),
            [*self._ranking.pools(question.places), most_alike(likeness)],
            CANDIDATES,
        )
        score = self._ranking.score(question, found, likeness)
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
        words = fact_words(self._collection.document(clause.document), question.facts)
        return closest_sentences(question, clause, similarities, words)[:most]

    def answerability(self, query: str, hits: Sequence[Hit]) -> float:
        """Probability, 0 to 1, that the first of ``hits`` answers the query at all.

        0 when there is no hit, or when all the places that the query names are ones that no
        document covers.
        """
        if not hits or not self.covers(query):
            return 0.0
        return probability(self.signals(query, hits), self.vector(query))

    def vector(self, query: str) -> store.Vector:
        """The vector of the query as it is read, shape (dimension,)."""
        vector: store.Vector = self._vector(self._read(query).text)
        return vector

    def encode(self, text: str) -> store.Vector:
        """The vector of a text as it is, shape (dimension,); of unit length."""
        vector: store.Vector = self._vector(text)
        return vector

    def covers(self, query: str) -> bool:
        """False when all the places that the query names are ones that no document covers."""
        places = self._read(query).places
        return not places or bool(set(places) & set(self._collection.cities))

    def signals(self, query: str, hits: Sequence[Hit]) -> Signals:
        """What the probability is computed from."""
        texts = [hit.clause.text for hit in hits[:_TREATED_BY]]
        question = self._read(query)
        company = self._known.company(self._vector(words_of(question.text)))
        return signals(question, texts, hits[0].dense, company)

    def _read(self, query: str, cities: Sequence[str] = ()) -> Asked:
        return asked.read(query, cities=cities, covered=self._collection.cities)
