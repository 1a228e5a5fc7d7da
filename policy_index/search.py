"""Finding the clauses that answer a question.

dense    mean of the similarity of the whole clause and of its best sentence (E5, faiss)
lexical  BM25 over words and bigrams, with the documents' words for everyday ones
score    fusion.fuse(dense, lexical), less what a clause of another place or year loses, and
         with what it gains if it has the kind of words that the question waits for
"""

import logging
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import faiss
import numpy as np

from policy_index.answer_types import (
    asked_types,
    asks_term,
    asks_who,
    candidate_sentences,
    kinds_in,
)
from policy_index.answerability import Signals, probability
from policy_index.clauses import PREAMBLE, Clause
from policy_index.collection import Collection
from policy_index.documents import Document
from policy_index.embedding import Embedder
from policy_index.fusion import Scores, fuse, max_scaled, min_max
from policy_index.index import store
from policy_index.places import find_places
from policy_index.text import normalize
from policy_index.thesaurus import written_words
from policy_index.tokens import coverage, has_chinese, query_weights, without_places

_log = logging.getLogger(__name__)

PROVINCE = "广东"
CANDIDATES = 200
OTHER_CITY = 0.35
PROVINCE_UNASKED = 0.1
OTHER_YEAR = 0.35
RIGHT_KIND = 0.1
HOLDS_TERM = 0.3
SENTENCE_THESAURUS = 0.6
SENTENCE_RIGHT_KIND = 0.5

_OVERLAP_FLOOR = 0.2

# 2024年那份方案, the 2024 plan; not 到2024年, nor the end of a span 2022—2024.
_DOCUMENT_YEAR = re.compile(
    r"(?<![到至—~\-])(20\d\d)\s*年?[^，。？！；,.?!;]{0,8}?"
    r"(?:方案|文件|政策|通知|意见|办法|plan|policy|document|scheme|notice)",
    re.IGNORECASE,
)
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


@dataclass(frozen=True)
class _Query:
    text: str
    places: tuple[str, ...]
    years: tuple[int, ...]


class Searcher:
    """Searches one collection; open it once and keep it. Reads only, so threads may share it."""

    def __init__(
        self, collection: Collection, index: store.StoredIndex, embedder: Embedder
    ) -> None:
        # A second OpenMP thread makes a single query slower, and a busy machine much slower.
        faiss.omp_set_num_threads(1)
        self._collection = collection
        self._index = index
        documents = [collection.document(clause.document) for clause in collection.clauses]
        self._cities = np.array([document.city for document in documents])
        self._years = np.array([_year_of(document) or 0 for document in documents])
        self._holds_term = np.array(
            [
                _holds_term(clause, document)
                for clause, document in zip(collection.clauses, documents, strict=True)
            ]
        )
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
        return cls(collection, index, embedder)

    def search(self, query: str, *, cities: Sequence[str] = (), limit: int = 10) -> list[Hit]:
        """The best ``limit`` clauses, best first; equal ones in the order of document and path.

        ``cities``: the places that are meant, else those that the query names. Clauses of other
        cities are put back, the province's only a little unless it is named.
        """
        asked = _read(query, cities)
        found = self._index.candidates(
            self._vector(asked.text),
            query_weights(_without_document_year(asked.text)),
            self._pools(asked.places),
            CANDIDATES,
        )
        score = fuse(found.dense, found.lexical) + self._gain(asked.text, found.rows)
        score -= self._place_loss(asked.places)[found.rows]
        score -= self._year_loss(asked.years, asked.places)[found.rows]
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
        text = _read(query).text
        candidates = candidate_sentences(clause, who=asks_who(text))
        row = self._collection.clauses.index(clause)
        similarities = self._index.sentence_similarities(self._vector(text), row)
        dense = np.array([similarities[number] for number, _ in candidates])
        asked, written = without_places(text), " ".join(written_words(text))
        lexical = np.array(
            [
                coverage(asked, sentence) + SENTENCE_THESAURUS * coverage(written, sentence)
                for _, sentence in candidates
            ]
        )
        kinds = asked_types(text)
        right = np.array([kinds_in(sentence, kinds) for _, sentence in candidates])
        score = min_max(dense) + max_scaled(lexical, _OVERLAP_FLOOR) + SENTENCE_RIGHT_KIND * right
        return [candidates[row][1] for row in np.argsort(-score, kind="stable")[:most]]

    def answerability(self, query: str, hits: Sequence[Hit]) -> float:
        """Probability, 0 to 1, that the first of ``hits`` answers the query at all.

        0 when there is no hit, or when all the places that the query names are ones that no
        document covers.
        """
        places = _read(query).places
        if not hits or (places and not set(places) & set(self._collection.cities)):
            return 0.0
        return probability(self.signals(query, hits[0]))

    def signals(self, query: str, best: Hit) -> Signals:
        """What the probability is computed from."""
        text = _read(query).text
        asked, kinds = without_places(text), asked_types(text)
        return Signals(
            dense=best.dense,
            lexical=math.log1p(best.lexical),
            coverage=coverage(asked, best.clause.text),
            written=coverage(" ".join(written_words(text)), best.clause.text),
            missing=float(bool(kinds) and not kinds_in(best.clause.text, kinds)),
            foreign=float(not has_chinese(asked)),
        )

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

    def _gain(self, text: str, rows: store.Rows) -> Scores:
        """What the clauses of ``rows`` gain by having the kind of words the question waits for."""
        gain = HOLDS_TERM * self._holds_term[rows] if asks_term(text) else np.zeros(len(rows))
        if kinds := asked_types(text):
            right = [kinds_in(self._collection.clauses[int(row)].text, kinds) > 0 for row in rows]
            gain = np.maximum(gain, RIGHT_KIND * np.array(right))
        return gain


def _read(query: str, cities: Sequence[str] = ()) -> _Query:
    """Normalised, Latin place names written in Chinese, with the places and years it names.

    ``cities`` stand in the question's place names' stead: 那湛江呢 is asked with the words of the
    question about 广州.
    """
    text = normalize(query)
    years = tuple(int(year) for year in _DOCUMENT_YEAR.findall(text))
    if cities:
        return _Query(f"{'、'.join(cities)}{without_places(text)}", tuple(cities), years)
    mentions = find_places(text)
    for mention in reversed(mentions):
        if text[mention.start : mention.end].isascii():
            text = f"{text[: mention.start]}{mention.name}{text[mention.end :]}"
    return _Query(text, tuple(dict.fromkeys(mention.name for mention in mentions)), years)


def _without_document_year(text: str) -> str:
    """The year that names a document says which one, like a place, and not what is asked."""
    return _DOCUMENT_YEAR.sub(
        lambda match: match.group().removeprefix(match[1]).lstrip("年 "), text
    )


def _year_of(document: Document) -> int | None:
    """The year that people call a document by: its number's, else that of its first date."""
    if document.number and (year := _YEAR.search(document.number)):
        return int(year.group())
    dates = [document.issued, document.printed, document.published]
    return next((date.year for date in dates if date), None)


def _holds_term(clause: Clause, document: Document) -> bool:
    """Is this the clause to read when asked whether the document holds? The one that prints its
    term; where none is printed, the one that prints its title and dates."""
    if document.term is None:
        return clause.path == PREAMBLE
    return document.term.words[0] in clause.text
