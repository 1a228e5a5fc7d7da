"""The parts start together and end together, whatever ends them."""

import io
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.launch.errors import LaunchError
from bot.launch.logs import ServiceLog, log_file
from bot.launch.ports import Ports
from bot.launch.processes import spawn, stop
from bot.launch.supervisor import Service, ServiceDied, Supervisor
from tests.launch.support import eventually, finish, is_alive, listens, start_script


def web_server(name: str, port: int) -> Service:
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    return Service(name, command)


def python(name: str, code: str) -> Service:
    return Service(name, [sys.executable, "-c", code])


def test_leaving_ends_every_service(tmp_path: Path) -> None:
    ports = Ports.free()
    with Supervisor(ServiceLog(), tmp_path) as supervisor:
        supervisor.start(web_server("one", ports.rasa))
        supervisor.start(web_server("two", ports.action))
        supervisor.wait_until(
            lambda: listens(ports.rasa) and listens(ports.action), late=str, timeout=20
        )
    assert not listens(ports.rasa)
    assert not listens(ports.action)


def test_a_service_that_dies_is_reported_with_its_last_lines(tmp_path: Path) -> None:
    port = Ports.free().rasa
    with Supervisor(ServiceLog(), tmp_path) as supervisor:
        supervisor.start(web_server("healthy", port))
        supervisor.start(python("ill", "import sys; print('last words'); sys.exit(3)"))
        with pytest.raises(ServiceDied) as said:
            supervisor.watch()
    assert "ill stopped by itself (exit code 3)" in str(said.value)
    assert "last words" in str(said.value)
    assert not listens(port), "the others end with it"


def test_a_service_killed_from_outside_is_reported_with_the_signal(tmp_path: Path) -> None:
    with Supervisor(ServiceLog(), tmp_path) as supervisor:
        supervisor.start(python("victim", "import os; os.kill(os.getpid(), 9)"))
        with pytest.raises(ServiceDied, match="signal 9"):
            supervisor.watch()


def test_what_does_not_happen_in_time_is_an_error(tmp_path: Path) -> None:
    with (
        Supervisor(ServiceLog(), tmp_path) as supervisor,
        pytest.raises(LaunchError, match="nothing came"),
    ):
        supervisor.wait_until(lambda: False, late=lambda: "nothing came", timeout=0)


def test_a_command_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    with Supervisor(ServiceLog(), tmp_path) as supervisor:
        supervisor.start(Service("nothing", [str(tmp_path / "nothing")]))
        with pytest.raises(ServiceDied, match="No such file or directory"):
            supervisor.watch()


def test_a_service_that_ignores_the_request_to_stop_is_killed_with_its_children(
    tmp_path: Path,
) -> None:
    stubborn = """
import json, os, signal, subprocess, sys
from pathlib import Path
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen(["sleep", "1000"])
Path("pids").write_text(json.dumps([os.getpid(), child.pid]))
signal.pause()
"""
    process = spawn([sys.executable, "-c", stubborn], cwd=tmp_path, extra_env={})
    pids = tmp_path / "pids"
    eventually(lambda: pids.exists() and pids.read_text() != "", "the service runs")
    stop([process], grace=0.2)
    for pid in json.loads(pids.read_text()):
        eventually(lambda pid=pid: not is_alive(pid), f"process {pid} ends")


SUPERVISE = """
import sys
from pathlib import Path
from bot.launch.logs import ServiceLog
from bot.launch.processes import stop_on_signals
from bot.launch.supervisor import Supervisor
from tests.launch.test_supervisor import web_server
stop_on_signals()
with Supervisor(ServiceLog(), Path(sys.argv[1])) as supervisor:
    for port in sys.argv[2:]:
        supervisor.start(web_server(port, int(port)))
    try:
        supervisor.watch()
    except KeyboardInterrupt:
        print("stopping")
"""


@pytest.mark.parametrize(
    "number",
    [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL],
    ids=["Ctrl-C", "asked", "terminal closed", "killed"],
)
def test_no_service_outlives_its_supervisor(tmp_path: Path, number: signal.Signals) -> None:
    ports = Ports.free()
    process = start_script(SUPERVISE, tmp_path, ports.rasa, ports.action)
    eventually(lambda: listens(ports.rasa) and listens(ports.action), "both serve")

    said, errors = finish(process, number)

    if number != signal.SIGKILL:
        assert (process.returncode, said, errors) == (0, "stopping\n", "")
    eventually(lambda: not listens(ports.rasa) and not listens(ports.action), "both ports close")


def test_each_line_of_the_log_names_its_part(tmp_path: Path) -> None:
    screen = io.StringIO()
    path = tmp_path / "log" / "bot.log"
    with (
        log_file(path) as file,
        Supervisor(ServiceLog(file, screen), tmp_path) as supervisor,
    ):
        colourful = r"print('\x1b[31mred\x1b[0m 广州'); print('two')"
        supervisor.start(python("painter", colourful))
        with pytest.raises(ServiceDied):
            supervisor.watch()
    assert screen.getvalue() == "painter | red 广州\npainter | two\n"
    assert [line.split(" ", 2)[2] for line in path.read_text(encoding="utf-8").splitlines()] == [
        "painter | red 广州",
        "painter | two",
    ]


def test_the_log_goes_on_when_nobody_reads_the_terminal_any_more(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    path = tmp_path / "bot.log"
    terminal = os.fdopen(writer, "w")
    with log_file(path) as file:
        log = ServiceLog(file, terminal)
        log.write("rasa", "one")
        log.write("rasa", "two")
    assert len(path.read_text().splitlines()) == 2
    assert log.tail("rasa") == ["one", "two"]
    with pytest.raises(BrokenPipeError):
        terminal.close()


def test_the_log_before_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "bot.log"
    for text in ("first", "second"):
        with log_file(path) as file:
            file.write(text)
    assert path.read_text() == "second"
    assert (tmp_path / "bot.log.1").read_text() == "first"
