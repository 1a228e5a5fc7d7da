"""The collection: every document of ``policies/`` and its clauses."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from policy_index.artefacts import index_folder
from policy_index.clause_cache import parse_all
from policy_index.clauses import Clause
from policy_index.documents import Document, load_document
from policy_index.errors import PolicyError, UnknownClause, UnknownDocument

POLICIES = Path(__file__).resolve().parent.parent / "policies"

PROVINCE = "广东"
"""The jurisdiction whose documents hold in all its cities."""

_CLOSING, _LONGEST_TITLE = re.compile("》"), 200

_NAMED = 10
"""How many ids, those most like it, are named to who asks for one that there is not."""


@dataclass(frozen=True)
class Collection:
    """Documents by id, and all clauses in the order of the documents' ids and of their texts."""

    root: Path
    documents: Mapping[str, Document]
    clauses: Sequence[Clause]
    digest: str

    @classmethod
    def load(cls, root: Path = POLICIES) -> "Collection":
        """Read every folder under ``root``, and parse what was not parsed before; no model is
        needed.

        Raises PolicyError if there is none, a file is wrong, or a path stands twice in a document.
        """
        folders = sorted(path.parent for path in root.glob("*/document.yml"))
        if not folders:
            raise PolicyError(f"{root}: no policy here (a folder with a document.yml)")
        documents = {folder.name: load_document(folder) for folder in folders}
        sources = {document.id: document.source for document in documents.values()}
        clauses = parse_all(sources, index_folder())
        _refuse_duplicate_paths(clauses)
        return cls(root, documents, clauses, _digest(folders))

    @cached_property
    def cities(self) -> tuple[str, ...]:
        """The jurisdictions that the collection covers, e.g. 广东, 广州, 江门, 湛江."""
        return tuple(sorted({document.city for document in self.documents.values()}))

    def document(self, document_id: str) -> Document:
        """Raises UnknownDocument."""
        try:
            return self.documents[document_id]
        except KeyError:
            like = sorted(get_close_matches(document_id, self.documents, n=_NAMED, cutoff=0))
            known = ", ".join(like)
            if (more := len(self.documents) - len(like)) > 0:
                known += f" and {more} more"
            raise UnknownDocument(f"no document {document_id!r}; there are: {known}") from None

    def named_in(self, text: str) -> list[Document]:
        """The documents that the text names by their whole title, in 《》."""
        named = {}
        for opening in re.finditer("《", text):
            start = opening.end()
            closings = _CLOSING.finditer(text, start, start + _LONGEST_TITLE)
            for title in (text[start : closing.start()] for closing in closings):
                named.update({each.id: each for each in self._by_title.get(title, ())})
        return list(named.values())

    def clause(self, document_id: str, path: str) -> Clause:
        """Raises UnknownDocument or UnknownClause."""
        self.document(document_id)
        try:
            return self._by_key[document_id, path]
        except KeyError:
            raise UnknownClause(f"{document_id} has no clause {path!r}") from None

    @cached_property
    def _by_title(self) -> dict[str, list[Document]]:
        titles = dict[str, list[Document]]()
        for document in self.documents.values():
            titles.setdefault(document.title, []).append(document)
        return titles

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], Clause]:
        return {(clause.document, clause.path): clause for clause in self.clauses}


def _refuse_duplicate_paths(clauses: Sequence[Clause]) -> None:
    seen = set[tuple[str, str]]()
    for clause in clauses:
        key = (clause.document, clause.path)
        if key in seen:
            raise PolicyError(f"{clause.document}: the path {clause.path} stands twice")
        seen.add(key)


def _digest(folders: Sequence[Path]) -> str:
    """sha256 over what clauses are read from; measures are not part of it."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if path.name == "document.yml" or path.stem == "source":
                digest.update(f"{folder.name}/{path.name}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
