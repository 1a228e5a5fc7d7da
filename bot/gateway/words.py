"""The gateway's Chinese words, read from ``messages.yml``."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

WORDS_FILE = Path(__file__).with_name("messages.yml")


class Words(BaseModel):
    """Sentences by name; ``errors`` are named by the error code that the API returns."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    errors: dict[str, str]
    status: dict[str, str]
    notes: dict[str, str]


def load_words() -> Words:
    """The words of this installation. Raises ``ValueError`` if the file lacks a part."""
    return Words.model_validate(yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8")))
