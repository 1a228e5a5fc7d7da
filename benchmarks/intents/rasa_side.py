"""What needs Rasa: DIET in its place, and the time of the shipped pipeline. Prints JSON.

The rasa environment's Python runs this; DIET without transformer layers on character n-grams.
"""

from __future__ import annotations

import asyncio
import json
import logging
import statistics
import sys
import tempfile
import time
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.model_training import train_nlu
from rasa.shared.nlu.constants import INTENT
from rasa.shared.utils.io import read_yaml_file, write_yaml
from rasa.utils.log_utils import configure_structlog

ROOT = Path(__file__).resolve().parents[2]
TOKENS: dict[str, Any] = {"name": "bot.nlu.tokenizer.HanTokenizer"}
COUNTS = {"name": "CountVectorsFeaturizer", "analyzer": "word", "min_ngram": 1, "max_ngram": 2}
DIET = {
    "name": "DIETClassifier",
    "epochs": 60,
    "entity_recognition": False,
    "number_of_transformer_layers": 0,
    "constrain_similarities": True,
    "random_seed": 42,
}


def measure(pipeline: list[dict[str, Any]], texts: list[str]) -> dict[str, Any]:
    """Intents, the median milliseconds of a message, the seconds of training, on a processor."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yml"
        head = {"recipe": "default.v1", "language": "zh", "assistant_id": "policy-bot"}
        write_yaml({**head, "pipeline": pipeline}, config)
        start = time.process_time()
        with redirect_stdout(sys.stderr):
            model = train_nlu(str(config), str(ROOT / "data" / "nlu.yml"), folder)
        seconds = time.process_time() - start
        intents, milliseconds = asyncio.run(parse(str(model), texts))
    return {"intents": intents, "ms": milliseconds, "seconds": seconds}


async def parse(model: str, texts: list[str]) -> tuple[list[str], float]:
    """The intent of each text, and the median milliseconds for one."""
    agent = Agent.load(model)
    await agent.parse_message(texts[0])
    intents, milliseconds = [], []
    for text in texts:
        start = time.process_time()
        parsed = await agent.parse_message(text)
        milliseconds.append(1000 * (time.process_time() - start))
        intents.append(parsed[INTENT]["name"])
    return intents, statistics.median(milliseconds)


def main() -> None:
    """Reads the held-out texts as JSON."""
    configure_structlog(logging.WARNING)
    texts = json.load(sys.stdin)
    shipped = read_yaml_file(ROOT / "config.yml")["pipeline"]
    answers = {
        "diet": measure([TOKENS, COUNTS, DIET], texts),
        "shipped": measure(shipped, texts),
    }
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
