"""What the screens of the desk are told while they are open: the queue, and what is said."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from bot.gateway.conversations import Listener
from bot.gateway.database import Database, DatabaseError, utc_now
from bot.gateway.desk.forms import Ticket
from bot.gateway.desk.ticket_rows import open_rows, ticket

logger = logging.getLogger(__name__)

_TRY_AGAIN = 1.0
_OF_INTEREST = {"item", "typing"}


class Live:
    """A ``Watcher`` of all conversations. The database alone knows the queue: it is read again
    after each change, once for all that changed meanwhile, and told if it is another."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database, self._now = database, now
        self._screens: dict[Listener, list[Any]] = {}  # with the queue that each was told
        self._numbers: dict[str, str] = {}  # of the open tickets, by session
        self._changed = asyncio.Event()

    def change(self) -> None:
        """Something about a ticket may have changed."""
        self._changed.set()

    def told(self, session: str, frame: dict[str, Any]) -> None:
        """A frame that the customer's tabs are told."""
        if not self._screens:
            return
        if frame["type"] == "item":
            self.change()
        number = self._numbers.get(session)
        if number is not None and frame["type"] in _OF_INTEREST:
            for screen in self._screens:
                screen.put({**frame, "ticket": number})

    @contextmanager
    def shown(self, screen: Listener) -> Iterator[None]:
        """The screen is told everything until the context is left, the whole queue first."""
        self._screens[screen] = []
        self.change()
        try:
            yield
        finally:
            del self._screens[screen]

    async def run(self) -> None:
        """Tell the queue whenever it has changed, until cancelled."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            if not self._screens:
                continue
            try:
                rows = await self._database.read(open_rows)
            except DatabaseError as error:
                logger.error("the queue could not be read: %s", error)
                await asyncio.sleep(_TRY_AGAIN)
                self._changed.set()
                continue
            self._numbers = {row.session: row.number for row in rows}
            self._tell([ticket(row, self._now()) for row in rows])

    def _tell(self, queue: list[Ticket]) -> None:
        state = [each.model_dump(exclude={"waiting_seconds"}) for each in queue]
        for screen, known in self._screens.items():
            if known != [state]:
                self._screens[screen] = [state]
                screen.put({"type": "queue", "tickets": queue})
