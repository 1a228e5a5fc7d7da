"""Finds the interpreters that the environments are made from."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bot.launch.errors import LaunchError

# What a set-up needs of an interpreter; distributions like to split some of it off.
_PROBE = "import ensurepip, sqlite3, ssl, sys, venv; print('%d.%d' % sys.version_info[:2])"


def find_python(version: str) -> Path:
    """The first working Python ``version`` ("3.11") of this machine.

    ``PYTHON311`` decides if set; then every ``python3.11`` on PATH, pyenv's versions, and uv's.
    Raises LaunchError, which says how to get one, if there is none.
    """
    variable = override_variable(version)
    override = os.environ.get(variable)
    if override:
        path = Path(shutil.which(override) or override)
        trouble = _trouble(path, version)
        if trouble:
            raise LaunchError(f"{variable}={override} is no usable Python {version}: {trouble}.")
        return path
    rejected: list[str] = []
    for path in _candidates(version):
        trouble = _trouble(path, version)
        if not trouble:
            return path
        rejected.append(f"{path}: {trouble}")
    found = f" (tried {'; '.join(rejected)})" if rejected else ""
    raise LaunchError(
        f"Python {version} is missing{found}. Get it with `pyenv install {version}`, "
        f"`uv python install {version}` or `apt install python{version} python{version}-venv`, "
        f"or name one: {variable}=/path/to/python{version}."
    )


def override_variable(version: str) -> str:
    """The environment variable that names the interpreter for ``version``."""
    return "PYTHON" + version.replace(".", "")


def _candidates(version: str) -> Iterator[Path]:
    name = f"python{version}"
    for folder in os.get_exec_path():
        path = Path(folder) / name
        if os.access(path, os.X_OK):
            yield path
    yield from _pyenv_versions(version)
    uv = shutil.which("uv")
    if uv:
        command = [uv, "python", "find", "--no-project", version]
        found = subprocess.run(command, capture_output=True, text=True, check=False)
        if found.returncode == 0:
            yield Path(found.stdout.strip())


def _pyenv_versions(version: str) -> list[Path]:
    """pyenv's interpreters of that version, the newest first: its shims run only if active."""
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    folders = (root / "versions").glob(f"{version}.*")
    newest_first = sorted(folders, key=lambda folder: _numbers(folder.name), reverse=True)
    return [folder / "bin" / f"python{version}" for folder in newest_first]


def _numbers(name: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", name)]


def _trouble(path: Path, version: str) -> str | None:
    """Why ``path`` cannot serve as Python ``version``; None if it can."""
    try:
        probe = subprocess.run(
            [str(path), "-c", _PROBE], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"it does not run ({error})"
    if probe.returncode:
        missing = re.search(r"No module named '(\w+)'", probe.stderr)
        return f"its module {missing.group(1)} is missing" if missing else "it does not run"
    found = probe.stdout.strip()
    return None if found == version else f"it is Python {found}"
