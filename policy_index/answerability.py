"""How probable it is that the collection answers a question at all.

A logistic regression on a few signals of the search. Its coefficients are data, written by
``python -m benchmarks.answerability`` from questions with and without an answer.
"""

import json
import math
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from policy_index.answer_types import kinds_in
from policy_index.asked import Asked
from policy_index.clauses import Clause
from policy_index.thesaurus import written_words
from policy_index.tokens import coverage, has_chinese, without_places

COEFFICIENTS = Path(__file__).with_name("answerability.json")


@dataclass(frozen=True)
class Signals:
    """What the search tells about its best hit.

    ``dense``: its cosine · ``lexical``: log(1 + its BM25) · ``coverage``: share of the question's
    words in it · ``written``: share in it of the documents' words for what the question says ·
    ``missing``: 1 when the question waits for a kind of words (a sum, a date, a telephone number)
    that it does not have · ``foreign``: 1 for a question without Chinese characters.
    """

    dense: float
    lexical: float
    coverage: float
    written: float
    missing: float
    foreign: float


def signals(question: Asked, clause: Clause, dense: float, lexical: float) -> Signals:
    """The signals of the clause that was found first."""
    subject = without_places(question.text)
    return Signals(
        dense=dense,
        lexical=math.log1p(lexical),
        coverage=coverage(subject, clause.text),
        written=coverage(" ".join(written_words(question.text)), clause.text),
        missing=float(bool(question.kinds) and not kinds_in(clause.text, question.kinds)),
        foreign=float(not has_chinese(subject)),
    )


def probability(signals: Signals) -> float:
    """0 to 1, by the logistic model whose coefficients are stored."""
    weights = _coefficients()
    total = weights["intercept"]
    total += sum(weights[name] * value for name, value in asdict(signals).items())
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))


@lru_cache(maxsize=1)
def _coefficients() -> dict[str, float]:
    stored: dict[str, float] = json.loads(COEFFICIENTS.read_text("utf-8"))["weights"]
    return stored
