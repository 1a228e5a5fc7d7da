"""The Chinese words of the desk that its pages do not hold themselves, from ``words.yml``."""

import re
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from bot.gateway.desk.lessons import Kind, State
from bot.gateway.desk.members import Role
from bot.gateway.desk.misses import Why
from bot.gateway.desk.passwords import Fault
from bot.gateway.desk.reports import End

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
    whys: dict[Why, str]
    thumb_reasons: dict[str, str]
    lessons: dict[Kind, str]
    lesson_states: dict[State, str]
    dismissals: dict[str, str]
    ends: dict[End, str]
    ticket_reasons: dict[str, str]
    ticket_outcomes: dict[str, str]
    facts: dict[str, str]
    unmeasured: dict[str, str]
    changes: dict[str, str]
    notices: list[tuple[re.Pattern[str], str]]

    def in_chinese(self, notice: str) -> str:
        """What a part of the bot says of a policy, for an officer; as it is if it is not known."""
        for pattern, words in self.notices:
            if found := pattern.search(notice):
                return words.format(*found.groups())
        return notice


def load_desk_words() -> DeskWords:
    """The words of this installation. Raises ``ValueError`` if the file lacks a part."""
    return DeskWords.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
