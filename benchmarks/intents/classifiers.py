"""The classifier that is shipped and the usual ones, each on n-grams, on vectors, on both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from scipy.sparse import csr_matrix, hstack
from sklearn.calibration import CalibratedClassifierCV
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC

from benchmarks.intents.messages import Messages
from bot.nlu import intent_model
from bot.nlu.ngrams import NgramSpace

VECTOR_LENGTH = 10.0
"""Vectors of length 1 lie so close together that a regularised classifier would not hear them."""

Predict = Callable[[Messages], list[str]]
Fit = Callable[[Messages], Predict]

FEATURES = ("n-grams", "vectors", "both")


def rows() -> Iterator[tuple[str, str, Fit]]:
    """Classifier, features, how to fit it."""
    for features in FEATURES:
        yield "logistic regression", features, _of_sklearn(_logistic, features)
    for features in FEATURES:
        yield "linear SVM, Platt's probabilities", features, _of_sklearn(_svm, features)
    for features in FEATURES:
        yield "**least squares on kernels**", features, _of_kernels(features)


def _logistic() -> OneVsRestClassifier:
    return OneVsRestClassifier(LogisticRegression(C=3, solver="liblinear", class_weight="balanced"))


def _svm() -> CalibratedClassifierCV:
    return CalibratedClassifierCV(LinearSVC(C=0.1, class_weight="balanced"), ensemble=False, cv=3)


def _of_sklearn(classifier: Callable[[], Any], features: str) -> Fit:
    def fit(training: Messages) -> Predict:
        space = NgramSpace.of(training.texts)

        def table(messages: Messages) -> csr_matrix:
            ngrams = intent_model.weigh_all(space, messages.texts) * 4
            vectors = csr_matrix(messages.vectors * VECTOR_LENGTH)
            return {"n-grams": ngrams, "vectors": vectors}.get(
                features, hstack([ngrams, vectors]).tocsr()
            )

        fitted = classifier().fit(table(training), training.intents)
        return lambda messages: list(fitted.predict(table(messages)))

    return fit


def _of_kernels(features: str) -> Fit:
    share = {"n-grams": 1.0, "vectors": 0.0}.get(features, intent_model.NGRAM_SHARE)

    def fit(training: Messages) -> Predict:
        # Where all vectors are the same, their kernel is a constant.
        vectors = training.vectors * (features != "n-grams")
        model = intent_model.train(training.texts, training.intents, vectors, share).model
        return lambda messages: [
            model.intents[model.scores(text, vector).argmax()]
            for text, vector in zip(messages.texts, messages.vectors, strict=True)
        ]

    return fit
