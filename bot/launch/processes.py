"""Starts and stops child processes so that none is ever left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from bot.launch import tied

STOP_GRACE = 8.0
"""Seconds that a process may take for a clean stop before it is killed."""


def stop_on_signals() -> None:
    """Make a request to end, and a closed terminal, the same as Ctrl-C: KeyboardInterrupt.

    Ctrl-C itself too, because a shell starts its background jobs with SIGINT ignored.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The user's environment for a child: UTF-8, unbuffered, no foreign Python paths."""
    own = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME"}}
    # Threads that wait by spinning slow down the other parts on a machine with few cores.
    default = {"OMP_WAIT_POLICY": "PASSIVE"}
    return {**default, **own, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", **extra}


def spawn(
    command: Sequence[str], *, cwd: Path, extra_env: Mapping[str, str]
) -> subprocess.Popen[str]:
    """Start ``command`` in a process group of its own, tied to the life of this process.

    Its standard output and standard error arrive together in ``stdout``.
    """
    tie = [sys.executable, "-I", "-S", str(Path(tied.__file__)), str(os.getpid())]
    return subprocess.Popen(
        [*tie, *command],
        cwd=cwd,
        env=environment(extra_env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )


def stop(processes: Iterable[subprocess.Popen[str]], grace: float = STOP_GRACE) -> None:
    """End the process groups: ask all of them at once, kill what remains after ``grace`` seconds.

    A second Ctrl-C during the wait kills at once.
    """
    groups = list(processes)
    with suppress(KeyboardInterrupt):
        for process in groups:
            if process.poll() is None:
                _signal_group(process, signal.SIGTERM)
        deadline = time.monotonic() + grace
        for process in groups:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
    for process in groups:
        # Also after a clean end: a child of the child may have stayed.
        _signal_group(process, signal.SIGKILL)
        process.wait()


def _signal_group(process: subprocess.Popen[str], number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
