"""action_session_start: begin a session; greet whoever begins one by hand."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, EventType, SessionStarted
from rasa_sdk.executor import CollectingDispatcher

_BY_HAND = "session_start"


class ActionSessionStart(Action):  # type: ignore[misc]
    """Takes the place of Rasa's own, which answers /session_start with silence."""

    def name(self) -> str:
        return "action_session_start"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[EventType]:
        intent = (tracker.latest_message or {}).get("intent") or {}
        if intent.get("name") == _BY_HAND:
            dispatcher.utter_message(response="utter_greet")
        return [SessionStarted(), ActionExecuted("action_listen")]
