"""Pictures of the evaluation, as SVG that stays the same for the same figures."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "policy-bot"

import matplotlib.pyplot as plt  # noqa: E402

from benchmarks.measures import Mean  # noqa: E402

_MADE = {"Date": None, "Creator": None}


def draw_means(path: Path, title: str, rows: Mapping[str, Mapping[str, Mean]]) -> None:
    """A group of dots for each row, one dot for each measure, with its interval."""
    measures = list(next(iter(rows.values())))
    figure, axes = plt.subplots(figsize=(7.5, 0.42 * len(rows) + 1.2))
    for number, measure in enumerate(measures):
        means = [row[measure] for row in rows.values()]
        heights = [place + 0.16 * (number - (len(measures) - 1) / 2) for place in range(len(rows))]
        values = [each.value for each in means]
        reach = [
            [each.value - each.low for each in means],
            [each.high - each.value for each in means],
        ]
        axes.errorbar(values, heights, xerr=reach, fmt="o", markersize=4, label=measure)
    axes.set_yticks(range(len(rows)), list(rows))
    axes.invert_yaxis()
    axes.grid(axis="x", alpha=0.3)
    axes.set_title(title, fontsize=10)
    axes.legend(fontsize=8, loc="lower left")
    save(figure, path)


def draw_reliability(path: Path, told: Sequence[float], shares: Sequence[float]) -> None:
    """How often a question has an answer, against the probability that it was given."""
    figure, axes = plt.subplots(figsize=(4.2, 4.0))
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--")
    axes.plot(told, shares, marker="o")
    axes.set_xlabel("probability that there is an answer")
    axes.set_ylabel("share of questions that have one")
    axes.set_title("Reliability on the test questions", fontsize=10)
    save(figure, path)


def draw_refusals(path: Path, wrongly: Sequence[float], rightly: Sequence[float]) -> None:
    """What is refused of the questions without an answer, against what is of those with one."""
    figure, axes = plt.subplots(figsize=(4.2, 4.0))
    axes.plot(wrongly, rightly)
    axes.set_xlim(0, 0.3)
    axes.set_ylim(0, 1)
    axes.grid(alpha=0.3)
    axes.set_xlabel("questions with an answer that are refused")
    axes.set_ylabel("questions without one that are refused")
    axes.set_title("Refusals on the test questions", fontsize=10)
    save(figure, path)


def save(figure: "plt.Figure", path: Path) -> None:
    """Write and close it."""
    figure.tight_layout()
    figure.savefig(path, metadata=_MADE)
    plt.close(figure)
