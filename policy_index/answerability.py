"""How probable it is that the collection answers a question at all.

A support vector machine (Cortes and Vapnik 1995) with a Gaussian kernel, on a few signals of the
search and on the vector of the question itself: a new question is held against questions with and
without an answer, so that it counts what is asked (papers to hand in, telephone numbers, days until
the money comes) and of which matter. Its margin is made a probability by a logistic curve (Platt
1999). All of it is data: ``python -m benchmarks.answerability`` writes it from questions with and
without an answer.
"""

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
MODEL = Path(__file__).with_name("answerability.npz")

Floats = np.ndarray[Any, np.dtype[np.float32]]


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


@dataclass(frozen=True)
class Model:
    """``support`` (n, features): the questions that are held against a new one, features scaled;
    ``weights`` (n,): positive for those with an answer; ``mean``, ``scale`` (features,): what
    scales the features, which are the signals and then the vector; ``gamma``: how fast likeness
    fades; ``curve``: slope and intercept of the logit over the margin; ``threshold``: the
    probability from which on a question counts as answered."""

    support: Floats
    weights: Floats
    mean: Floats
    scale: Floats
    bias: float
    gamma: float
    curve: tuple[float, float]
    threshold: float

    def probability(self, features: np.ndarray[Any, np.dtype[Any]]) -> Floats:
        """Of questions with ``features`` (questions, features): shape (questions,), 0 to 1."""
        scaled = (features.astype(np.float32) - self.mean) / self.scale
        distance = (
            (scaled**2).sum(1)[:, None] + (self.support**2).sum(1) - 2 * scaled @ self.support.T
        )
        margin = np.exp(-self.gamma * distance) @ self.weights + self.bias
        slope, intercept = self.curve
        found: Floats = 1 / (1 + np.exp(-np.clip(slope * margin + intercept, -60, 60)))
        return found

    def save(self, path: Path) -> None:
        """Write the file; halves of 32 bits are exact enough for the support."""
        numbers = [self.bias, self.gamma, *self.curve, self.threshold]
        np.savez_compressed(
            path,
            support=self.support.astype(np.float16),
            weights=self.weights,
            mean=self.mean,
            scale=self.scale,
            numbers=np.array(numbers),
        )


def load(path: Path = MODEL) -> Model:
    """What ``Model.save`` wrote."""
    with np.load(path) as stored:
        bias, gamma, slope, intercept, threshold = (float(each) for each in stored["numbers"])
        return Model(
            stored["support"].astype(np.float32),
            stored["weights"].astype(np.float32),
            stored["mean"].astype(np.float32),
            stored["scale"].astype(np.float32),
            bias,
            gamma,
            (slope, intercept),
            threshold,
        )


def probability(signals: Signals, vector: Vector) -> float:
    """0 to 1, by the stored model; ``vector``: the question's."""
    features = np.concatenate([list(asdict(signals).values()), vector])
    return float(_stored().probability(features[None])[0])


def threshold() -> float:
    """The probability from which on a question counts as answered."""
    return _stored().threshold


@lru_cache(maxsize=1)
def _stored() -> Model:
    return load()
