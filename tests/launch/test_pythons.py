"""Interpreters are found as they lie on users' machines."""

import os
import sys
from pathlib import Path

import pytest

from bot.launch.errors import LaunchError
from bot.launch.pythons import find_python

VERSION = "{}.{}".format(*sys.version_info)
VARIABLE = f"PYTHON{VERSION.replace('.', '')}"
REAL = Path(sys.executable).resolve()


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any Python but those that a test puts there."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.delenv(VARIABLE, raising=False)
    (tmp_path / "bin").mkdir()


def put(path: Path, script: str | None = None) -> Path:
    """An executable: the real interpreter, or a shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if script is None:
        path.symlink_to(REAL)
    else:
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
    return path


def test_the_one_on_path_is_taken(tmp_path: Path) -> None:
    python = put(tmp_path / "bin" / f"python{VERSION}")
    assert find_python(VERSION) == python


def test_a_shim_that_does_not_run_is_passed_over_for_the_installed_version(
    tmp_path: Path,
) -> None:
    put(tmp_path / "bin" / f"python{VERSION}", "echo command not found >&2; exit 127")
    put(tmp_path / "pyenv" / "versions" / f"{VERSION}.9" / "bin" / f"python{VERSION}")
    newest = put(tmp_path / "pyenv" / "versions" / f"{VERSION}.10" / "bin" / f"python{VERSION}")
    assert find_python(VERSION) == newest


def test_uv_is_asked_last(tmp_path: Path) -> None:
    managed = put(tmp_path / "uv" / "python")
    put(tmp_path / "bin" / "uv", f'[ "$1 $2 $4" = "python find {VERSION}" ] && echo {managed}')
    assert find_python(VERSION) == managed


def test_the_variable_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "bin" / f"python{VERSION}")
    mine = put(tmp_path / "mine")
    monkeypatch.setenv(VARIABLE, os.fspath(mine))
    assert find_python(VERSION) == mine


def test_a_variable_that_names_another_version_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON35", os.fspath(put(tmp_path / "mine")))
    with pytest.raises(LaunchError, match=rf"PYTHON35=.*mine.*: it is Python {VERSION}"):
        find_python("3.5")


def test_a_python_without_the_means_to_make_environments_is_not_taken(tmp_path: Path) -> None:
    split = "echo \"ModuleNotFoundError: No module named 'ensurepip'\" >&2; exit 1"
    put(tmp_path / "bin" / f"python{VERSION}", split)
    with pytest.raises(LaunchError, match="its module ensurepip is missing"):
        find_python(VERSION)


def test_a_missing_python_is_one_line_that_says_how_to_get_it() -> None:
    with pytest.raises(LaunchError) as said:
        find_python("3.10")
    assert str(said.value).startswith("Python 3.10 is missing.")
    assert "pyenv install 3.10" in str(said.value)
    assert "PYTHON310=" in str(said.value)
    assert "\n" not in str(said.value)
