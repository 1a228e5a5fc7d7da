"""action_restart_talk: forget what was said."""

from rasa_sdk.events import EventType, SlotSet

from actions.answer import ActionAnswer
from actions.base import PolicyAction, Turn
from actions.cards import Card
from actions.follow_ups import asks_of_a_thing
from actions.replies import compose


class ActionRestartTalk(PolicyAction):
    """Empties every slot of ours; the transcript stays. What is asked along with it is answered."""

    def name(self) -> str:
        return "action_restart_talk"

    def take(self, turn: Turn) -> list[EventType]:
        turn.forget()
        if asks_of_a_thing(turn.message):
            return ActionAnswer().take(turn)
        text, spoken = compose("restart")
        turn.say(Card("smalltalk", text, spoken=spoken), None)
        return [SlotSet(name, None) for name in ("request", "pending", "evidence")]
