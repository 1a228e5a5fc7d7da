"""``python -m bot.launch``: set up, serve, chat, lock."""

from __future__ import annotations

import argparse
import errno
import io
import sys
from collections.abc import Sequence

from bot.launch.chat import chat
from bot.launch.console import Console
from bot.launch.errors import LaunchError
from bot.launch.layout import LOG, REQUIREMENTS, ROOT, SETUP
from bot.launch.logs import log_file
from bot.launch.pins import Lock
from bot.launch.ports import Ports
from bot.launch.processes import stop_on_signals
from bot.launch.services import running_bot
from bot.launch.setup import GOALS, TO_SERVE, set_up
from bot.launch.stages import run_chains

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; the exit code."""
    options = _parser().parse_args(arguments)
    stop_on_signals()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        options.command(options)
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. Nothing is left half done: run the same command again.")
        return INTERRUPTED
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        where = f" ({error.filename})" if error.filename else ""
        print(f"The disk is full{where}: free some space and run again.", file=sys.stderr)
        return 1
    return 0


def _set_up(options: argparse.Namespace) -> None:
    set_up(options.goals or TO_SERVE)


def _goal(text: str) -> str:
    if text not in GOALS:
        raise argparse.ArgumentTypeError(f"choose from {', '.join(GOALS)}")
    return text


def _serve(options: argparse.Namespace) -> None:
    ports = _ports(options)
    ports.check()  # known in a moment, while the set-up may take minutes
    set_up()
    with log_file(LOG) as log, running_bot(ports=ports, log=log, terminal=sys.stdout) as bot:
        where = bot.addresses
        print(f"\nThe bot answers: {where.gateway}", flush=True)
        print(
            f"Rasa's REST channel: {where.rasa}/webhooks/rest/webhook · "
            f"log: {LOG.relative_to(ROOT)} · Ctrl-C stops it\n",
            flush=True,
        )
        try:
            bot.supervisor.watch()
        except KeyboardInterrupt:
            print("\nStopping.", flush=True)


def _chat(options: argparse.Namespace) -> None:
    chat(_ports(options))


def _lock(_options: argparse.Namespace) -> None:
    chains = [
        [Lock("service pins", REQUIREMENTS, "3.11", ("dev", "service", "postgresql"))],
        [Lock("rasa pins", REQUIREMENTS, "3.10", ("rasa",))],
        [Lock("benchmark pins", REQUIREMENTS, "3.11", ("bench",))],
        [Lock("OpenFisca pins", REQUIREMENTS, "3.11", ("openfisca",))],
    ]
    run_chains(chains, root=ROOT, logs=SETUP, console=Console(sys.stdout))


def _ports(options: argparse.Namespace) -> Ports:
    return Ports(action=options.action_port, rasa=options.rasa_port, gateway=options.port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.launch", description="From a fresh machine to a running bot."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    setup = commands.add_parser("setup", help="bring environments, index and model up to date")
    setup.add_argument(
        "goals",
        nargs="*",
        type=_goal,
        metavar="GOAL",
        help=f"{', '.join(GOALS)} (all but bench and openfisca)",
    )
    setup.set_defaults(command=_set_up)

    lock = commands.add_parser("lock", help="pin the requirements anew from their .in files")
    lock.set_defaults(command=_lock)

    ports = argparse.ArgumentParser(add_help=False)
    default = Ports()
    for option, value, part in (
        ("--port", default.gateway, "the chat page"),
        ("--rasa-port", default.rasa, "Rasa"),
        ("--action-port", default.action, "the action server"),
    ):
        ports.add_argument(
            option, type=int, default=value, metavar="PORT", help=f"for {part} (%(default)s)"
        )
    serve = commands.add_parser("serve", parents=[ports], help="set up, then run the bot")
    serve.set_defaults(command=_serve)
    talk = commands.add_parser("chat", parents=[ports], help="talk to the bot in the terminal")
    talk.set_defaults(command=_chat)
    return parser


if __name__ == "__main__":
    sys.exit(main())
