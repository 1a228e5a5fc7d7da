"""How Rasa calls the action server: as Rasa's own call does, without what costs time at every turn.

Rasa's call opens a connection anew, sends the whole domain, and proves each time that its schema
for replies is itself a valid schema, which alone takes longer than all the rest of a turn.
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

from aiohttp import ClientSession
from rasa import __version__
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import EndpointConfig


class ActionServer(EndpointConfig):  # type: ignore[misc]
    """The action endpoint, with connections that stay open between calls.

    They close after 15 idle seconds, long before the action server would close them.
    """

    _session: ClientSession | None = None

    def session(self) -> AbstractAsyncContextManager[ClientSession]:
        """The one session; leaving the context does not close it."""
        if self._session is None:
            self._session = super().session()
        return nullcontext(self._session)

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()


class ActionCall(RemoteAction):  # type: ignore[misc]
    """A custom action, run by the action server."""

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        """The domain stays empty: rasa-sdk wants one, and no action of ours reads it."""
        del domain
        return {
            "next_action": self.name(),
            "sender_id": tracker.sender_id,
            "tracker": tracker.current_state(EventVerbosity.ALL),
            "version": __version__,
            "domain": {},
        }

    def _validate_action_result(self, result: dict[str, Any]) -> bool:  # noqa: ARG002
        """The server is ours; what is no event is refused where Rasa reads it."""
        return True
