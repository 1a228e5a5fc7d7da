"""The Chinese words of the desk that its pages do not hold themselves, from ``words.yml``."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from bot.gateway.desk.members import Role
from bot.gateway.desk.passwords import Fault

_FILE = Path(__file__).with_name("words.yml")


class DeskWords(BaseModel):
    """``places`` by path, ``actions`` by the name that the audit gives them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    roles: dict[Role, str]
    places: dict[str, str]
    sign_in: dict[str, str]
    passwords: dict[Fault | str, str]
    actions: dict[str, str]
    replies: dict[str, str]
    details: dict[str, str]


def load_desk_words() -> DeskWords:
    """The words of this installation. Raises ``ValueError`` if the file lacks a part."""
    return DeskWords.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
