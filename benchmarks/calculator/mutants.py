"""Would the tests notice if the calculator were wrong?

    make mutants        or        .venv/bin/python -m benchmarks.calculator.mutants [--processes 1]

mutmut changes the calculator in one place after another and runs the tests that come by there
(pyproject.toml says which). A change that no test notices is a survivor: survivors.yml must say why
nothing can be noticed. Writes mutants.json and docs/calculator.md; fails below 95 %, and if a
survivor is not explained. ``mutants/`` keeps what was tested, and only what changed is retested.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.calculator.page import MUTANTS, RESULTS, write_page
from policy_index.strict_yaml import read_yaml

ROOT = Path(__file__).parents[2]
STATS = ROOT / "mutants" / "mutmut-cicd-stats.json"
EXPLAINED = Path(__file__).with_name("survivors.yml")
LEAST = 0.95


def main() -> int:
    """The exit code."""
    options = _options()
    start, load = time.monotonic(), os.getloadavg()[0]
    _mutmut("run", "--max-children", str(options.processes), shown=True)
    minutes = (time.monotonic() - start) / 60
    _mutmut("export-cicd-stats")
    stats = json.loads(STATS.read_text("utf-8"))
    survivors = list(_survivors())
    killed = stats["killed"] + stats["timeout"]
    result = {
        "date": date.today().isoformat(),
        "mutants": stats["total"],
        "killed": killed,
        "minutes": minutes,
        "processes": options.processes,
        "load": load,
        "survivors": survivors,
    }
    MUTANTS.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if RESULTS.exists():
        write_page()
    print(f"{killed} of {stats['total']} mutants killed ({killed / stats['total']:.1%})")
    unexplained = [each for each in survivors if not each["why"]]
    for each in unexplained:
        print(f"not explained in {EXPLAINED.name}: {each['function']}: {each['is']}")
    return int(bool(unexplained) or killed < LEAST * stats["total"])


def _survivors() -> Iterator[dict[str, str]]:
    why = {each["is"]: each["why"] for each in read_yaml(EXPLAINED)}
    for line in _mutmut("results").splitlines():
        name, _, status = line.strip().rpartition(": ")
        if status == "killed" or not name:
            continue
        was, changed = _difference(_mutmut("show", name))
        module, function = name.split("__mutmut_")[0].removeprefix("actions.subsidy.").split(".", 1)
        function = function.removeprefix("x_").replace("xǁ", "").replace("ǁ", ".")
        yield {
            "function": f"{module}.{function}",
            "was": was,
            "is": changed,
            "why": why.get(changed, ""),
        }


def _difference(shown: str) -> tuple[str, str]:
    """The lines that a diff takes out, and those that it puts in."""
    lines = [line for line in shown.splitlines() if not line.startswith(("---", "+++"))]
    took, put = ([line[1:].strip() for line in lines if line[:1] == sign] for sign in "-+")
    return " ".join(took), " ".join(put)


def _mutmut(*words: str, shown: bool = False) -> str:
    command: list[Any] = [Path(sys.executable).with_name("mutmut"), *words]
    output = None if shown else subprocess.PIPE
    done = subprocess.run(command, cwd=ROOT, stdout=output, text=True, check=True)
    return done.stdout or ""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calculator.mutants")
    parser.add_argument("--processes", type=int, default=1, help="at once (1)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
