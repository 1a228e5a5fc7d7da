"""The bare bot, trained and running."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from bot.launch.layout import RASA_ENV, ROOT, SERVICE_ENV, python_of
from bot.launch.ports import Ports

_HERE = Path(__file__).parent
_START_LIMIT = 240


@contextmanager
def running_bare_bot(module: Sequence[str] = ("rasa",)) -> Iterator[str]:
    """Train and run the bare bot; yields its address. ``module`` is what stands for `rasa`."""
    ports = Ports.free(gateway=False)
    rasa, action_url = str(python_of(RASA_ENV)), f"http://127.0.0.1:{ports.action}/webhook"
    quiet = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "BARE_ACTION_URL": action_url}
    quiet["PYTHONPATH"] = str(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        train = [rasa, "-W", "ignore", "-m", "rasa", "train", "--out", folder]
        train += ["--fixed-model-name", "bare"]
        subprocess.run(
            train,
            cwd=_HERE,
            env=quiet,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        run = [rasa, "-W", "ignore", "-m", *module, "run", "-i", "127.0.0.1"]
        run += ["-p", str(ports.rasa), "--model", f"{folder}/bare.tar.gz"]
        run += ["--endpoints", "endpoints.yml", "--credentials", str(ROOT / "credentials.yml")]
        echo = [str(python_of(SERVICE_ENV)), "-m", "benchmarks.bare_bot.echo", str(ports.action)]
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        processes = [
            subprocess.Popen(echo, cwd=ROOT, **silent),
            subprocess.Popen(run, cwd=_HERE, env=quiet, **silent),
        ]
        try:
            url = f"http://127.0.0.1:{ports.rasa}"
            _wait_for(url)
            yield url
        finally:
            for process in processes:
                process.terminate()
                process.wait()


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + _START_LIMIT
    body = {"sender": "readiness", "message": "外地车能进广州吗"}
    while time.monotonic() < deadline:
        try:
            reply = httpx.post(f"{url}/webhooks/rest/webhook", json=body, timeout=60)
            if reply.json():
                return
        except (httpx.HTTPError, ValueError):
            pass
        time.sleep(0.5)
    raise RuntimeError(f"{url} did not answer within {_START_LIMIT} seconds")
