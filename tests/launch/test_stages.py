"""A set-up does what is needed, once, and can be interrupted anywhere."""

import io
import os
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.launch.console import Console, duration
from bot.launch.errors import CommandFailed
from bot.launch.stages import Stage, Task, digest_of, run_chains, write_whole
from tests.launch.support import eventually, finish, is_alive, start_script


@dataclass
class Shout:
    """Copies a file in capitals; current while its stamp names today's input."""

    name: str
    source: Path
    target: Path
    command: str = 'tr a-z A-Z < "$0" > "$1" && echo made'

    @property
    def stamp(self) -> Path:
        return self.target.with_suffix(".stamp")

    def digest(self) -> str:
        return digest_of([self.source], self.source.parent)

    def is_current(self) -> bool:
        return self.stamp.exists() and self.stamp.read_text() == self.digest()

    def make(self, task: Task) -> str:
        self.stamp.unlink(missing_ok=True)
        said = task.run(["sh", "-c", self.command, str(self.source), str(self.target)])
        write_whole(self.stamp, self.digest())
        return said


def run(folder: Path, *chains: list[Stage]) -> list[str]:
    """Run the chains; the lines that the user sees."""
    screen = io.StringIO()
    run_chains(chains, root=folder, logs=folder / "logs", console=Console(screen))
    return screen.getvalue().splitlines()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.txt"
    path.write_text("hello")
    return path


def test_stages_run_once_and_again_only_when_their_input_changed(
    source: Path, tmp_path: Path
) -> None:
    first = Shout("first", source, tmp_path / "first.txt")
    second = Shout("second", first.target, tmp_path / "second.txt")

    made = run(tmp_path, [first, second])
    assert second.target.read_text() == "HELLO"
    assert [line.split()[:3] for line in made] == [["✓", "first", "made"], ["✓", "second", "made"]]

    again = run(tmp_path, [first, second])
    assert all("up to date" in line and "ms)" in line for line in again)

    source.write_text("other")
    run(tmp_path, [first, second])
    assert second.target.read_text() == "OTHER"


def test_a_failed_command_stops_its_chain_and_names_its_log(source: Path, tmp_path: Path) -> None:
    broken = Shout("broken", source, tmp_path / "a.txt", "echo the reason; exit 7")
    after = Shout("after", source, tmp_path / "b.txt")

    with pytest.raises(CommandFailed, match=r"broken: failed.* 7: the reason") as failure:
        run(tmp_path, [broken, after])

    assert failure.value.log.read_text() == "the reason\n"
    assert not after.target.exists()
    assert not broken.is_current()


def test_a_failure_stops_the_other_chain_at_once(source: Path, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    endless = Shout("endless", source, tmp_path / "a.txt", f"echo $$ > {pid}; exec sleep 1000")
    waits = f"until test -s {pid}; do :; done; exit 1"
    broken = Shout("broken", source, tmp_path / "b.txt", waits)

    with pytest.raises(CommandFailed, match="broken"):
        run(tmp_path, [endless], [broken])

    assert not is_alive(int(pid.read_text()))
    assert not endless.is_current()


def test_an_interrupted_stage_leaves_nothing_behind_and_is_done_again(
    source: Path, tmp_path: Path
) -> None:
    script = """
import sys
from pathlib import Path
from bot.launch.processes import stop_on_signals
from tests.launch.test_stages import Shout, run
stop_on_signals()
folder, command = Path(sys.argv[1]), sys.argv[2]
try:
    run(folder, [Shout("slow", folder / "source.txt", folder / "target.txt", command)])
except KeyboardInterrupt:
    sys.exit(130)
"""
    pid = tmp_path / "pid"
    command = f'echo half > "$1"; echo $$ > {pid}; sleep 1000'
    process = start_script(script, tmp_path, command)
    eventually(lambda: pid.exists() and pid.read_text() != "", "the command runs")

    _, errors = finish(process, signal.SIGINT)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    assert not is_alive(int(pid.read_text()))

    stage = Shout("slow", source, tmp_path / "target.txt")
    assert not stage.is_current()
    run(tmp_path, [stage])
    assert stage.target.read_text() == "HELLO"


def test_a_command_runs_with_the_users_environment_but_not_with_foreign_python_paths(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://example.org/simple")
    monkeypatch.setenv("PYTHONPATH", os.fspath(tmp_path))
    shows = 'echo "$PIP_INDEX_URL [$PYTHONPATH]"'
    (line,) = run(tmp_path, [Shout("shows", source, tmp_path / "a.txt", shows)])
    assert "https://example.org/simple []" in line


def test_the_digest_knows_names_and_contents_and_ignores_caches(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "a.yml").write_text("1")
    before = digest_of([folder], tmp_path)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "a.pyc").write_text("x")
    assert digest_of([folder], tmp_path) == before

    (folder / "a.yml").rename(folder / "b.yml")
    renamed = digest_of([folder], tmp_path)
    (folder / "b.yml").write_text("2")
    assert len({before, renamed, digest_of([folder], tmp_path)}) == 3


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.004, "4 ms"), (12.34, "12.3 s"), (125.2, "2 min 05 s")]
)
def test_durations_read_as_people_say_them(seconds: float, words: str) -> None:
    assert duration(seconds) == words
