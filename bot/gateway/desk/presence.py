"""Who of the staff is there: whoever has a screen of the desk open."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from bot.gateway.database import utc_now


class Presence:
    """Knows nothing of before the gateway started: ``began`` is when that was."""

    def __init__(self, now: Callable[[], datetime] = utc_now) -> None:
        self._now, self.began = now, now()
        self._open: Counter[str] = Counter()
        self._closed: dict[str, datetime] = {}  # when each member's last screen was

    def somebody(self) -> bool:
        """Whether any screen is open."""
        return bool(self._open)

    def since(self, moment: datetime) -> set[str]:
        """The members who have a screen open, or had one open after ``moment``."""
        return {*self._open, *(name for name, at in self._closed.items() if at > moment)}

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """One of the member's screens is open until the context is left."""
        self._open[name] += 1
        try:
            yield
        finally:
            self._open[name] -= 1
            self._open += Counter()  # drops the members at zero
            self._closed[name] = self._now()
