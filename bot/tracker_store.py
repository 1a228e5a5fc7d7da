"""Where Rasa keeps conversations: in memory, and of each only the last turns.

Rasa replays and sends along all events of a conversation at every turn, so that a long one becomes
slow. What the assistant needs from before is in the slots; these are kept whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


class RecentTurnsTrackerStore(InMemoryTrackerStore):  # type: ignore[misc]
    """Keeps the last `turns` turns of the last `conversations` conversations."""

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        turns: int = 4,
        conversations: int = 20_000,
        **kwargs: Any,
    ) -> None:
        """`turns` and `conversations` come from endpoints.yml."""
        super().__init__(domain, event_broker, **kwargs)
        self._turns, self._conversations = turns, conversations

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the recent turns; forget the conversation that has been silent longest."""
        self.store.pop(tracker.sender_id, None)  # a dict is in the order of the last insertion
        await super().save(self._shortened(tracker))
        for sender in list(islice(self.store, max(0, len(self.store) - self._conversations))):
            del self.store[sender]

    def _shortened(self, tracker: DialogueStateTracker) -> DialogueStateTracker:
        events = list(tracker.events)
        starts = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
        if len(starts) <= self._turns:
            return tracker
        # The action_listen before a user's words belongs to them: rules begin there.
        kept = events[starts[-self._turns] - 1 :]
        return DialogueStateTracker.from_events(
            tracker.sender_id, [*_slots_of(tracker), *kept], slots=self.domain.slots
        )


def _slots_of(tracker: DialogueStateTracker) -> Iterable[Event]:
    values = tracker.current_slot_values()
    return [SlotSet(name, value) for name, value in values.items() if value is not None]
