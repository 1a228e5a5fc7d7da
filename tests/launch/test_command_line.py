"""What a user types, and the one clear line when it cannot be done."""

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.launch.ports import Ports
from tests.launch.support import ROOT

LAUNCH = [sys.executable, "-m", "bot.launch"]


def run(*command: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )


def test_make_alone_explains_every_target() -> None:
    listed = re.findall(r"^  make ([a-z]+)  +\S", run("make").stdout, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE)) - {"help"}
    assert set(listed) == targets
    assert {"serve", "chat", "test", "lint", "types"} <= targets


@pytest.mark.parametrize("command", ["serve", "chat"])
def test_a_port_in_use_ends_it_before_any_work(command: str) -> None:
    ports = Ports.free()
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        done = run(
            *LAUNCH, command, "--port", str(ports.gateway), "--rasa-port", str(ports.rasa),
            "--action-port", str(taken),
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"Port {taken}, which the action server needs, is in use by ")
    assert done.stderr.count("\n") == 1


def test_an_unknown_goal_is_told_with_those_that_exist() -> None:
    done = run(*LAUNCH, "setup", "everything")
    assert done.returncode == 2
    assert "choose from service, model, index, rasa, train" in done.stderr


def test_a_machine_without_python_is_told_what_to_install(tmp_path: Path) -> None:
    for tool in ("sh", "make"):
        found = subprocess.run(["which", tool], capture_output=True, text=True, check=True)
        (tmp_path / tool).symlink_to(found.stdout.strip())
    done = run(str(tmp_path / "make"), "serve", env={"PATH": str(tmp_path)})
    assert done.returncode == 2
    assert "install Python 3.11 and 3.10" in done.stderr
