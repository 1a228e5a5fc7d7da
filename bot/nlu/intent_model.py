"""Which intent a message has: regularised least squares on two kernels, with probabilities.

The first kernel compares sentence vectors (Gaussian, on the sphere), the second n-grams (linear).
Both the weights and what the model would say of each training message without having seen it have
a closed form (Rifkin and Lippert, "Notes on Regularized Least Squares", 2007), so that the
probabilities can be fitted on messages that are as good as unseen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix

from bot.nlu.ngrams import NgramSpace

Array = npt.NDArray[np.float64]
Vectors = npt.NDArray[np.float32]

SHARPNESS = 2.0
"""Of the Gaussian kernel: exp(-SHARPNESS * (1 - cosine))."""
NGRAM_SHARE = 0.4
"""The weight of the n-grams' kernel beside the vectors'."""
RIDGE = 0.15


@dataclass(frozen=True)
class IntentModel:
    """A trained model; `temperature` turns scores into probabilities."""

    intents: tuple[str, ...]
    space: NgramSpace
    ngram_weights: Vectors
    """Shape (n-grams, intents)."""
    centre: Vectors
    examples: Vectors
    """The training messages' centred vectors of length 1, shape (messages, 384)."""
    example_weights: Vectors
    """Shape (messages, intents)."""
    temperature: float

    def probabilities(self, text: str, vector: Vectors) -> Vectors:
        """One for each intent; they add up to 1."""
        likely: Vectors = softmax(self.scores(text, vector) / self.temperature)
        return likely

    def scores(self, text: str, vector: Vectors) -> Vectors:
        """About 1 for the intent that it is and -1 for the others."""
        places, weights = self.space.weigh(text)
        cosines = self.examples @ _centred(vector[np.newaxis], self.centre)[0]
        by_meaning = np.exp(SHARPNESS * (cosines - 1)) @ self.example_weights
        scores: Vectors = by_meaning + weights.astype(np.float32) @ self.ngram_weights[places]
        return scores

    def save(self, file: Path) -> None:
        """Write it as arrays."""
        np.savez_compressed(
            file,
            intents=np.array(self.intents),
            ngrams=np.array(list(self.space.places)),
            rarity=self.space.rarity,
            ngram_weights=self.ngram_weights,
            centre=self.centre,
            examples=self.examples,
            example_weights=self.example_weights,
            temperature=np.array(self.temperature),
        )

    @classmethod
    def load(cls, file: Path) -> IntentModel:
        """Read what `save` wrote."""
        with np.load(file, allow_pickle=False) as data:
            ngrams = {str(ngram): place for place, ngram in enumerate(data["ngrams"])}
            return cls(
                intents=tuple(map(str, data["intents"])),
                space=NgramSpace(ngrams, data["rarity"]),
                ngram_weights=data["ngram_weights"],
                centre=data["centre"],
                examples=data["examples"],
                example_weights=data["example_weights"],
                temperature=float(data["temperature"]),
            )


@dataclass(frozen=True)
class Trained:
    """The model, and for each training message its scores as if it had been left out."""

    model: IntentModel
    left_out: Array


def train(
    texts: Sequence[str],
    intents: Sequence[str],
    vectors: Vectors,
    ngram_share: float = NGRAM_SHARE,
) -> Trained:
    """Fit to messages with their intents and sentence vectors."""
    names = sorted(set(intents))
    wanted = np.array([names.index(intent) for intent in intents])
    centre = vectors.mean(axis=0)
    examples = _centred(vectors, centre)
    space = NgramSpace.of(texts)
    rows = weigh_all(space, texts)
    kernel = np.exp(SHARPNESS * (examples @ examples.T - 1)).astype(np.float64)
    kernel += ngram_share * (rows @ rows.T).toarray()
    # A message of a rare intent counts for more, by the square root of how rare it is.
    kernel[np.diag_indices_from(kernel)] += RIDGE * np.sqrt(
        np.bincount(wanted)[wanted] * len(names) / len(wanted)
    )
    targets = np.where(wanted[:, np.newaxis] == np.arange(len(names)), 1.0, -1.0)
    inverse = cho_solve(cho_factor(kernel, overwrite_a=True), np.eye(len(texts)))
    weights = inverse @ targets
    left_out = targets - weights / inverse.diagonal()[:, np.newaxis]
    model = IntentModel(
        tuple(names),
        space,
        (ngram_share * (rows.T @ weights)).astype(np.float32),
        centre,
        examples,
        weights.astype(np.float32),
        temperature(left_out, wanted),
    )
    return Trained(model, left_out)


def temperature(scores: Array, wanted: npt.NDArray[np.int64]) -> float:
    """What to divide scores by so that their softmax is the most likely (Guo et al., 2017)."""

    def surprise(logarithm: float) -> float:
        likely = softmax(scores / np.exp(logarithm))[np.arange(len(wanted)), wanted]
        return float(-np.log(np.maximum(likely, 1e-12)).mean())

    return float(np.exp(minimize_scalar(surprise, bounds=(-5, 2), method="bounded").x))


def weigh_all(space: NgramSpace, texts: Sequence[str]) -> csr_matrix:
    """Shape (messages, n-grams)."""
    weighed = [space.weigh(text) for text in texts]
    ends = np.cumsum([0, *(len(places) for places, _ in weighed)])
    places = np.concatenate([places for places, _ in weighed])
    weights = np.concatenate([weights for _, weights in weighed])
    return csr_matrix((weights, places, ends), shape=(len(texts), len(space.places)))


def _centred(vectors: Vectors, centre: Vectors) -> Vectors:
    """All E5 vectors lie near one direction; what tells them apart is what is left without it."""
    moved = vectors - centre
    unit: Vectors = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
    return unit


def softmax(scores: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Numbers between 0 and 1 along the last axis, which add up to 1."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: npt.NDArray[Any] = powers / powers.sum(axis=-1, keepdims=True)
    return shares
