"""How long the desk's pages take with many conversations in the database.

    .venv/bin/python -m benchmarks.desk                      # 10,000 conversations, every page
    .venv/bin/python -m benchmarks.desk --seed sqlite:///x.db --conversations 500

The gateway is a process of its own with a SQLite file of its own; in place of the action server
stands one that gives vectors alone, from the same model. Each page is asked for once by a gateway
that has just started, and then five times. ``--seed`` only fills the database of an address.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
from sqlalchemy import insert

from benchmarks.desk.seed import seed
from bot.gateway.database import open_database
from bot.gateway.desk.access import COOKIE
from bot.gateway.desk.staff_sessions import StaffSessions
from bot.gateway.desk.tables import staff
from bot.gateway.lines import CHINA
from bot.launch.layout import ROOT
from bot.launch.ports import Ports
from policy_index.collection import Collection

_TIMES = 5
_PATIENCE = 120.0


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--conversations", type=int, default=10_000, help="(%(default)s)")
    parser.add_argument("--seed", metavar="ADDRESS", help="fill this database and do nothing else")
    options = parser.parse_args()
    if options.seed:
        _seed(options.seed, options.conversations)
        return
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'gateway.db'}"
        _seed(address, options.conversations)
        token = asyncio.run(_sign_in(address))
        with _vectors() as actions, _gateway(address, actions) as url:
            _measure(url, token)


def _seed(address: str, conversations: int) -> None:
    begun = time.perf_counter()
    with closing(open_database(address)) as database:
        seed(database, Collection.load(), datetime.now(UTC), conversations=conversations)
    print(f"{conversations} conversations written in {time.perf_counter() - begun:.1f} s")


async def _sign_in(address: str) -> str:
    with closing(open_database(address)) as database:
        row = {"name": "bench", "shown": "测量", "role": "admin", "password": "", "failures": 0}
        with database.engine.begin() as connection:
            connection.execute(insert(staff).values(**row, must_change=False, disabled=False))
        return await StaffSessions(database).open("bench", None)


def _measure(url: str, token: str) -> None:
    day = datetime.now(CHINA).date()
    pages = [
        "/desk/inbox",
        "/desk/inbox?days=90",
        "/desk/lessons/case",
        "/desk/reports",
        f"/desk/reports/day/{day}",
        f"/desk/reports/month/{day:%Y-%m}",
        f"/desk/reports/month/{day:%Y-%m}.xlsx",
        "/desk/policies",
        "/desk/policies/guangzhou-2022",
        "/desk/audit",
    ]
    with httpx.Client(base_url=url, cookies={COOKIE: token}, trust_env=False, timeout=60) as client:
        first = {page: _seconds(client, page) for page in pages}
        _wait_for_vectors(client)
        print(f"{'page':44}{'first':>8}{'median':>8}{'worst':>8}  seconds")
        for page in pages:
            took = [_seconds(client, page) for _ in range(_TIMES)]
            middle = statistics.median(took)
            print(f"{page:44}{first[page]:8.3f}{middle:8.3f}{max(took):8.3f}")


def _seconds(client: httpx.Client, page: str) -> float:
    begun = time.perf_counter()
    response = client.get(page)
    took = time.perf_counter() - begun
    response.raise_for_status()
    assert response.status_code == httpx.codes.OK, f"{page}: {response.status_code}"
    return took


def _wait_for_vectors(client: httpx.Client) -> None:
    """Until all questions have theirs, and the number of groups stays as it is."""
    before, same, deadline = "", 0, time.monotonic() + _PATIENCE
    while same < 3 and time.monotonic() < deadline:
        groups = client.get("/desk/inbox").text.split("组")[0][-40:]
        same = same + 1 if groups == before else 0
        before = groups
        time.sleep(2)


@contextmanager
def _vectors() -> Iterator[str]:
    """In place of the action server, in a process of its own."""
    port = Ports.free().action
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.desk.vectors", str(port)], cwd=ROOT
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _gateway(address: str, actions: str) -> Iterator[str]:
    port = Ports.free().gateway
    command = [sys.executable, "-m", "bot.gateway", "--port", str(port)]
    command += ["--rasa-url", actions, "--action-health-url", f"{actions}/health"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "GATEWAY_DATABASE": address})
    url = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(trust_env=False, transport=httpx.HTTPTransport(retries=9)) as client:
            client.get(f"{url}/policies")
        yield url
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
