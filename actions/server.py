"""The action server: one process, loopback only, warm before it answers."""

import argparse
import logging
import sys
from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic

from actions.answer import ActionAnswer
from actions.hand_off import ActionHandOff
from actions.knowledge import knowledge
from actions.refuse import ActionRefuse
from actions.restart_talk import ActionRestartTalk
from actions.set_aside import ActionSetAside
from policy_index.errors import PolicyError

ACTIONS = (ActionAnswer, ActionRefuse, ActionHandOff, ActionRestartTalk, ActionSetAside)


def make_app() -> "Sanic[Any, Any]":
    """The sanic application with our actions registered by hand: nothing is found by scanning."""
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action())
    app: Sanic[Any, Any] = create_app(executor)
    return app


def main(argv: list[str] | None = None) -> int:
    """Serve until stopped. Exit code 1 if the policies or the index cannot be used."""
    parser = argparse.ArgumentParser(
        prog="python -m actions.server",
        description="Serve the assistant's actions to Rasa, on the loopback address.",
    )
    parser.add_argument("--port", type=int, default=5055, help="default: 5055")
    arguments = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    try:
        # The model is loaded and used once, so that the first caller does not wait for it.
        knowledge().searcher.search("专精特新", limit=1)
    except (PolicyError, OSError) as error:
        print(f"actions.server: {error}", file=sys.stderr)
        return 1
    # One process: worker processes would each load the model again, and cannot pickle it.
    make_app().run(host="127.0.0.1", port=arguments.port, single_process=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
