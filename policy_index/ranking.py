"""In which order the candidates of a question stand.

score    fusion.fuse(dense, lexical), less what a clause of another place or year loses, and with
         what it gains if it has the kind of words, or prints the fact, that is asked for, or if
         it is known to answer a question like this one
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from policy_index.answer_types import kinds_in
from policy_index.asked import Asked
from policy_index.collection import PROVINCE, Collection
from policy_index.document_facts import fact_words
from policy_index.documents import Document
from policy_index.fusion import Scores, fuse
from policy_index.index.store import Candidates, Mask, Rows
from policy_index.known_questions import assurance

OTHER_CITY = 0.35
PROVINCE_UNASKED = 0.1
OTHER_YEAR = 0.6
RIGHT_KIND = 0.2
PRINTS_FACT = 0.3
KNOWN = 0.6

_ALL = slice(None)
_YEAR = re.compile(r"20\d\d")


class Ranking:
    """Scores clauses of one collection: ``rows`` of it."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        documents = [collection.document(clause.document) for clause in collection.clauses]
        # Cities by number: masks over a million clauses are made for every question.
        self._number = {city: number for number, city in enumerate(collection.cities)}
        self._cities = np.array([self._number[document.city] for document in documents])
        self._years = np.array([_year_of(document) or 0 for document in documents])
        self._issued = {(d.city, _year_of(d)) for d in collection.documents.values()}
        self._printing = lru_cache(maxsize=None)(self._clauses_printing)

    def pools(self, places: Sequence[str]) -> list[Mask | None]:
        """Everything, and the named places with the province for themselves: in a collection of
        many cities theirs would not be among the best of everything."""
        covered = self._covered(places)
        return [None, self._are_of([*covered, PROVINCE])] if covered else [None]

    def score(self, question: Asked, found: Candidates, likeness: Scores) -> Scores:
        """Shape (candidates,); it orders them and means nothing across questions.

        ``likeness``: of the question to the known ones of each clause, shape (clauses,).
        """
        total = fuse(found.dense, found.lexical) + self.gain(question, found.rows)
        total += KNOWN * assurance(likeness[found.rows], found.dense)
        total -= self.place_loss(question, found.rows)
        total -= self.year_loss(question, found.rows)
        return total

    def place_loss(self, question: Asked, rows: Rows) -> Scores:
        """What the clauses of cities that are not named lose, and a little the province's."""
        loss: Scores = np.zeros(len(rows))
        if covered := self._covered(question.places):
            loss[~self._are_of(covered, rows)] = OTHER_CITY
            if PROVINCE not in covered:
                loss[self._are_of([PROVINCE], rows)] = PROVINCE_UNASKED
        return loss

    def year_loss(self, question: Asked, rows: Rows) -> Scores:
        """Clauses of other years' documents, when a document of a named year is there at all."""
        loss: Scores = np.zeros(len(rows))
        places = question.places or self._collection.cities
        if any((place, year) in self._issued for place in places for year in question.years):
            loss[~np.isin(self._years[rows], question.years)] = OTHER_YEAR
        return loss

    def gain(self, question: Asked, rows: Rows) -> Scores:
        """What the clauses of ``rows`` gain by having what the question waits for."""
        gain: Scores = np.zeros(len(rows))
        if question.facts:
            gain += PRINTS_FACT * self._printing(question.facts)[rows]
        if question.kinds:
            texts = [self._collection.clauses[int(row)].text for row in rows]
            right = [kinds_in(text, question.kinds) > 0 for text in texts]
            np.maximum(gain, RIGHT_KIND * np.array(right), out=gain)
        return gain

    def _covered(self, places: Sequence[str]) -> list[str]:
        return [place for place in places if place in self._collection.cities]

    def _are_of(self, cities: Sequence[str], rows: Rows | slice = _ALL) -> Mask:
        numbers = [self._number[city] for city in cities if city in self._number]
        return np.isin(self._cities[rows], numbers)

    def _clauses_printing(self, facts: tuple[str, ...]) -> Mask:
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
