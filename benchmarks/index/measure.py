"""One engine at one size, in a process of its own on one processor.

    python -m benchmarks.index.measure build|search ENGINE CLAUSES FOLDER

``build`` fills FOLDER; ``search`` opens it and answers. The last line is JSON.

Before the clock runs, the setting is chosen for each filter: the fastest that finds 98 % of the 10
nearest, else the one that finds most.
"""

import importlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.index.clauses import FILTERS, Clauses
from benchmarks.index.engines import Engine

RECALL = 0.98
_TRIED = 5.0
_MEASURED = 40.0
"""Seconds that a setting is tried, and that each figure may take."""


def main() -> None:
    """Measure, and print the result."""
    task, name, data, folder = sys.argv[1:]
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    module = importlib.import_module(f"benchmarks.index.engines.{name.replace('-', '_')}")
    engine: Engine = module.Engine()
    clauses = Clauses.read(Path(data))
    measure = _build if task == "build" else _search
    print(json.dumps(measure(engine, clauses, Path(folder))))
    sys.stdout.flush()
    os._exit(0)  # some engines leave threads that do not end


def _build(engine: Engine, clauses: Clauses, folder: Path) -> dict[str, Any]:
    start = time.perf_counter()
    engine.build(clauses, folder)
    seconds = time.perf_counter() - start
    files = [path.stat() for path in folder.rglob("*") if path.is_file()]
    return {
        "build_s": seconds,
        "build_peak_mib": _memory("VmHWM"),
        "disk_mib": sum(file.st_blocks for file in files) * 512 / 2**20,
    }


def _search(engine: Engine, clauses: Clauses, folder: Path) -> dict[str, Any]:
    before = _memory("VmRSS")
    start = time.perf_counter()
    engine.open(folder)
    engine.use(engine.settings[0])
    engine.hybrid(np.array(clauses.queries[0]), clauses.asked[0], None)
    opened = time.perf_counter() - start
    filters = {name: _filtered(engine, clauses, name) for name in FILTERS}
    return {
        "open_s": opened,
        "memory_mib": _memory("VmRSS") - before,
        "anonymous_mib": _memory("RssAnon"),
        "filters": filters,
        "versions": {package: version(package) for package in engine.packages},
        "notes": engine.notes,
    }


def _filtered(engine: Engine, clauses: Clauses, name: str) -> dict[str, Any]:
    place = FILTERS[name]
    queries = [np.array(query) for query in clauses.queries]
    exact = [set(rows[rows >= 0].tolist()) for rows in clauses.exact[name]]

    def near(number: int) -> list[int]:
        return engine.nearest(queries[number], place)

    def both(number: int) -> list[int]:
        return engine.hybrid(queries[number], clauses.asked[number], place)

    def recall(seconds: float) -> float:
        found = [
            len(exact[number] & set(near(number))) / len(exact[number])
            for number in _within(seconds, range(len(queries)))
        ]
        return float(np.mean(found))

    outcomes = []
    for setting in engine.settings:
        engine.use(setting)
        found = recall(_TRIED)
        enough = found >= RECALL
        time_of = float(np.median(_times(both, len(queries), _TRIED))) if enough else 0.0
        outcomes.append((not enough, time_of, -found))
    chosen = engine.settings[min(range(len(outcomes)), key=outcomes.__getitem__)]
    engine.use(chosen)
    times = _times(both, len(queries), _MEASURED)
    dense = _times(near, len(queries), _MEASURED)
    return {
        "p50_ms": float(np.percentile(times, 50)),
        "p95_ms": float(np.percentile(times, 95)),
        "dense_p50_ms": float(np.percentile(dense, 50)),
        "dense_p95_ms": float(np.percentile(dense, 95)),
        "queries": len(times),
        "recall": recall(_MEASURED),
        "setting": chosen,
    }


def _times(answer: Callable[[int], object], queries: int, seconds: float) -> list[float]:
    """Milliseconds of each answer."""
    times = []
    for number in _within(seconds, range(queries)):
        start = time.perf_counter()
        answer(number)
        times.append(1000 * (time.perf_counter() - start))
    return times


def _within(seconds: float, numbers: Iterable[int]) -> Iterator[int]:
    """As many of the numbers as there is time for, at least one."""
    end = time.monotonic() + seconds
    for number in numbers:
        yield number
        if time.monotonic() > end:
            return


def _memory(name: str) -> float:
    """A line of /proc/self/status, in MiB."""
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise KeyError(name)


if __name__ == "__main__":
    main()
