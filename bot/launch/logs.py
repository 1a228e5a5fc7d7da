"""One log for all parts: each line with the name of the part that said it."""

from __future__ import annotations

import os
import re
import threading
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TextIO

TAIL = 15
"""How many of a part's last lines are kept for a report."""

_COLOURS = ("36", "35", "33", "32")
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class ServiceLog:
    """Writes to a file and, if given, to a terminal; safe to use from several threads."""

    def __init__(self, file: TextIO | None = None, terminal: TextIO | None = None) -> None:
        self._file = file
        self._terminal = terminal
        self._lock = threading.Lock()
        self._tails: dict[str, deque[str]] = defaultdict(lambda: deque(maxlen=TAIL))
        self._colours: dict[str, str] = {}

    def write(self, name: str, line: str) -> None:
        """Add one line that the part ``name`` said."""
        plain = _ANSI.sub("", line.rstrip())
        with self._lock:
            self._tails[name].append(plain)
            if self._file:
                now = datetime.now().isoformat(sep=" ", timespec="milliseconds")
                print(f"{now} {name:<7} | {plain}", file=self._file, flush=True)
            if self._terminal:
                self._show(name, line.rstrip(), plain)

    def tail(self, name: str) -> list[str]:
        """The last lines of the part."""
        with self._lock:
            return list(self._tails[name])

    def _show(self, name: str, line: str, plain: str) -> None:
        prefix = f"{name:<7} |"
        assert self._terminal is not None
        try:
            if self._terminal.isatty() and not os.environ.get("NO_COLOR"):
                colour = self._colours.setdefault(
                    name, _COLOURS[len(self._colours) % len(_COLOURS)]
                )
                print(f"\x1b[{colour}m{prefix}\x1b[0m {line}", file=self._terminal, flush=True)
            else:
                print(f"{prefix} {plain}", file=self._terminal, flush=True)
        except OSError:
            self._terminal = None  # the reader of our output has gone; the file goes on


@contextmanager
def log_file(path: Path) -> Iterator[TextIO]:
    """A new log at ``path``; the one before is kept beside it with ``.1``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        path.replace(path.with_name(path.name + ".1"))
    with path.open("w", encoding="utf-8") as file:
        yield file
