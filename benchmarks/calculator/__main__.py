"""How fast the calculator is, beside OpenFisca in the same run.

    make bench-calculator        or        .venv/bin/python -m benchmarks.calculator

Matches one firm against 10,000 measures, computes them, loads and checks the collection, lets
OpenFisca's country template compute its rules in a process of its own, and writes results.json and
docs/calculator.md.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from actions.subsidy.amounts import Amount, Fixed, RateCapped, UpperBound
from actions.subsidy.conditions import AllOf, AnyOf, Condition, OrMore
from actions.subsidy.loader import load_measures
from actions.subsidy.matching import find, match
from actions.subsidy.measures import Measure
from actions.subsidy.profile import read_profile
from benchmarks.calculator.page import RESULTS, table, write_page
from policy_index.collection import Collection

ROOT = Path(__file__).parents[2]
MEASURES = 10_000
REPEATS = 30
LOADS = 10
DAY = date(2024, 6, 1)

_FIRM = {
    "tier": ["municipal"],
    "recognition": "new",
    "recognised_on": "2023-05-01",
    "title_valid": True,
    "tax_paid": 20_500_000,
    "listing_cost": 5_600_000,
    "firms_led": 12,
}
_UNKNOWN: dict[str, object] = {}
_LOAD = """
import time
from actions.subsidy.loader import load_measures
from policy_index.collection import Collection
start = time.process_time()
load_measures(Collection.load())
print((time.process_time() - start) * 1e3)
"""


def main() -> None:
    """Measure, keep, write the page."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    load = os.getloadavg()[0]
    results = {
        "date": date.today().isoformat(),
        "machine": _machine(),
        "load": load,
        "measures": MEASURES,
        "times": _times(),
        "reference": _reference(),
    }
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(table(results))
    write_page()


def _times() -> list[dict[str, Any]]:
    collection = Collection.load()
    measures = list(_copies(list(load_measures(collection).measures.values())))
    known, unknown = read_profile(_FIRM), read_profile(_UNKNOWN)
    return [
        _time("match a firm that is well known", REPEATS, lambda: match(measures, known)),
        _time("match a firm of which nothing is known", REPEATS, lambda: match(measures, unknown)),
        _time("match and compute", REPEATS, lambda: find(measures, known, collection, DAY)),
        _time("load and check the collection", LOADS, lambda: load_measures(Collection.load())),
        _row("load and check it, first in a process", [_first_load() for _ in range(LOADS)]),
    ]


def _first_load() -> float:
    """Milliseconds of the processor in a new process, imports done; clauses come from the cache."""
    done = subprocess.run(
        [sys.executable, "-c", _LOAD], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def _time(what: str, repeats: int, run: Callable[[], object]) -> dict[str, Any]:
    """Milliseconds of the processor, after one run that is not counted."""
    run()
    taken = []
    for _ in range(repeats):
        start = time.process_time()
        run()
        taken.append((time.process_time() - start) * 1e3)
    return _row(what, taken)


def _row(what: str, taken: Sequence[float]) -> dict[str, Any]:
    p50, p95 = np.percentile(taken, [50, 95])
    return {"what": what, "p50_ms": float(p50), "p95_ms": float(p95)}


def _copies(real: Sequence[Measure]) -> Iterator[Measure]:
    """Copies of the real measures, no two alike: each has its own thresholds and sums."""
    for number in range(MEASURES):
        measure = real[number % len(real)]
        factor = 1 + Decimal(number // len(real)) / 1000
        yield replace(
            measure,
            id=f"{measure.id}-{number}",
            when=_scaled(measure.when, factor),
            amount=_grown(measure.amount, factor),
        )


def _scaled(condition: Condition, factor: Decimal) -> Condition:
    if isinstance(condition, AllOf | AnyOf):
        return replace(condition, parts=tuple(_scaled(part, factor) for part in condition.parts))
    if isinstance(condition, OrMore):
        return replace(condition, threshold=condition.threshold * factor)
    return replace(condition)


def _grown(amount: Amount, factor: Decimal) -> Amount:
    if isinstance(amount, Fixed):
        return replace(amount, value=amount.value * factor)
    if isinstance(amount, UpperBound):
        return replace(amount, cap=amount.cap * factor)
    if isinstance(amount, RateCapped) and amount.cap is not None:
        return replace(amount, cap=amount.cap * factor)
    return replace(amount)


def _reference() -> dict[str, Any]:
    python = ROOT / ".venv-openfisca" / "bin" / "python"
    command = [python, "-m", "benchmarks.calculator.openfisca", str(REPEATS), str(MEASURES)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _machine() -> str:
    cpu = Path("/proc/cpuinfo").read_text("utf-8")
    model = next(line.split(":")[1].strip() for line in cpu.splitlines() if "model name" in line)
    return f"{os.cpu_count()} × {model}, {platform.platform()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
