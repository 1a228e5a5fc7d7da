"""A real action server, with its model and its secret."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from bot.launch.ports import Ports
from tests.conftest import ROOT, TODAY

SECRET = "known to the gateway"
_START = 240.0


@contextmanager
def running_action_server() -> Iterator[str]:
    """The address of its health, once it answers."""
    port = Ports.free().action
    env = os.environ | {"ACTION_SERVER_SECRET": SECRET, "POLICY_BOT_TODAY": TODAY}
    command = [sys.executable, "-m", "actions.server", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        health = f"http://127.0.0.1:{port}/health"
        _wait_for(health)
        yield health
    finally:
        process.kill()
        process.wait()


def _wait_for(health: str) -> None:
    deadline = time.monotonic() + _START
    while True:
        try:
            httpx.get(health, trust_env=False)
            return
        except httpx.ConnectError:
            assert time.monotonic() < deadline, "the action server does not start"
            time.sleep(0.2)
