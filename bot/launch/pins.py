"""``make lock``: pins every package of an environment, from the short hand-written inputs."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.launch.environments import canonical
from bot.launch.layout import python_of
from bot.launch.pythons import find_python
from bot.launch.stages import Task, write_whole

_HEADER = "# Made by `make lock` from {source}; change that file instead.\n"


@dataclass(frozen=True)
class Lock:
    """The stage that pins ``<input>.in`` as ``<input>.txt``, for one version of Python.

    pip resolves as if nothing were installed. Each file is held to the pins of the one before,
    so that the environments of one Python agree.
    """

    name: str
    folder: Path
    version: str
    inputs: Sequence[str]

    def is_current(self) -> bool:
        """Never: newer versions may have come out."""
        return False

    def make(self, task: Task) -> str:
        """Resolve and write the files."""
        with tempfile.TemporaryDirectory() as temporary:
            environment = Path(temporary) / "env"
            task.run([str(find_python(self.version)), "-m", "venv", str(environment)])
            constraints: list[str] = []
            for name in self.inputs:
                report = Path(temporary) / f"{name}.json"
                source = self.folder / f"{name}.in"
                command = [str(python_of(environment)), "-m", "pip", "install", "--dry-run"]
                command += ["--ignore-installed", "--report", str(report), "-r", str(source)]
                task.run([*command, *constraints], on_line=lambda line: task.progress(line.strip()))
                target = self.folder / f"{name}.txt"
                write_whole(target, _HEADER.format(source=source.name) + _pins(report))
                constraints = ["-c", str(target)]
        return ", ".join(f"{name}.txt" for name in self.inputs)


def _pins(report: Path) -> str:
    """The report's packages as sorted ``name==version`` lines.

    The local part of a version (2.13.0+cpu) names a build of one machine's index: left out.
    """
    installs = json.loads(report.read_text(encoding="utf-8"))["install"]
    found = {
        canonical(each["metadata"]["name"]): each["metadata"]["version"].partition("+")[0]
        for each in installs
    }
    return "".join(f"{name}=={version}\n" for name, version in sorted(found.items()))
