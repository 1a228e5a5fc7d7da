"""Which classifier understands best: every pairing of features and classifier, on held-out data.

Run in the rasa environment, from the root of the repository:

    .venv-rasa/bin/python -m benchmarks.intents

Each row is trained on data/nlu.yml with the tokenizer and featurizers of config.yml and asked all
of tests/nlu_heldout.yml; without FallbackClassifier: the classifier is measured, not a threshold.
"""

from __future__ import annotations

import asyncio
import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.model_training import train_nlu
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.utils.io import read_yaml_file, write_yaml
from rasa.utils.log_utils import configure_structlog
from sklearn.metrics import accuracy_score, f1_score

ROOT = Path(__file__).resolve().parents[1]
TRAINING = ROOT / "data" / "nlu.yml"
HELD_OUT = ROOT / "tests" / "nlu_heldout.yml"

COUNTS = "CountVectorsFeaturizer"
VECTORS = "bot.nlu.sentence_features.E5SentenceFeaturizer"
LOGISTIC = "LogisticRegressionClassifier"
FEATURES = {"n-grams": [COUNTS], "sentence vectors": [VECTORS], "both": [COUNTS, VECTORS]}
DIET = {
    "name": "DIETClassifier",
    "epochs": 60,
    "entity_recognition": False,
    "number_of_transformer_layers": 0,
    "constrain_similarities": True,
    "random_seed": 42,
}


def rows() -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Classifier, features, pipeline."""
    config = read_yaml_file(ROOT / "config.yml")
    shipped = {component["name"]: component for component in config["pipeline"]}
    tokenizer = config["pipeline"][0]
    for features, names in FEATURES.items():
        featurized = [tokenizer, *(shipped[name] for name in names)]
        yield "logistic regression", features, [*featurized, shipped[LOGISTIC]]
        if COUNTS in names:  # DIET cannot train without features of single tokens
            yield "DIET, no transformer", features, [*featurized, DIET]


def train(pipeline: list[dict[str, Any]], folder: Path) -> tuple[str, float]:
    """The model's path, and the seconds that it took."""
    config = folder / "config.yml"
    write_yaml(
        {
            "recipe": "default.v1",
            "language": "zh",
            "assistant_id": "policy-bot",
            "pipeline": pipeline,
        },
        config,
    )
    start = time.perf_counter()
    with redirect_stdout(sys.stderr):
        model = train_nlu(str(config), str(TRAINING), str(folder))
    if model is None:
        raise SystemExit(f"Rasa trained no model from {config}")
    return model, time.perf_counter() - start


async def classify(model: str, texts: list[str]) -> tuple[list[str], float]:
    """The intent of each text, and the median milliseconds for one."""
    agent = Agent.load(model)
    await agent.parse_message(texts[0])
    intents, milliseconds = [], []
    for text in texts:
        start = time.perf_counter()
        parsed = await agent.parse_message(text)
        milliseconds.append(1000 * (time.perf_counter() - start))
        intents.append(parsed[INTENT]["name"])
    return intents, statistics.median(milliseconds)


def main() -> None:
    """Print the table, a row as soon as it is known."""
    configure_structlog(logging.WARNING)
    examples = load_data(str(HELD_OUT)).intent_examples
    texts = [example.get(TEXT) for example in examples]
    gold = [example.get(INTENT) for example in examples]
    print(f"{len(texts)} held-out messages\n")
    print("| classifier | features | macro-F1 | accuracy | ms a message (p50) | training |")
    print("| --- | --- | --- | --- | --- | --- |")
    for classifier, features, pipeline in rows():
        with tempfile.TemporaryDirectory() as folder:
            model, seconds = train(pipeline, Path(folder))
            intents, median = asyncio.run(classify(model, texts))
        f1 = f1_score(gold, intents, average="macro")
        accuracy = accuracy_score(gold, intents)
        figures = f"{f1:.3f} | {accuracy:.3f} | {median:.1f} | {seconds:.0f} s"
        print(f"| {classifier} | {features} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
