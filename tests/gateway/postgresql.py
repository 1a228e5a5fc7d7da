"""A PostgreSQL cluster of the tests' own, in a temporary folder, reached by a socket file."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_INSTALLED = Path("/usr/lib/postgresql")  # as Debian lays it out


@contextmanager
def running_cluster() -> Iterator[str]:
    """The folder of the socket. Skips the test where PostgreSQL is not installed."""
    programs = max(_INSTALLED.glob("*/bin"), default=None)
    if programs is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="gateway-pg-"))
    if owner is not None:
        shutil.chown(folder, owner)
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, *arguments],
            user=owner,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=60,
        )

    try:
        run("initdb", "-D", str(data), "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c fsync=off -k {folder}"
        log = str(folder / "log")
        run("pg_ctl", "-D", str(data), "-w", "-l", log, "-o", options, "start")
        try:
            yield str(folder)
        finally:
            run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _owner() -> str | None:
    """Whom the server runs as: it refuses root."""
    if os.getuid() != 0:
        return None
    names = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
