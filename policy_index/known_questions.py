"""Questions that are known to be answered by a clause: ``policies/<id>/questions.yml``.

    三、（三）:
      - 找银行借钱利息压得喘不过气，能帮我们出一点吗

People say the same thing in words that no clause has; a question that was understood once is found
again by its likeness to a new one. Policy officers add what callers really asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policy_index.collection import Collection
from policy_index.errors import PolicyError
from policy_index.strict_yaml import read_yaml

FILE = "questions.yml"


@dataclass(frozen=True)
class KnownQuestion:
    """``row``: that of the clause in the collection which answers it."""

    text: str
    row: int


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


def _entries(path: Path) -> list[tuple[str, Any]]:
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise PolicyError(f"{path}: must map each clause's path to a list of questions")
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
