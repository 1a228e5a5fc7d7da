"""The Rasa server: `rasa run` for this bot, with turns that take less than half the time.

    .venv-rasa/bin/python -m bot.rasa_server --port 5005

`rasa run` serves the same conversations from the same files. What differs is made of Rasa's own
classes: `bot.action_call` calls the actions, and what was loaded is left out when Python looks for
garbage. Of endpoints.yml it reads the action endpoint and the tracker store.
"""

from __future__ import annotations

import argparse
import gc
from functools import partial
from pathlib import Path

import rasa.utils.common
from rasa.core.actions.action import Action, RemoteAction
from rasa.core.agent import Agent
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.run import configure_app, create_http_input_channels
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.io import read_config_file
from rasa.utils.log_utils import configure_structlog
from sanic import Sanic

from bot.action_call import ActionCall, ActionServer

HOST = "127.0.0.1"
"""As credentials.yml says, nobody but this machine may reach it."""
ENDPOINTS, CREDENTIALS = "endpoints.yml", "credentials.yml"


class PolicyProcessor(MessageProcessor):  # type: ignore[misc]
    """Takes a message to its end, with `ActionCall` for what the action server does."""

    def predict_next_with_tracker_if_should(
        self, tracker: DialogueStateTracker
    ) -> tuple[Action, PolicyPrediction]:
        """The next action, and how it was chosen."""
        action, prediction = super().predict_next_with_tracker_if_should(tracker)
        if isinstance(action, RemoteAction):
            action = ActionCall(action.name(), self.action_endpoint)
        return action, prediction


class PolicyAgent(Agent):  # type: ignore[misc]
    """An agent with a `PolicyProcessor`."""

    def load_model(self, model_path: Path, fingerprint: str | None = None) -> None:  # noqa: ARG002
        """Raises rasa.exceptions.ModelNotFound if there is no model."""
        self.processor = PolicyProcessor(
            model_path,
            self.tracker_store,
            self.lock_store,
            self.nlg,
            action_endpoint=self.action_endpoint,
        )
        self.domain = self.tracker_store.domain = self.processor.domain
        self.nlg.responses = self.domain.responses


async def _load(model: Path, app: Sanic, _loop: object) -> None:
    agent = PolicyAgent(
        tracker_store=TrackerStore.create(
            AvailableEndpoints.read_endpoints(ENDPOINTS).tracker_store
        ),
        action_endpoint=ActionServer(**read_config_file(ENDPOINTS)["action_endpoint"]),
    )
    agent.load_model(model)
    app.ctx.agent = agent
    gc.freeze()


async def _close(app: Sanic, _loop: object) -> None:
    await app.ctx.agent.action_endpoint.close()


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(prog="python -m bot.rasa_server", description=__doc__)
    parser.add_argument("--port", type=int, default=5005, help="default: 5005")
    parser.add_argument("--model", type=Path, default=Path("models/policy-bot.tar.gz"))
    arguments = parser.parse_args()
    rasa.utils.common.configure_logging_and_warnings()
    configure_structlog()
    channels = create_http_input_channels(None, CREDENTIALS)
    app = configure_app(channels, enable_api=False, port=arguments.port)
    app.register_listener(partial(_load, arguments.model), "before_server_start")
    app.register_listener(_close, "after_server_stop")
    rasa.utils.common.update_sanic_log_level()
    app.run(host=HOST, port=arguments.port, workers=1)


if __name__ == "__main__":
    main()
