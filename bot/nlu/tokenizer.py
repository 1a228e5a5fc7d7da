"""The Rasa tokenizer for Chinese text: one token a character (bot.nlu.characters)."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import sources
from bot.nlu.characters import pieces


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER,
    is_trainable=False,
)
class HanTokenizer(Tokenizer):  # type: ignore[misc]
    """Tokens carry the normalised text, so that all spellings share their features."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own keys of every tokenizer."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
        }

    @staticmethod
    def required_packages() -> list[str]:
        """Distributions whose versions are part of the fingerprint."""
        return ["opencc"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:  # noqa: ARG003
        """Rasa hashes only the class; the normalisation decides the tokens."""
        return sources.digest()

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens with their offsets in the original text."""
        return [Token(each.text, each.start, each.end) for each in pieces(message.get(attribute))]
