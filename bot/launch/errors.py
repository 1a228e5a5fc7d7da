"""What can stop a launch."""

from __future__ import annotations

from pathlib import Path


class LaunchError(Exception):
    """A reason to stop, in words that tell the user what to do."""


class Cancelled(Exception):
    """The work was stopped because something else failed or the user interrupted."""


class CommandFailed(LaunchError):
    """A set-up command ended with an error: its last line; ``log`` holds everything it said."""

    def __init__(self, what: str, code: int, last: str, log: Path) -> None:
        super().__init__(f"{what}: failed with exit code {code}: {last} (whole output: {log})")
        self.log = log
