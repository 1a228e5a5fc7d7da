"""docs/index-at-size.md and its pictures, from results.json and the template page.md."""

import json
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.index.clauses import FILTERS
from benchmarks.index.engines import OURS, SPOKEN
from policy_index.index.neighbours import READ, SHORTLIST
from policy_index.index.segments import SCANNED

ROOT = Path(__file__).parents[2]
RESULTS = Path(__file__).with_name("results.json")
PAGE = ROOT / "docs" / "index-at-size.md"
TEMPLATE = Path(__file__).with_name("page.md")

_NO_RIVALS = ("chroma", SPOKEN)

Row = dict[str, Any]


def write_page() -> None:
    """Write the page, and draw the pictures in the benchmark's own environment."""
    results = json.loads(RESULTS.read_text("utf-8"))
    PAGE.write_text(page_of(results), "utf-8")
    python = ROOT / ".venv-bench" / "bin" / "python"
    subprocess.run([python, "-m", "benchmarks.index.pictures"], cwd=ROOT, check=True)


def table(rows: Sequence[Row]) -> str:
    """What was measured, for the screen."""
    return _hybrid(rows) + "\n\n" + _dense(rows) + "\n\n" + _cost(rows)


def page_of(results: dict[str, Any]) -> str:
    """The page's text."""
    rows = results["rows"]
    machine = results["machine"]
    sizes = sorted({row["clauses"] for row in rows})
    loads = [row["load"] for row in rows]
    return TEMPLATE.read_text("utf-8").format(
        date=results["date"],
        machine=f"Machine: {machine['processors']} × {machine['processor']}, "
        f"{machine['memory_gib']} GiB, {machine['system']}, Python {machine['python']}",
        sizes=", ".join(f"{size:,}" for size in sizes),
        load=f"{min(loads):.1f} to {max(loads):.1f}",
        hybrid=_hybrid([row for row in rows if row["engine"] != SPOKEN]),
        dense=_dense([row for row in rows if row["engine"] != SPOKEN]),
        cost=_cost([row for row in rows if row["engine"] != SPOKEN]),
        spoken=_spoken([row for row in rows if row["engine"] == SPOKEN]),
        faster=_faster(rows),
        kinds=_kinds(results.get("kinds", [])),
        scanned=SCANNED,
        read=READ,
        shortlist=SHORTLIST,
        versions=_versions(rows),
    )


def _hybrid(rows: Sequence[Row]) -> str:
    return _markdown(
        ["clauses", "engine", *_FILTER_NAMES],
        (
            _line(
                row,
                (
                    f"{at['p50_ms']:.2f} / {at['p95_ms']:.2f}"
                    for at in map(row.get("filters", {}).get, FILTERS)
                ),
            )
            for row in rows
            if row["engine"] != "chroma"
        ),
    )


def _faster(rows: Sequence[Row]) -> str:
    """Our p50 against the least of the engines that have both arms."""
    lines = []
    for size in sorted({row["clauses"] for row in rows}):
        done = {
            row["engine"]: row["filters"]
            for row in rows
            if row["clauses"] == size and "filters" in row and row["engine"] not in _NO_RIVALS
        }
        ours = done.pop(OURS, None)
        if ours and done:
            cells = []
            for name in FILTERS:
                rival = min(done, key=lambda engine: done[engine][name]["p50_ms"])
                times = done[rival][name]["p50_ms"] / ours[name]["p50_ms"]
                cells.append(f"{times:.1f} × ({rival})")
            lines.append([f"{size:,}", *cells])
    return _markdown(["clauses", *_FILTER_NAMES], lines)


def _dense(rows: Sequence[Row]) -> str:
    return _markdown(
        ["clauses", "engine", *_FILTER_NAMES],
        (
            _line(
                row,
                (
                    f"{at['dense_p50_ms']:.2f} ({at['recall']:.3f})"
                    for at in map(row.get("filters", {}).get, FILTERS)
                ),
            )
            for row in rows
        ),
    )


def _cost(rows: Sequence[Row]) -> str:
    return _markdown(
        ["clauses", "engine", "build, s", "disk, MiB", "open, s", "memory, MiB"],
        (
            _line(
                row,
                (
                    f"{row[name]:,.{digits}f}"
                    for name, digits in (
                        ("build_s", 1),
                        ("disk_mib", 0),
                        ("open_s", 2),
                        ("memory_mib", 0),
                    )
                ),
            )
            for row in rows
        ),
    )


def _spoken(rows: Sequence[Row]) -> str:
    return _markdown(
        ["clauses", *_FILTER_NAMES, "recall", "build, s", "disk, MiB", "memory, MiB"],
        (
            [
                f"{row['clauses']:,}",
                *(
                    f"{row['filters'][name]['p50_ms']:.2f} / {row['filters'][name]['p95_ms']:.2f}"
                    for name in FILTERS
                ),
                f"{min(row['filters'][name]['recall'] for name in FILTERS):.3f}",
                f"{row['build_s']:.0f}",
                f"{row['disk_mib']:,.0f}",
                f"{row['memory_mib']:,.0f}",
            ]
            for row in rows
            if "failed" not in row
        ),
    )


def _kinds(kinds: Sequence[Row]) -> str:
    return _markdown(
        ["kind", "build, s", "MiB", *_FILTER_NAMES],
        (
            [
                row["kind"],
                f"{row['build_s']:.1f}",
                f"{row['mib']:.0f}",
                *(
                    f"{row['filters'][name]['p50_ms']:.2f} ({row['filters'][name]['recall']:.3f})"
                    for name in FILTERS
                ),
            ]
            for row in kinds
        ),
    )


def _versions(rows: Sequence[Row]) -> str:
    by_engine = {row["engine"]: row for row in rows if "versions" in row}
    return "\n".join(
        f"- {engine}: {', '.join(f'{name} {of}' for name, of in row['versions'].items())}. "
        f"{row['notes']}."
        for engine, row in by_engine.items()
        if engine != SPOKEN
    )


_FILTER_NAMES = ["no filter", *(f"filter {name}" for name in list(FILTERS)[1:])]


def _line(row: Row, cells: Iterable[str]) -> list[str]:
    name = f"**{row['engine']}**" if row["engine"] in (OURS, SPOKEN) else row["engine"]
    measured = [row["failed"]] if "failed" in row else cells
    return [f"{row['clauses']:,}", name, *measured]


def _markdown(names: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    padded = ([*line, *[""] * (len(names) - len(line))] for line in lines)
    rows = [names, ["---"] * len(names), *padded]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
