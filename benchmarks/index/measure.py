"""One engine at one size, in a process of its own on one processor.

    python -m benchmarks.index.measure build|search ENGINE CLAUSES FOLDER

``build`` fills FOLDER; ``search`` opens it and answers. The last line is JSON.

Before the clock runs, the setting is chosen for each filter: the fastest that finds 98 % of the 10
nearest, else the one that finds most. Each measurement stops after a minute.
"""

import importlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.index.clauses import FILTERS, Clauses
from benchmarks.index.engines import Engine

RECALL = 0.98
_TRIED_ON = 40
_SECONDS = 60.0


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

    def recall(numbers: Iterable[int]) -> float:
        found = (
            len(exact[number] & set(engine.nearest(queries[number], place))) / len(exact[number])
            for number in _for_a_minute(numbers)
        )
        return float(np.mean(list(found)))

    def answer(number: int) -> None:
        engine.hybrid(queries[number], clauses.asked[number], place)

    tried = range(min(_TRIED_ON, len(queries)))
    outcomes = []
    for setting in engine.settings:
        engine.use(setting)
        found = recall(tried)
        outcomes.append((found < RECALL, 0 if found < RECALL else _p50(answer, tried), -found))
    best = min(range(len(outcomes)), key=outcomes.__getitem__)
    engine.use(engine.settings[best])
    times = _times(answer, range(len(queries)))
    dense = _times(lambda number: engine.nearest(queries[number], place), range(len(queries)))
    return {
        "dense_p50_ms": float(np.percentile(dense, 50)),
        "dense_p95_ms": float(np.percentile(dense, 95)),
        "p50_ms": float(np.percentile(times, 50)),
        "p95_ms": float(np.percentile(times, 95)),
        "queries": len(times),
        "recall": recall(range(len(queries))),
        "setting": engine.settings[best],
    }


def _p50(answer: Callable[[int], None], numbers: Iterable[int]) -> float:
    return float(np.percentile(_times(answer, numbers), 50))


def _times(answer: Callable[[int], object], numbers: Iterable[int]) -> list[float]:
    """Milliseconds of each answer."""
    times = []
    for number in _for_a_minute(numbers):
        start = time.perf_counter()
        answer(number)
        times.append(1000 * (time.perf_counter() - start))
    return times


def _for_a_minute(numbers: Iterable[int]) -> Iterable[int]:
    end = time.monotonic() + _SECONDS
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
