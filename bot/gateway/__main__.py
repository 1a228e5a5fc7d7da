"""``python -m bot.gateway``: serve the chat page and its API."""

import argparse
import asyncio
import logging
import os
import sys
from contextlib import suppress

from bot.gateway.app import create_app
from bot.gateway.database import DatabaseError, open_database
from bot.gateway.desk.accounts import AccountError
from bot.gateway.desk.audit import Audit
from bot.gateway.desk.users import manage
from bot.gateway.server import listen, web_server
from bot.gateway.settings import (
    Settings,
    SettingsError,
    allowed_origins,
    audit_days,
    cases_folder,
    database_address,
    desk_hours,
    desk_patience,
    limits,
    retention_days,
    session_secret,
    trusted_proxies,
)
from bot.gateway.transcript import Transcript
from policy_index.collection import Collection
from policy_index.errors import PolicyError
from policy_index.today import today


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; 1 with one line on the cause if that cannot be done."""
    given = sys.argv[1:] if arguments is None else arguments
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    for loud in ("httpx", "alembic"):
        logging.getLogger(loud).setLevel(logging.WARNING)
    try:
        if given[:1] == ["users"]:
            manage(given[1:])
        elif (options := _parser().parse_args(given)).command == "prune":
            _prune()
        else:
            _serve(options)
    except (SettingsError, DatabaseError, AccountError, PolicyError, ValueError) as error:
        print(f"gateway: {error}", file=sys.stderr)
        return 1
    return 0


def _serve(options: argparse.Namespace) -> None:
    today()  # a bad date is told now, not to the first reader
    settings = Settings(
        rasa_url=options.rasa_url.rstrip("/"),
        action_health_url=options.action_health_url,
        secret=session_secret(),
        database=database_address(),
        retention_days=retention_days(),
        audit_days=audit_days(),
        origins=allowed_origins(),
        limits=limits(),
        proxies=trusted_proxies(),
        desk_hours=desk_hours(),
        desk_patience=desk_patience(),
        cases=cases_folder(),
        action_secret=os.environ.get("ACTION_SERVER_SECRET"),
    )
    app = create_app(settings, Collection.load(), today)
    listener = listen(options.host, options.port)
    with suppress(KeyboardInterrupt):  # raised again after uvicorn has shut down in order
        web_server(app, settings.proxies).run(sockets=[listener])


def _prune() -> None:
    days, record_days = retention_days(), audit_days()
    database = open_database(database_address())
    gone = asyncio.run(Transcript(database).prune(days))
    print(f"deleted {gone} items older than {days} days")
    gone = asyncio.run(Audit(database).prune(record_days))
    print(f"deleted {gone} entries of the record older than {record_days} days")
    database.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.gateway",
        description="Serve the chat page and its API; `prune`: delete what is kept too long; "
        "`users`: the accounts of the desk (`users --help`).",
    )
    parser.add_argument(
        "command", nargs="?", choices=("serve", "prune"), default="serve", help="(%(default)s)"
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
