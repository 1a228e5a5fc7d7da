"""action_refuse: what is not about the policies."""

from rasa_sdk.events import EventType

from actions.answers.coverage import other_field
from actions.base import PolicyAction, Turn
from actions.request import understand


class ActionRefuse(PolicyAction):
    """Says what is covered; the conversation so far is kept."""

    def name(self) -> str:
        return "action_refuse"

    def take(self, turn: Turn) -> list[EventType]:
        context = turn.context(understand(turn.message, None, None))
        turn.say(other_field(context), context)
        return []
