"""What the user sees of a set-up: one line for each finished stage, one live line for the rest."""

from __future__ import annotations

import shutil
import threading
import time
from typing import TextIO


class Console:
    """Lines that stay, and on a terminal a last line that tells what is going on now."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._lock = threading.Lock()
        self._running: dict[str, tuple[float, str]] = {}

    def begin(self, name: str) -> None:
        """A piece of work starts."""
        with self._lock:
            self._running[name] = (time.monotonic(), "")

    def progress(self, name: str, detail: str) -> None:
        """What the running piece of work is doing."""
        with self._lock:
            self._running[name] = (self._running[name][0], detail)

    def end(self, name: str) -> None:
        """The piece of work is over, well or not."""
        with self._lock:
            self._running.pop(name, None)

    def line(self, text: str) -> None:
        """Print a line that stays."""
        with self._lock:
            self._clear()
            print(text, file=self._stream, flush=True)

    def refresh(self) -> None:
        """Draw the live line anew; nothing unless on a terminal."""
        with self._lock:
            if not self._live or not self._running:
                return
            now = time.monotonic()
            parts = [
                f"{name} {now - start:.0f} s {detail}".rstrip()
                for name, (start, detail) in self._running.items()
            ]
            width = shutil.get_terminal_size().columns - 3
            self._stream.write("\r\x1b[K… " + " | ".join(parts)[:width])
            self._stream.flush()

    def clear(self) -> None:
        """Remove the live line."""
        with self._lock:
            self._clear()

    def _clear(self) -> None:
        if self._live:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def duration(seconds: float) -> str:
    """A time as a person says it: 4 ms, 12.3 s, 2 min 05 s."""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60:02d} s"
