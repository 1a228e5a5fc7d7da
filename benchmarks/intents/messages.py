"""The messages of data/nlu.yml and tests/nlu_heldout.yml, with their sentence vectors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.nlu.intent_model import Vectors
from bot.nlu.sentence_vectors import SentenceVectors

ROOT = Path(__file__).resolve().parents[2]
TRAINING = ROOT / "data" / "nlu.yml"
HELD_OUT = ROOT / "tests" / "nlu_heldout.yml"


@dataclass(frozen=True)
class Messages:
    """Texts, what each means, and its vector, in the order of the file."""

    texts: list[str]
    intents: list[str]
    vectors: Vectors

    def part(self, places: np.ndarray) -> Messages:
        """Those at the places."""
        texts, intents = [self.texts[i] for i in places], [self.intents[i] for i in places]
        return Messages(texts, intents, self.vectors[places])


def read(path: Path, vectors: SentenceVectors) -> Messages:
    """All examples of a file in Rasa's format."""
    texts, intents = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        if intent := re.fullmatch(r"- intent: (\w+)", line):
            name = intent[1]
        elif example := re.fullmatch(r" {4}- (.+)", line):
            texts.append(example[1])
            intents.append(name)
    return Messages(texts, intents, vectors.encode_many(texts))
