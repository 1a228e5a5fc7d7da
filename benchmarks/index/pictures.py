"""The page's pictures, drawn from results.json: p50 by size, and cost by size."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
import matplotlib.pyplot as plt

from benchmarks.index.clauses import FILTERS
from benchmarks.index.engines import NAMES, SPOKEN

RESULTS = Path(__file__).with_name("results.json")
DOCS = Path(__file__).parents[2] / "docs"

_INKS = ("#c1272d", "#0b7a75", "#7b4fa3", "#d98e04", "#3b6fb6", "#e58a8d")
_COLOURS = dict(zip((*NAMES, SPOKEN), _INKS, strict=True))

Row = dict[str, Any]


def main() -> None:
    """Draw both."""
    # The same results give the same file.
    mpl.rcParams |= {"svg.hashsalt": "index", "svg.fonttype": "none", "font.size": 9}
    rows = json.loads(RESULTS.read_text("utf-8"))["rows"]
    _latency(rows)
    _cost(rows)


def _latency(rows: list[Row]) -> None:
    figure, axes = plt.subplots(1, len(FILTERS), figsize=(11, 3.4), sharey=True)
    for axis, name in zip(axes, FILTERS, strict=True):
        _lines(axis, rows, lambda row, name=name: row["filters"][name]["p50_ms"])
        axis.set_title("no filter" if name == "none" else f"filter {name}")
    axes[0].set_ylabel("p50, ms")
    _save(figure, "index-latency.svg")


def _cost(rows: list[Row]) -> None:
    figure, axes = plt.subplots(1, 3, figsize=(11, 3.4))
    for axis, (title, name) in zip(
        axes,
        {"build, s": "build_s", "disk, MiB": "disk_mib", "memory, MiB": "memory_mib"}.items(),
        strict=True,
    ):
        _lines(axis, rows, lambda row, name=name: row[name])
        axis.set_title(title)
    _save(figure, "index-cost.svg")


def _lines(axis: plt.Axes, rows: list[Row], value: Callable[[Row], float]) -> None:
    for engine, colour in _COLOURS.items():
        measured = [row for row in rows if row["engine"] == engine and "failed" not in row]
        if measured:
            axis.loglog(
                [row["clauses"] for row in measured],
                [value(row) for row in measured],
                marker="o",
                markersize=3,
                color=colour,
                linestyle="--" if engine == SPOKEN else "-",
                label=f"{engine} (dense only)" if engine == "chroma" else engine,
            )
    axis.set_xlabel("clauses")
    axis.grid(visible=True, which="major", linewidth=0.3)


def _save(figure: plt.Figure, name: str) -> None:
    handles, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="lower center", ncols=6, frameon=False)
    figure.tight_layout(rect=(0, 0.07, 1, 1))
    figure.savefig(DOCS / name, metadata={"Date": None})
    plt.close(figure)


if __name__ == "__main__":
    main()
