"""action_set_aside: what was being asked is dropped; what is known of the firm stays."""

from rasa_sdk.events import EventType, SlotSet

from actions.base import PolicyAction, Turn
from actions.cards import Card
from actions.replies import compose


class ActionSetAside(PolicyAction):
    """算了, 换一个: nothing is asked back any more, and the next question begins anew."""

    def name(self) -> str:
        return "action_set_aside"

    def take(self, turn: Turn) -> list[EventType]:
        text, spoken = compose("set_aside")
        turn.say(Card("smalltalk", text, quick_replies=_OFFERED, spoken=spoken), None)
        return [SlotSet("pending", None)]


_OFFERED = ("我能享受哪些政策", "数字化改造能补多少", "转人工")
