"""The index beside other engines, at sizes.

    .venv/bin/python -m benchmarks.index [--sizes 1000,100000] [--engines lancedb,sqlite] [--quick]

Makes clauses of each size, measures each engine with them in a process of its own, and writes
results.json, docs/index-at-size.md and its pictures. What was measured before and is not asked for
now stays in the results. An engine that does not build a size within ten minutes is stopped, and
that is its result. ``--quick``: two small sizes, and nothing is written.

All sizes take some hours and 20 GB of disk.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.index.clauses import write_clauses
from benchmarks.index.engines import NAMES, OURS, SPOKEN
from benchmarks.index.kinds import kinds_of_index
from benchmarks.index.page import RESULTS, table, write_page
from policy_index.index import store
from policy_index.index.generations import read_manifest
from policy_index.index.vectors import VectorFile

ROOT = Path(__file__).parents[2]
WORK = ROOT / ".bench"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
KINDS_AT = 100_000

_SEARCH_MINUTES = 30
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "LANCE_CPU_THREADS": "1",
    "TOKIO_WORKER_THREADS": "1",
}

Row = dict[str, Any]


def main() -> None:
    """Measure what is asked for, keep it, and write the page."""
    options = _options()
    results: dict[str, Any] = {"rows": []}
    if RESULTS.exists() and not options.quick:
        results = json.loads(RESULTS.read_text("utf-8"))
    results |= {"machine": _machine(), "date": date.today().isoformat()}
    for size in options.sizes:
        for spoken in (False, True):
            for row in _measured(size, options, spoken=spoken):
                _keep(results, row)
                if not options.quick:
                    _save(results)
        if size == KINDS_AT and OURS in options.engines and not options.quick:
            _tell(f"{size:,} vectors: kinds of index")
            results["kinds"] = kinds_of_index(WORK / str(size))
            _save(results)
        shutil.rmtree(WORK)
    print(table(results["rows"]))
    if not options.quick:
        write_page()


def _measured(size: int, options: argparse.Namespace, *, spoken: bool) -> Iterator[Row]:
    """The row of each engine. With sentences only our index is measured: the others hold one
    vector a clause."""
    engines = [OURS] if spoken and OURS in options.engines else [] if spoken else options.engines
    if not engines:
        return
    data = WORK / f"{size}{'-spoken' if spoken else ''}"
    _tell(f"{size:,} clauses{' with sentences' if spoken else ''}: making them")
    shutil.rmtree(data, ignore_errors=True)
    write_clauses(data, size, options.questions, _real_vectors(), sentences=spoken)
    for name in engines:
        shown = SPOKEN if spoken else name
        _tell(f"{size:,} clauses: {shown}")
        yield {"engine": shown, "clauses": size, **_row(name, data, options.minutes)}


def _row(name: str, data: Path, build_minutes: int) -> Row:
    folder = data / name
    folder.mkdir()
    row: Row = {"load": os.getloadavg()[0]}
    for task, minutes in (("build", build_minutes), ("search", _SEARCH_MINUTES)):
        try:
            row |= _child(task, name, data, folder, minutes)
        except _Failed as failed:
            _tell(f"  {failed}")
            row["failed"] = str(failed)
            break
    shutil.rmtree(folder)
    return row


class _Failed(Exception):
    """What an engine could not do."""


def _child(task: str, name: str, data: Path, folder: Path, minutes: int) -> Row:
    environment = ROOT / (".venv" if name == OURS else ".venv-bench")
    command = [environment / "bin" / "python", "-m", "benchmarks.index.measure", task, name]
    with subprocess.Popen(
        [*command, data, folder],
        cwd=ROOT,
        env=os.environ | _ONE_THREAD,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        try:
            out, errors = child.communicate(timeout=60 * minutes)
        except subprocess.TimeoutExpired:
            child.kill()
            raise _Failed(f"{task} not done in {minutes} minutes") from None
    if child.returncode:
        raise _Failed(f"{task} failed: {errors.strip().splitlines()[-1]}")
    row: Row = json.loads(out.splitlines()[-1])
    return row


def _keep(results: dict[str, Any], row: Row) -> None:
    """In the place of the row of that engine and size."""
    key = (row["engine"], row["clauses"])
    others = [each for each in results["rows"] if (each["engine"], each["clauses"]) != key]
    results["rows"] = sorted([*others, row], key=lambda each: (each["clauses"], each["engine"]))


def _save(results: dict[str, Any]) -> None:
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", "utf-8")


def _real_vectors() -> np.ndarray:
    """The passages of the real collection, as its index holds them."""
    folder = store.index_folder()
    segments = read_manifest(folder)[1].segments
    files = [
        VectorFile(folder / segment / name)
        for segment in segments
        for name in ("whole.npy", "sentences.npy")
    ]
    return np.concatenate([file[np.arange(file.count)] for file in files])


def _machine() -> dict[str, Any]:
    cpu = Path("/proc/cpuinfo").read_text("utf-8")
    model = next(line.split(":")[1].strip() for line in cpu.splitlines() if "model name" in line)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": model,
        "processors": os.cpu_count(),
        "memory_gib": round(memory, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.index",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )

    def numbers(text: str) -> list[int]:
        return [int(each) for each in text.split(",")]

    parser.add_argument("--sizes", type=numbers, help="clauses, e.g. 1000,10000")
    parser.add_argument("--engines", type=lambda text: text.split(","), default=list(NAMES))
    parser.add_argument("--questions", type=int, default=300, help="of each filter (300)")
    parser.add_argument("--minutes", type=int, default=10, help="that a build may take (10)")
    parser.add_argument("--quick", action="store_true", help="two small sizes, nothing written")
    options = parser.parse_args()
    options.sizes = options.sizes or ([1_000, 10_000] if options.quick else list(SIZES))
    if unknown := set(options.engines) - set(NAMES):
        parser.error(f"no engine {', '.join(unknown)}; there are: {', '.join(NAMES)}")
    return options


def _tell(message: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {message}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
