"""What the processes below this one cost, as Linux counts it."""

import os
from collections.abc import Iterator
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def memory() -> list[tuple[str, float]]:
    """The command and the resident MiB of each."""
    return sorted(
        (command, int(fields["VmRSS"].split()[0]) / 1024)
        for command, process in _children()
        if "VmRSS" in (fields := _status(process))
    )


def processor_seconds() -> dict[str, float]:
    """The processor time that each has taken since its start, by its command."""
    times = {}
    for command, process in _children():
        stat = _stat(process)
        times[command] = (int(stat[11]) + int(stat[12])) / _TICKS
    return times


def _children() -> Iterator[tuple[str, int]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_text().split("\0")
            if _is_below(int(folder.name), os.getpid()):
                yield " ".join(words[1:6])[:40], int(folder.name)
        except OSError:
            continue


def _is_below(process: int, ancestor: int) -> bool:
    while process > 1:
        process = int(_stat(process)[1])
        if process == ancestor:
            return True
    return False


def _stat(process: int) -> list[str]:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _status(process: int) -> dict[str, str]:
    text = Path(f"/proc/{process}/status").read_text()
    return dict(line.split(":", 1) for line in text.splitlines())
