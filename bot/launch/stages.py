"""Runs the stages of a set-up: each only when needed, independent chains side by side."""

from __future__ import annotations

import hashlib
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Protocol

from bot.launch.console import Console, duration
from bot.launch.errors import Cancelled, CommandFailed
from bot.launch.processes import spawn, stop

_NAME_WIDTH = 20


class Stage(Protocol):
    """One step of a set-up that can tell by itself whether there is anything to do."""

    @property
    def name(self) -> str:
        """A short name for people."""
        ...

    def is_current(self) -> bool:
        """Whether the result is there and made from today's inputs; takes milliseconds."""
        ...

    def make(self, task: Task) -> str:
        """Make the result and say in a few words what was made. May be interrupted anywhere."""
        ...


class Work:
    """The commands that run now, so that all of them can be stopped at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._processes: set[subprocess.Popen[str]] = set()
        self._cancelled = False

    def start(
        self, command: Sequence[str], cwd: Path, env: Mapping[str, str]
    ) -> subprocess.Popen[str]:
        """Start a command; raises Cancelled once the work was stopped."""
        with self._lock:
            if self._cancelled:
                raise Cancelled
            process = spawn(command, cwd=cwd, extra_env=env)
            self._processes.add(process)
            return process

    def finish(self, process: subprocess.Popen[str]) -> int:
        """Wait for a command's end; its exit code."""
        code = process.wait()
        with self._lock:
            self._processes.discard(process)
            if self._cancelled:
                raise Cancelled
        return code

    def cancel(self) -> None:
        """Stop every command, and any that would still start."""
        with self._lock:
            self._cancelled = True
            running = list(self._processes)
        stop(running)


class Task:
    """What a stage works with: commands with a log, and a place to tell its progress."""

    def __init__(self, name: str, *, root: Path, logs: Path, work: Work, console: Console) -> None:
        self.name = name
        self.log = logs / f"{name.replace(' ', '-')}.log"
        self._root = root
        self._work = work
        self._console = console
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.log.write_bytes(b"")

    def progress(self, detail: str) -> None:
        """Tell what is being done now."""
        self._console.progress(self.name, detail)

    def run(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        on_line: Callable[[str], None] | None = None,
    ) -> str:
        """Run a command to its end; its last line of output. Raises CommandFailed."""
        process = self._work.start(command, self._root, env or {})
        last = ""
        try:
            assert process.stdout is not None
            with self.log.open("a", encoding="utf-8") as log:
                for line in process.stdout:
                    log.write(line)
                    log.flush()
                    last = line.strip() or last
                    if on_line:
                        on_line(line)
        except BaseException:
            stop([process])
            raise
        finally:
            code = self._work.finish(process)
        if code:
            raise CommandFailed(self.name, code, last, self.log)
        return last


def run_chains(
    chains: Sequence[Sequence[Stage]], *, root: Path, logs: Path, console: Console
) -> None:
    """Run each chain's stages in order, the chains side by side.

    The first failure stops everything and is raised; so does an interruption.
    """
    work = Work()
    with ThreadPoolExecutor(max_workers=len(chains)) as pool:
        try:
            futures = [
                pool.submit(_run_chain, chain, root=root, logs=logs, work=work, console=console)
                for chain in chains
            ]
            _follow(futures, console)
        except BaseException:
            work.cancel()
            raise
        finally:
            console.clear()


def _follow(futures: list[Future[None]], console: Console) -> None:
    pending = set(futures)
    while pending:
        done, pending = wait(pending, timeout=0.2, return_when=FIRST_EXCEPTION)
        for future in done:
            future.result()
        console.refresh()


def _run_chain(
    chain: Iterable[Stage], *, root: Path, logs: Path, work: Work, console: Console
) -> None:
    for stage in chain:
        start = time.perf_counter()
        if stage.is_current():
            made = "up to date"
        else:
            console.begin(stage.name)
            try:
                task = Task(stage.name, root=root, logs=logs, work=work, console=console)
                made = stage.make(task)
            finally:
                console.end(stage.name)
        took = duration(time.perf_counter() - start)
        console.line(f"✓ {stage.name:<{_NAME_WIDTH}} {made} ({took})")


def digest_of(paths: Iterable[Path], root: Path) -> str:
    """The hash of files and of all files in folders, by their names and contents."""
    total = hashlib.sha256()
    for path in sorted(_files(paths)):
        total.update(f"{path.relative_to(root)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(paths: Iterable[Path]) -> set[Path]:
    files: set[Path] = set()
    for path in paths:
        inside = path.rglob("*") if path.is_dir() else [path]
        files.update(p for p in inside if p.is_file() and "__pycache__" not in p.parts)
    return files


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
