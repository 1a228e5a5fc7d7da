"""Runs several services as one: together they start, and together they end."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from bot.launch.errors import LaunchError
from bot.launch.logs import ServiceLog
from bot.launch.processes import spawn, stop

_TICK = 0.1


@dataclass(frozen=True)
class Service:
    """One part of the product: a name for the log, and how it is started."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)


class ServiceDied(LaunchError):
    """A service ended although nobody had asked it to."""

    def __init__(self, name: str, code: int, tail: Sequence[str]) -> None:
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        said = "\n".join(f"  {line}" for line in tail) or "  (it said nothing)"
        super().__init__(f"{name} stopped by itself ({how}). Its last lines:\n{said}")


class Supervisor:
    """A context: leaving it ends every service that was started in it."""

    def __init__(self, log: ServiceLog, cwd: Path) -> None:
        self._log = log
        self._cwd = cwd
        self._running: list[tuple[Service, subprocess.Popen[str], threading.Thread]] = []

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        stop(process for _, process, _ in self._running)
        for _, _, reader in self._running:
            reader.join(timeout=1)

    def start(self, service: Service) -> None:
        """Start a service; what it says goes to the log."""
        process = spawn(service.command, cwd=self._cwd, extra_env=service.env)
        reader = threading.Thread(target=self._read, args=(service.name, process), daemon=True)
        self._running.append((service, process, reader))
        reader.start()

    def wait_until(
        self, ready: Callable[[], bool], *, late: Callable[[], str], timeout: float
    ) -> None:
        """Wait for ``ready``.

        Raises ServiceDied, or after ``timeout`` seconds LaunchError with the words of ``late``.
        """
        deadline = time.monotonic() + timeout
        while not ready():
            self.check()
            if time.monotonic() > deadline:
                raise LaunchError(late())
            time.sleep(_TICK)

    def watch(self) -> None:
        """Stay until a service dies, which raises ServiceDied."""
        while True:
            self.check()
            time.sleep(_TICK)

    def check(self) -> None:
        """Raise ServiceDied if a service has ended."""
        for service, process, reader in self._running:
            code = process.poll()
            if code is not None:
                reader.join(timeout=1)  # its last words may still be in the pipe
                raise ServiceDied(service.name, code, self._log.tail(service.name))

    def _read(self, name: str, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self._log.write(name, line)
