"""A PostgreSQL cluster of the tests' own, in a temporary folder, reached by a socket file."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

_INSTALLED = Path("/usr/lib/postgresql")  # as Debian lays it out


class Cluster:
    """A server that can be stopped and started again."""

    def __init__(self, programs: Path, folder: Path, owner: str | None) -> None:
        self._programs, self._folder, self._owner = programs, folder, owner
        self._data = str(folder / "data")
        self._run("initdb", "-D", self._data, "-U", "tests", "-A", "trust", "-E", "UTF8", "-N")

    def start(self) -> None:
        options = f"-c listen_addresses='' -c fsync=off -k {self._folder}"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", self._data, "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """At once, as if the machine had failed."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", "immediate", "stop")

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"t{uuid4().hex}"
        self._run("createdb", "-h", str(self._folder), "-U", "tests", name)
        return f"postgresql://tests@/{name}?host={self._folder}"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._programs / program, *arguments],
            user=self._owner,
            cwd=self._folder,
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=60,
        )


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """A cluster that runs. Skips the test where PostgreSQL is not installed: the bot needs it only
    where GATEWAY_DATABASE names one, and so do its tests."""
    programs = max(_INSTALLED.glob("*/bin"), default=None)
    if programs is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="gateway-pg-"))
    try:
        if owner is not None:
            shutil.chown(folder, owner)
        cluster = Cluster(programs, folder, owner)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder)


def _owner() -> str | None:
    """Whom the server runs as: it refuses root."""
    if os.getuid() != 0:
        return None
    names = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
