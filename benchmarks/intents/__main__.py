"""Compare the classifiers, measure the shipped one, and write docs/nlu.md with its pictures.

    .venv/bin/python -m benchmarks.intents

Everything is measured without FallbackClassifier: the classifier is measured, not a threshold.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold

from benchmarks.intents import page, pictures
from benchmarks.intents.classifiers import Fit, rows
from benchmarks.intents.messages import HELD_OUT, ROOT, TRAINING, Messages, read
from bot.launch.artefacts import RASA_QUIET
from bot.launch.layout import RASA_ENV, python_of
from bot.nlu import intent_model
from bot.nlu.sentence_vectors import SentenceVectors

FOLDS = 2


def main() -> None:
    """Print each row as soon as it is known."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    network = SentenceVectors()
    start = time.process_time()
    training, held_out = read(TRAINING, network), read(HELD_OUT, network)
    encoding = (time.process_time() - start) / (len(training.texts) + len(held_out.texts))
    vector_ms = _milliseconds(network.encode, held_out.texts[::7])
    table = [page.Row.of(*row) for row in _compared(training, held_out, encoding, vector_ms)]
    rasa = _ask_rasa(held_out.texts)
    table.append(_diet_row(rasa["diet"], held_out))

    trained = intent_model.train(training.texts, training.intents, training.vectors)
    left_out = page.Told.of(
        intent_model.softmax(trained.left_out / trained.model.temperature),
        training.intents,
        trained.model.intents,
    )
    unseen = page.Told.of(
        np.array([*map(trained.model.probabilities, held_out.texts, held_out.vectors)]),
        held_out.intents,
        trained.model.intents,
    )
    pictures.draw_reliability(ROOT / "docs" / "nlu-reliability.svg", left_out, unseen)
    pictures.draw_intents(ROOT / "docs" / "nlu-intents.svg", left_out, unseen)
    page.write(ROOT / "docs" / "nlu.md", table, left_out, unseen, held_out.texts, rasa["shipped"])


def _compared(
    training: Messages, held_out: Messages, encoding: float, vector_ms: float
) -> Iterator[tuple[Any, ...]]:
    """Classifier, features, cross-validated intents, held-out intents, ms, seconds, gold."""
    for classifier, features, fit in rows():
        start = time.process_time()
        predict = fit(training)
        seconds = time.process_time() - start
        single = [held_out.part(np.array([place])) for place in range(0, len(held_out.texts), 7)]
        milliseconds = _milliseconds(predict, single)
        if features != "n-grams":
            milliseconds += vector_ms
            seconds += encoding * len(training.texts)
        crossed = _crossed(training, fit)
        scores = (
            f1_score(training.intents, crossed, average="macro"),
            *_held_out_scores(held_out, predict(held_out)),
        )
        print(classifier, features, *(f"{score:.3f}" for score in scores), flush=True)
        yield classifier, features, *scores, milliseconds, seconds


def _held_out_scores(held_out: Messages, found: Sequence[str]) -> tuple[float, float, float, float]:
    """Macro-F1, that of each half (every other message), accuracy."""
    gold, told = np.array(held_out.intents), np.array(found)
    halves = [f1_score(gold[half::2], told[half::2], average="macro") for half in (0, 1)]
    return f1_score(gold, told, average="macro"), *halves, accuracy_score(gold, told)


def _crossed(training: Messages, fit: Fit) -> list[str]:
    """Each message's intent by a classifier that was fitted without its fold."""
    found = np.array(training.intents, dtype=object)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for kept, left in folds.split(training.texts, training.intents):
        found[left] = fit(training.part(kept))(training.part(left))
    return list(found)


def _diet_row(diet: dict[str, Any], held_out: Messages) -> page.Row:
    scores = _held_out_scores(held_out, diet["intents"])
    return page.Row(
        "DIET, no transformer (in Rasa)", "n-grams", None, *scores, diet["ms"], diet["seconds"]
    )


def _milliseconds(call: Any, items: Sequence[Any]) -> float:
    """The median of one, in time of the processor: the machine may be busy."""
    times = []
    for item in items:
        start = time.process_time()
        call([item] if isinstance(item, str) else item)
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


def _ask_rasa(texts: Sequence[str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as cache:  # Rasa's own would make a second training short
        done = subprocess.run(
            [python_of(RASA_ENV), "-m", "benchmarks.intents.rasa_side"],
            input=json.dumps(texts),
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env=os.environ | RASA_QUIET | {"RASA_CACHE_DIRECTORY": cache},
        )
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


if __name__ == "__main__":
    main()
