"""The Rasa component that finds the intent of a message, and its questions if there are several."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import intent_model, sources
from bot.nlu.intent_model import IntentModel
from bot.nlu.questions import find_questions
from bot.nlu.sentence_vectors import SentenceVectors, network_hash
from bot.nlu.unsure import settled

RANKING = 10
QUESTIONS = "questions"
_FILE = "intents.npz"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER,
    is_trainable=True,
)
class PolicyIntentClassifier(IntentClassifier, GraphComponent):  # type: ignore[misc]
    """Sets `intent` and `intent_ranking`; `questions` too if the message asks several things.

    A question is {"text", "start", "end", "intent": {"name", "confidence"}}, in order of the text.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """It has no options."""
        return {}

    @staticmethod
    def required_packages() -> list[str]:
        """Distributions that must be installed; their versions are part of the fingerprint."""
        return ["numpy", "onnxruntime", "scipy"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:  # noqa: ARG003
        """Rasa hashes only the class; the modules and the network decide the intents."""
        return f"{sources.digest()} {network_hash()}"

    def __init__(
        self, storage: ModelStorage, resource: Resource, model: IntentModel | None = None
    ) -> None:
        """Loads the network, once in a process."""
        self._storage = storage
        self._resource = resource
        self._vectors = SentenceVectors()
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> PolicyIntentClassifier:
        """The component as Rasa's graph makes it for training."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],  # noqa: ARG003
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
        **kwargs: Any,  # noqa: ARG003
    ) -> PolicyIntentClassifier:
        """The trained component."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, IntentModel.load(folder / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit to the examples of the training data, and keep what was learnt."""
        examples = [(each.get(TEXT), each.get(INTENT)) for each in training_data.intent_examples]
        texts = [text for text, _ in examples]
        vectors = self._vectors.encode_many(texts)
        self._model = intent_model.train(texts, [name for _, name in examples], vectors).model
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds what it understands to each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            ranking = self._ranking(text)
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking[:RANKING], add_to_output=True)
            questions = self._questions(text)
            if questions:
                message.set(QUESTIONS, questions, add_to_output=True)
        return messages

    def _ranking(self, text: str) -> list[dict[str, Any]]:
        assert self._model, "not trained"
        likely = self._model.probabilities(text, self._vectors.encode([text])[0])
        probabilities = {
            self._model.intents[place]: float(likely[place])
            for place in np.argsort(-likely, kind="stable")
        }
        believed = settled(text, probabilities)
        return [{"name": name, "confidence": each} for name, each in believed.items()]

    def _questions(self, text: str) -> list[dict[str, Any]]:
        return [
            {
                "text": text[each.start : each.end],
                "start": each.start,
                "end": each.end,
                "intent": {"name": each.intent, "confidence": each.confidence},
                "of_another_firm": each.of_another_firm,
            }
            for each in find_questions(text, self._likeliest)
        ]

    def _likeliest(self, text: str) -> tuple[str, float]:
        first = self._ranking(text)[0]
        return first["name"], first["confidence"]
