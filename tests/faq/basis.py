"""What right answers stand on: clauses and measures, each with a digest of its words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from actions.subsidy.entries import read_entries
from actions.subsidy.loader import measures_file
from policy_index.clauses import Clause
from policy_index.collection import Collection
from tests.faq.cases import ClauseKey
from tests.faq.checks import DocumentName, comparable

_DIGEST_LENGTH = 12


@dataclass(frozen=True)
class Basis:
    """The clauses of a collection, and its measures as they are written, by id."""

    collection: Collection
    measures: Mapping[str, Mapping[str, Any]]

    @classmethod
    def load(cls, collection: Collection | None = None) -> Basis:
        """The collection of this project unless another is given. Raises PolicyError."""
        collection = collection or Collection.load()
        return cls(collection, {entry["id"]: entry for entry in _entries(collection)})

    @cached_property
    def names(self) -> Mapping[str, DocumentName]:
        """How texts name the documents, by document id."""
        documents = self.collection.documents
        return {id_: DocumentName(one.title, one.number) for id_, one in documents.items()}

    def clause(self, key: ClauseKey) -> Clause | None:
        """The clause of that key, whatever the brackets of its path."""
        return self._clauses.get(comparable(key))

    def clause_digest(self, key: ClauseKey) -> str | None:
        """Of the clause's words; None if there is no such clause."""
        clause = self.clause(key)
        return None if clause is None else _digest(clause.text)

    def measure_digest(self, measure: str) -> str | None:
        """Of the measure's entry, whatever the order of its keys; None if there is none."""
        entry = self.measures.get(measure)
        return None if entry is None else _digest(json.dumps(entry, sort_keys=True, default=str))

    def topics(self, key: ClauseKey) -> tuple[str, ...]:
        """The topics of the measures that stand on the clause."""
        clause = self.clause(key)
        if clause is None:
            return ()
        return tuple(dict.fromkeys(self._topics_of.get((clause.document, clause.path), ())))

    @cached_property
    def _clauses(self) -> Mapping[ClauseKey, Clause]:
        return {
            comparable(ClauseKey(clause.document, clause.path)): clause
            for clause in self.collection.clauses
        }

    @cached_property
    def _topics_of(self) -> Mapping[tuple[str, str], list[str]]:
        topics: dict[tuple[str, str], list[str]] = {}
        for measure, entry in self.measures.items():
            key = (measure.partition("/")[0], entry["clause"])
            topics.setdefault(key, []).extend(entry.get("topics", ()))
        return topics


def _entries(collection: Collection) -> Iterator[Mapping[str, Any]]:
    """The usable entries; `python -m actions.subsidy check` tells what is wrong with the others."""
    for document in collection.documents:
        path = measures_file(collection, document)
        if not path.exists():
            continue
        for entry in read_entries(path).entries:
            if isinstance(entry.raw, dict) and {"id", "clause"} <= entry.raw.keys():
                yield entry.raw


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGEST_LENGTH]
