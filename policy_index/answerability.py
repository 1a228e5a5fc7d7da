"""How probable it is that the collection answers a question at all.

A logistic regression on a few signals of the search and on the vector of the question itself: what
the documents leave out (papers to hand in, telephone numbers, days until the money comes) is asked
in like words whatever the matter. Its coefficients, and the probability from which on a question
counts as answered, are data: ``python -m benchmarks.answerability`` writes them from questions with
and without an answer.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from policy_index.answer_types import kinds_in
from policy_index.asked import Asked
from policy_index.details import leaves_out, leaves_untreated
from policy_index.index.arrays import Vector
from policy_index.thesaurus import written_words
from policy_index.tokens import coverage, has_chinese, without_places

_COMPANY = [f"{side}_{count}" for side in ("answered", "unanswered") for count in (1, 5, 20)]
COEFFICIENTS = Path(__file__).with_name("answerability.json")


@dataclass(frozen=True)
class Signals:
    """What the search tells about its best hits.

    Of the first: ``dense``: its cosine · ``coverage``: share of the question's words in it ·
    ``written``: share in it of the documents' words for what the question says · ``missing``: 1
    when the question waits for a kind of words (a sum, a date) that it does not have ·
    ``details``: 1 when it asks for a detail (papers to hand in, a telephone number, what the title
    takes) that it does not state.
    ``matters``: 1 when the question names a matter of other policies that none of the first treats
    · ``foreign``: 1 for a question without Chinese characters · ``answered_*``, ``unanswered_*``:
    mean likeness to the nearest 1, 5 and 20 known questions with and without an answer.
    """

    dense: float
    coverage: float
    written: float
    missing: float
    details: float
    matters: float
    foreign: float
    answered_1: float
    answered_5: float
    answered_20: float
    unanswered_1: float
    unanswered_5: float
    unanswered_20: float


def signals(
    question: Asked, texts: Sequence[str], dense: float, company: Sequence[float]
) -> Signals:
    """``texts``: of the first clauses, best first, at least one; ``dense``: the first one's;
    ``company``: ``KnownQuestions.company`` of the question."""
    first, subject = texts[0], without_places(question.text)
    return Signals(
        dense=dense,
        coverage=coverage(subject, first),
        written=coverage(" ".join(written_words(question.text)), first),
        missing=float(bool(question.kinds) and not kinds_in(first, question.kinds)),
        # What the facts of a document answer is no detail that it leaves out.
        details=float(not question.facts and leaves_out(first, question.request)),
        matters=float(leaves_untreated("".join(texts), question.request)),
        foreign=float(not has_chinese(subject)),
        **dict(zip(_COMPANY, company, strict=True)),
    )


def probability(signals: Signals, vector: Vector) -> float:
    """0 to 1, by the logistic model whose coefficients are stored; ``vector``: the question's."""
    stored = _stored()
    weights: dict[str, float] = stored["weights"]
    total = weights["intercept"]
    total += sum(weights[name] * value for name, value in asdict(signals).items())
    total += float(np.dot(stored["vector"], vector))
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))


def threshold() -> float:
    """The probability from which on a question counts as answered."""
    return float(_stored()["threshold"])


@lru_cache(maxsize=1)
def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(COEFFICIENTS.read_text("utf-8"))
    return stored
