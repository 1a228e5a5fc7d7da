"""How the commands print: results as text or JSON, notices on the standard error stream."""

import json
import sys
from datetime import date
from typing import Any

from rich.console import Console


def print_json(data: Any) -> None:
    """Data as indented JSON, Chinese as it is."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1, default=_plain)
    print()


def tell(message: str) -> None:
    """A notice for the person at the terminal; never part of the result."""
    print(message, file=sys.stderr, flush=True)


def console() -> Console:
    """For tables and trees; a pipe gets lines of 160 characters without colours."""
    return Console(width=None if sys.stdout.isatty() else 160)


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no JSON")
