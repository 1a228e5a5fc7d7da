"""The Rasa component that adds all that the deterministic functions understand."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import sources
from bot.nlu.mentions import find_entities
from policy_index.today import today


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR,
    is_trainable=False,
)
class PolicyEntityExtractor(EntityExtractorMixin, GraphComponent):  # type: ignore[misc]
    """Adds city, tier, topic, date, percent and money; keeps what others have found."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """It has no options."""
        return {}

    @staticmethod
    def required_packages() -> list[str]:
        """Distributions whose versions are part of the fingerprint."""
        return ["opencc"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:  # noqa: ARG003
        """Rasa hashes only the class; the functions and word lists decide the entities."""
        return sources.digest()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> PolicyEntityExtractor:
        """One extractor; it keeps nothing."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Appends the entities of each message."""
        for message in messages:
            text = message.get(TEXT)
            if text:
                found = find_entities(text, _today(message.get(METADATA) or {}))
                entities = message.get(ENTITIES, []) + self.add_extractor_name(found)
                message.set(ENTITIES, entities, add_to_output=True)
        return messages


def _today(metadata: Mapping[str, Any]) -> date:
    """The message's own date, else the day that it is."""
    with contextlib.suppress(TypeError, ValueError):  # the action answers for a faulty as_of
        return date.fromisoformat(metadata.get("as_of", ""))
    return today()
