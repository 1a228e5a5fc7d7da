"""``python -m bot.gateway``: serve the chat page and its API."""

import argparse
import logging
import os
import sys
from contextlib import suppress

from bot.gateway.app import create_app
from bot.gateway.server import listen, web_server
from bot.gateway.settings import Settings, SettingsError, session_secret
from policy_index.collection import Collection
from policy_index.errors import PolicyError
from policy_index.today import today


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; 1 with one line on the cause if it cannot start."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        today()  # a bad date is told now, not to the first reader
        settings = Settings(
            rasa_url=options.rasa_url.rstrip("/"),
            action_health_url=options.action_health_url,
            secret=session_secret(),
        )
        app = create_app(settings, Collection.load(), today)
        listener = listen(options.host, options.port)
    except (SettingsError, PolicyError, ValueError) as error:
        print(f"gateway: {error}", file=sys.stderr)
        return 1
    with suppress(KeyboardInterrupt):  # raised again after uvicorn has shut down in order
        web_server(app).run(sockets=[listener])
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.gateway", description="Serve the chat page and its API."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (%(default)s)")
    parser.add_argument(
        "--rasa-url",
        default=os.environ.get("RASA_URL", "http://127.0.0.1:5005"),
        help="where Rasa listens; RASA_URL (%(default)s)",
    )
    parser.add_argument(
        "--action-health-url",
        default=os.environ.get("ACTION_HEALTH_URL", "http://127.0.0.1:5055/health"),
        help="the action server's health address; ACTION_HEALTH_URL (%(default)s)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
