"""action_set_aside: what was being asked is dropped; what is known of the firm stays."""

from rasa_sdk.events import EventType, SlotSet

from actions.base import PolicyAction, Turn
from actions.cards import Card
from actions.replies import render


class ActionSetAside(PolicyAction):
    """算了, 换一个: nothing is asked back any more, and the next question begins anew."""

    def name(self) -> str:
        return "action_set_aside"

    def take(self, turn: Turn) -> list[EventType]:
        turn.say(Card("smalltalk", render("set_aside"), quick_replies=_OFFERED), None)
        return [SlotSet("pending", None)]


_OFFERED = ("我能享受哪些政策", "数字化改造能补多少", "转人工")
