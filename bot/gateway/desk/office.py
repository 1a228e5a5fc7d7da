"""What every part of the desk works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from jinja2 import Environment

from actions.subsidy.measures import MeasureSet
from bot.gateway.database import Database
from bot.gateway.desk.access import Access
from bot.gateway.desk.audit import Audit
from bot.gateway.desk.staff_sessions import StaffSessions
from bot.gateway.desk.words import DeskWords, load_desk_words
from bot.gateway.settings import Settings
from bot.gateway.words import Words
from policy_index.collection import Collection


@dataclass(frozen=True)
class Office:
    """``words`` are those that customers read, ``desk_words`` those of the staff; ``today`` dates
    the policies, ``now`` what people do."""

    settings: Settings
    database: Database
    collection: Collection
    measures: MeasureSet
    templates: Environment
    words: Words
    today: Callable[[], date]
    now: Callable[[], datetime]

    @cached_property
    def desk_words(self) -> DeskWords:
        """Raises ``ValueError`` if their file lacks a part."""
        return load_desk_words()

    @cached_property
    def access(self) -> Access:
        """Who may do what."""
        return Access(StaffSessions(self.database, self.now))

    @cached_property
    def audit(self) -> Audit:
        """Who did what."""
        return Audit(self.database, self.now)
