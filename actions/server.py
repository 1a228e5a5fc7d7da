"""The action server: one process, loopback only, warm before it answers.

Beside Rasa's ``/webhook`` it has ``/search``, so that who looks for a clause needs no second model,
and ``/vectors`` for who compares questions.
"""

import argparse
import asyncio
import gc
import hmac
import logging
import os
import sys
from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import HTTPResponse, Request, Sanic
from sanic.response import empty
from sanic.response import json as as_json

from actions.answer import ActionAnswer
from actions.find import Wanted, find
from actions.hand_off import ActionHandOff
from actions.knowledge import knowledge
from actions.refuse import ActionRefuse
from actions.restart_talk import ActionRestartTalk
from actions.secret import SECRET_HEADER
from actions.set_aside import ActionSetAside
from policy_index.errors import PolicyError

ACTIONS = (ActionAnswer, ActionRefuse, ActionHandOff, ActionRestartTalk, ActionSetAside)

_MOST_TEXTS = 64

_LOG = logging.getLogger(__name__)


def make_app(secret: str | None = None) -> "Sanic[Any, Any]":
    """The sanic application with our actions registered by hand: nothing is found by scanning.

    With a ``secret`` only requests that carry it are answered, and those for ``/health``.
    """
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action())
    app: Sanic[Any, Any] = create_app(executor)
    app.add_route(_search, "/search", methods=["POST"])
    app.add_route(_vectors, "/vectors", methods=["POST"])
    if secret:
        _ask_for(app, secret.encode())
    return app


async def _search(request: Request) -> HTTPResponse:
    """``{"query", "city", "limit"}`` → ``{"clauses": […]}``; 400 for anything else."""
    try:
        wanted = Wanted.read(request.json)
    except ValueError as error:
        return as_json({"error": str(error)}, status=400)
    # In a thread: the actions go on meanwhile.
    return as_json({"clauses": await asyncio.to_thread(find, wanted, knowledge())})


async def _vectors(request: Request) -> HTTPResponse:
    """``{"texts"}`` → ``{"vectors": […]}``, of unit length; 400 for anything else."""
    texts = request.json.get("texts") if isinstance(request.json, dict) else None
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        return as_json({"error": "texts must be a list of words"}, status=400)
    if len(texts) > _MOST_TEXTS:
        return as_json({"error": f"at most {_MOST_TEXTS} texts at one time"}, status=400)
    searcher = knowledge().searcher
    vectors = await asyncio.to_thread(lambda: [searcher.encode(text).tolist() for text in texts])
    return as_json({"vectors": vectors})


def _ask_for(app: "Sanic[Any, Any]", secret: bytes) -> None:
    @app.on_request
    async def check(request: Request) -> HTTPResponse | None:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if request.path == "/health" or hmac.compare_digest(given, secret):
            return None
        return empty(status=401)


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
    secret = os.environ.get("ACTION_SERVER_SECRET")
    if not secret:
        _LOG.warning("ACTION_SERVER_SECRET is not set: every process here can call the actions")
    gc.freeze()  # what was loaded stays: no collection of garbage looks at it again
    # One process: worker processes would each load the model again, and cannot pickle it.
    make_app(secret).run(host="127.0.0.1", port=arguments.port, single_process=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
