"""How probable it is that the collection answers a question at all.

A logistic regression on a few signals of the search. Its coefficients, and the probability from
which on a question counts as answered, are data: ``python -m benchmarks.answerability`` writes them
from questions with and without an answer.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from policy_index.answer_types import kinds_in
from policy_index.asked import Asked
from policy_index.details import leaves_out, leaves_untreated
from policy_index.thesaurus import written_words
from policy_index.tokens import coverage, has_chinese, without_places

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
    · ``foreign``: 1 for a question without Chinese characters.
    """

    dense: float
    coverage: float
    written: float
    missing: float
    details: float
    matters: float
    foreign: float


def signals(question: Asked, texts: Sequence[str], dense: float) -> Signals:
    """``texts``: of the first clauses, best first, at least one; ``dense``: the first one's."""
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
    )


def probability(signals: Signals) -> float:
    """0 to 1, by the logistic model whose coefficients are stored."""
    weights: dict[str, float] = _stored()["weights"]
    total = weights["intercept"]
    total += sum(weights[name] * value for name, value in asdict(signals).items())
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))


def threshold() -> float:
    """The probability from which on a question counts as answered."""
    return float(_stored()["threshold"])


@lru_cache(maxsize=1)
def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(COEFFICIENTS.read_text("utf-8"))
    return stored
