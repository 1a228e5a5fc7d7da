"""Who may speak with the bot: from which pages, in which session, and how much."""

from dataclasses import dataclass

from bot.gateway.faults import Refused
from bot.gateway.limits import Limits, Rates
from bot.gateway.origins import Origins
from bot.gateway.sessions import Sessions
from bot.gateway.settings import Settings


@dataclass(frozen=True)
class Visitors:
    """What HTTP and the WebSocket ask of everybody alike."""

    sessions: Sessions
    origins: Origins
    limits: Limits
    messages: Rates
    reads: Rates

    @classmethod
    def admitted_by(cls, settings: Settings) -> "Visitors":
        """Those that the settings let in."""
        limits = settings.limits
        return cls(
            Sessions(settings.secret),
            Origins(settings.origins),
            limits,
            messages=Rates(limits.session_rate, limits.address_rate),
            reads=Rates(limits.session_read_rate, limits.read_rate),
        )

    def count(self, session: str | None, address: str) -> None:
        """One more message of theirs. Raises ``Refused`` if it is too soon."""
        if wait := self.messages.take(session, address):
            raise Refused("too_many", retry_after=int(wait) + 1)
