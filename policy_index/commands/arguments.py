"""Arguments that several commands share."""

import argparse
from datetime import date


class Commands:
    """The subcommands; each module of this package adds its own."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._subparsers = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(self, name: str, summary: str, *, prints_json: bool = False) -> argparse.ArgumentParser:
        """A new subcommand; ``prints_json`` gives it the option --json."""
        command = self._subparsers.add_parser(name, help=summary, description=summary)
        if prints_json:
            command.add_argument("--json", action="store_true", help="print JSON")
        return command


def positive(text: str) -> int:
    """A whole number of at least 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def day(text: str) -> date:
    """A day as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day like 2026-01-31") from None
