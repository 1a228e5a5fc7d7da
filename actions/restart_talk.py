"""action_restart_talk: forget what was said."""

from rasa_sdk.events import EventType, SlotSet

from actions.base import PolicyAction, Turn
from actions.cards import Card
from actions.replies import compose


class ActionRestartTalk(PolicyAction):
    """Empties every slot of ours; the transcript stays."""

    def name(self) -> str:
        return "action_restart_talk"

    def take(self, turn: Turn) -> list[EventType]:
        text, spoken = compose("restart")
        turn.say(Card("smalltalk", text, spoken=spoken), None)
        return [SlotSet(name, None) for name in ("request", "pending", "evidence")]
