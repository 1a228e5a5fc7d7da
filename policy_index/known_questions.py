"""Questions of which it is known whether, and by which clause, they are answered.

``policies/<id>/questions.yml``: by the path of the clause that answers

    三、（三）:
      - 找银行借钱利息压得喘不过气，能帮我们出一点吗

``policies/unanswered.yml``: what none of the documents answers, by kind. People say the same thing
in words that no clause has; a question that was understood once is found again by its likeness to
a new one. Policy officers add what callers really asked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from policy_index.collection import Collection
from policy_index.embedding import Embedder
from policy_index.errors import PolicyError
from policy_index.fusion import Scores, min_max
from policy_index.index.arrays import Mask, Rows, Vector, Vectors
from policy_index.index.embedded import Embedded
from policy_index.strict_yaml import read_yaml
from policy_index.text import normalize
from policy_index.tokens import without_places

FILE = "questions.yml"
UNANSWERED = "unanswered.yml"

# Cosines of two questions: nine of ten that have nothing in common are below UNLIKE, and from SURE
# on they ask the same.
UNLIKE = 0.5
SURE = 0.8

_WORTH_RANKING = 20

# 2024年那份文件里，… : the document is only where to look.
_IN_DOCUMENT = re.compile(
    r"(?:20\d\d\s*年?的?)?[那这]?[份个]?(?:方案|文件|政策|通知|意见|办法)(?:里面|里头|里|中)[，,]?"
)
_SAME = 0.9999
"""From here on two questions have the same words: a question is not held against itself."""
_NEAREST = (1, 5, 20)


@dataclass(frozen=True)
class KnownQuestion:
    """``row``: that of the clause in the collection which answers it."""

    text: str
    row: int


@dataclass(frozen=True)
class KnownQuestions:
    """``vectors`` (questions, dimension) of the questions without the places that they name;
    ``rows``: the clause of each; ``unanswered``: vectors of those that nothing answers;
    ``clauses``: how many the collection has."""

    vectors: Vectors
    rows: Rows
    unanswered: Vectors
    clauses: int

    @classmethod
    def open(
        cls,
        collection: Collection,
        embedder: Embedder,
        index_dir: Path,
        notify: Callable[[str], None],
    ) -> "KnownQuestions":
        """Read all questions; each is embedded once and kept beside the index."""
        questions = load_questions(collection)
        answered = [words_of(question.text) for question in questions]
        unanswered = [words_of(text) for text in load_unanswered(collection.root)]
        embedded = Embedded(index_dir, f"{embedder.fingerprint} question")
        embedded.add([*answered, *unanswered], embedder.encode_query, notify)
        rows = np.array([question.row for question in questions], dtype=np.int64)
        return cls(
            embedded.vectors([embedded.key(text) for text in answered]),
            rows,
            embedded.vectors([embedded.key(text) for text in unanswered]),
            len(collection.clauses),
        )

    def company(self, vector: Vector) -> tuple[float, ...]:
        """Mean cosine with the nearest 1, 5 and 20 questions that are answered, then with those
        that are not: what company a question is in. 0 where none is known."""
        return (*_nearest(self.vectors, vector), *_nearest(self.unanswered, vector))

    def likeness(self, vector: Vector) -> Scores:
        """Cosine of a question with the most alike known one of each clause, shape (clauses,);
        NaN for a clause of which none is known."""
        best: Scores = np.full(self.clauses, -np.inf)
        if len(self.rows):
            np.maximum.at(best, self.rows, (self.vectors @ vector).astype(np.float64))
        return np.where(np.isneginf(best), np.nan, best)


def words_of(question: str) -> str:
    """What is compared of a question: a place or a document says where, not what is asked."""
    return _IN_DOCUMENT.sub("", without_places(normalize(question))).strip()


def _nearest(vectors: Vectors, vector: Vector) -> list[float]:
    if not len(vectors):
        return [0.0] * len(_NEAREST)
    cosines = vectors @ vector
    ordered = np.sort(cosines[cosines < _SAME])[::-1]
    return [float(ordered[:count].mean()) if len(ordered) else 0.0 for count in _NEAREST]


def most_alike(likeness: Scores) -> Mask:
    """The clauses worth ranking for their known questions, shape (clauses,)."""
    worth: Mask = np.zeros(len(likeness), dtype=np.bool_)
    order = np.argsort(-np.nan_to_num(likeness, nan=-np.inf), kind="stable")[:_WORTH_RANKING]
    worth[order] = ~np.isnan(likeness[order])
    return worth


def assurance(likeness: Scores, dense: Scores) -> Scores:
    """0 to 1: how sure the known questions are of each candidate; both of shape (candidates,).

    A clause of which no question is known is taken to be as sure as its similarity lets expect,
    so that a document that is new does not stand back behind those that are known.
    """
    unknown = np.isnan(likeness)
    sure = np.clip((np.nan_to_num(likeness) - UNLIKE) / (SURE - UNLIKE), 0.0, 1.0)
    best = float(sure[~unknown].max()) if not unknown.all() else 0.0
    return np.where(unknown, min_max(dense) * best, sure)


def load_questions(collection: Collection) -> list[KnownQuestion]:
    """The known questions of all documents; a document without the file has none.

    Raises PolicyError naming the file and the clause if one is not there, if a question is no
    text, or if it stands twice under one clause.
    """
    rows = {(each.document, each.path): row for row, each in enumerate(collection.clauses)}
    found: list[KnownQuestion] = []
    for document in collection.documents:
        path = collection.root / document / FILE
        if path.is_file():
            for clause, questions in _entries(path):
                if (document, clause) not in rows:
                    raise PolicyError(f"{path}: {document} has no clause {clause!r}")
                row = rows[document, clause]
                found += [KnownQuestion(text, row) for text in _checked(path, clause, questions)]
    return found


def load_unanswered(root: Path) -> list[str]:
    """The questions of ``root/unanswered.yml``, none if there is no such file.

    Raises PolicyError if it is not a list of questions under each kind.
    """
    path = root / UNANSWERED
    entries = _entries(path) if path.is_file() else []
    return [text for kind, questions in entries for text in _checked(path, kind, questions)]


def _entries(path: Path) -> list[tuple[str, Any]]:
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise PolicyError(f"{path}: must be lists of questions, each under its clause or kind")
    return [(str(clause), questions) for clause, questions in raw.items()]


def _checked(path: Path, clause: str, questions: Any) -> Sequence[str]:
    are_texts = isinstance(questions, list) and all(
        isinstance(text, str) and text.strip() for text in questions
    )
    if not are_texts:
        raise PolicyError(f"{path}: {clause}: must be a list of questions")
    if len(set(questions)) < len(questions):
        twice = next(text for text in questions if questions.count(text) > 1)
        raise PolicyError(f"{path}: {clause}: stands twice: {twice}")
    return list(questions)
