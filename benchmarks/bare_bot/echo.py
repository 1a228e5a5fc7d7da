"""The bare bot's action server: one action that says what was said."""

import sys
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.endpoint import create_app
from rasa_sdk.events import EventType
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher


class ActionEcho(Action):  # type: ignore[misc]
    """Echoes."""

    def name(self) -> str:
        return "action_echo"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[EventType]:
        dispatcher.utter_message(text=str(tracker.latest_message.get("text")))
        return []


if __name__ == "__main__":
    executor = ActionExecutor()
    executor.register_action(ActionEcho())
    create_app(executor).run(host="127.0.0.1", port=int(sys.argv[1]), single_process=True)
