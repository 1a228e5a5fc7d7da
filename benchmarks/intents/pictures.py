"""The pictures of docs/nlu.md."""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt

from benchmarks.intents.page import Told
from benchmarks.pictures import save


def draw_reliability(path: Path, left_out: Told, held_out: Told) -> None:
    """How often the intent is right, against the probability that it was given."""
    figure, axes = plt.subplots(figsize=(4.2, 4.0))
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--")
    for name, told in (("training messages, left out", left_out), ("held-out messages", held_out)):
        axes.plot(*told.reliability(), marker="o", markersize=4, label=name)
    axes.set_xlabel("probability of the likeliest intent")
    axes.set_ylabel("share that has this intent")
    axes.legend(fontsize=8)
    save(figure, path)


def draw_intents(path: Path, left_out: Told, held_out: Told) -> None:
    """F1 of each intent, the weakest on top."""
    unseen, crossed = held_out.f1_by_intent(), left_out.f1_by_intent()
    names = sorted(unseen, key=lambda name: crossed[name])
    figure, axes = plt.subplots(figsize=(6.5, 0.24 * len(names) + 0.9))
    axes.plot([crossed[name] for name in names], names, "o", markersize=4, label="left out")
    axes.plot([unseen[name] for name in names], names, "o", markersize=4, label="held out")
    axes.invert_yaxis()
    axes.grid(axis="x", alpha=0.3)
    axes.set_xlabel("F1")
    axes.legend(fontsize=8, loc="lower left")
    save(figure, path)
