"""action_repeat: the last answer once more."""

from rasa_sdk.events import EventType

from actions.base import PolicyAction, Turn
from actions.dialogue import acknowledgement


class ActionRepeat(PolicyAction):
    """Says what was said last, word by word: it was checked when it was first said."""

    def name(self) -> str:
        return "action_repeat"

    def take(self, turn: Turn) -> list[EventType]:
        turn.replies.extend(turn.said_last)
        if not turn.replies:
            turn.say(acknowledgement("chitchat", None), None)
        return []
