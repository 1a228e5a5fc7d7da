"""The two virtual environments, made by pip from pinned requirements."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from bot.launch.errors import CommandFailed, LaunchError
from bot.launch.layout import python_of
from bot.launch.pythons import find_python, override_variable
from bot.launch.stages import Task, write_whole

_STAMP = "pins.json"
_NO_SPACE = re.compile(r"No space left on device|Disk quota exceeded")
_NO_NETWORK = re.compile(
    r"NewConnectionError|Temporary failure in name resolution|Name or service not known"
    r"|Network is unreachable|Connection refused|Connection reset|ConnectTimeout|Read timed out"
    r"|ProxyError|Cannot connect to proxy|CERTIFICATE_VERIFY_FAILED|SSLError"
)


@dataclass(frozen=True)
class Environment:
    """A virtual environment that holds exactly the pins of one requirements file, or more."""

    name: str
    folder: Path
    version: str
    pins: Path

    def is_current(self) -> bool:
        """Whether today's pins are all installed, from the interpreter that is wanted."""
        stamp = self._stamp()
        return (
            stamp is not None
            and stamp["pins"] == self._pins_hash()
            and self._python_is_wanted(stamp["python"])
            and self._missing() == []
        )

    def make(self, task: Task) -> str:
        """Install the pins; from nothing if the environment is broken or was left unfinished."""
        stamp = self._stamp()
        keep = stamp and self._python_is_wanted(stamp["python"]) and self._pip_runs(task)
        python = Path(stamp["python"]) if stamp and keep else find_python(self.version)
        (self.folder / _STAMP).unlink(missing_ok=True)
        try:
            if not keep:
                task.progress("making it")
                _remove(self.folder)
                task.run([str(python), "-m", "venv", str(self.folder)])
            self._install(task)
        except CommandFailed as failure:
            raise LaunchError(pip_trouble(failure.log, self.folder)) from failure
        missing = self._missing()
        if missing:
            raise LaunchError(f"pip did not install {', '.join(missing)}. Its output: {task.log}")
        self._write_stamp(python)
        return f"{len(self._pinned())} packages"

    def _install(self, task: Task) -> None:
        progress = _PipProgress(task, len(self._pinned()))
        command = [str(python_of(self.folder)), "-m", "pip", "install", "-r", str(self.pins)]
        options = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
        options += ["--no-compile"]  # most modules are never imported; the rest compile on use
        task.run([*command, *options], on_line=progress.read)

    def _pip_runs(self, task: Task) -> bool:
        try:
            task.run([str(python_of(self.folder)), "-m", "pip", "--version"])
        except CommandFailed:
            return False
        return True

    def _stamp(self) -> dict[str, str] | None:
        try:
            stamp = json.loads((self.folder / _STAMP).read_text(encoding="utf-8"))
            return {"pins": str(stamp["pins"]), "python": str(stamp["python"])}
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write_stamp(self, python: Path) -> None:
        stamp = {"pins": self._pins_hash(), "python": str(python)}
        write_whole(self.folder / _STAMP, json.dumps(stamp))

    def _pins_hash(self) -> str:
        return hashlib.sha256(self.pins.read_bytes()).hexdigest()

    def _python_is_wanted(self, python: str) -> bool:
        if not os.access(python_of(self.folder), os.X_OK):
            return False
        override = os.environ.get(override_variable(self.version))
        return not override or Path(shutil.which(override) or override) == Path(python)

    def _pinned(self) -> dict[str, str]:
        return read_pins(self.pins)

    def _missing(self) -> list[str]:
        """The pins that are not installed, read from the folder's metadata names alone."""
        packages = self.folder / "lib" / f"python{self.version}" / "site-packages"
        installed = {}
        for entry in packages.glob("*-info"):
            # numpy-1.23.5.dist-info; docopt-0.6.2-py3.10.egg-info from a pip before 23.1
            name, version = entry.name.rpartition(".")[0].split("-")[:2]
            installed[canonical(name)] = version.partition("+")[0]
        return [
            f"{name}=={version}"
            for name, version in self._pinned().items()
            if installed.get(name) != version
        ]


class _PipProgress:
    """Turns what pip says into "12 of 97: numpy"."""

    def __init__(self, task: Task, total: int) -> None:
        self._task = task
        self._total = total
        self._seen: set[str] = set()

    def read(self, line: str) -> None:
        collecting = re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line)
        if collecting:
            self._seen.add(canonical(collecting.group(1)))
            count = min(len(self._seen), self._total)
            self._task.progress(f"{count} of {self._total}: {collecting.group(1)}")
        elif line.startswith("Installing collected packages"):
            self._task.progress(f"installing {self._total} packages")


def read_pins(file: Path) -> dict[str, str]:
    """Canonical name → version of every ``name==version`` line."""
    pins = re.findall(r"^([\w.-]+)==([^\s;]+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonical(name): version for name, version in pins}


def canonical(name: str) -> str:
    """A distribution's name in the one form that pip compares (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pip_trouble(log: Path, folder: Path) -> str:
    """Why pip failed, in one line, from its log."""
    said = log.read_text(encoding="utf-8", errors="replace")
    errors = re.findall(r"^ERROR: (.+)$", said, re.MULTILINE) or said.split("\n")[-2:-1]
    if _NO_SPACE.search(said):
        cause = f"The disk is full: free some space for {folder} (both environments need 4 GB)"
    elif _NO_NETWORK.search(said):
        cause = "No network: pip cannot reach its package index (check the connection or proxy)"
    else:
        cause = f"pip failed: {errors[-1] if errors else 'it gave no reason'}"
    return f"{cause}. pip's output: {log}"


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
