"""docs/nlu.md: what was measured, in tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import accuracy_score, f1_score

from bot.nlu.mentions import find_entities
from policy_index.strict_yaml import read_yaml

ROOT = Path(__file__).resolve().parents[2]
ENTITIES = ROOT / "tests" / "nlu" / "entities_heldout.yml"
ENTITIES_DAY = date(2026, 11, 25)
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
BINS = 10
ABOUT_POLICIES = (
    *("ask_amount", "ask_policy", "ask_match", "ask_change", "ask_gap", "ask_sheet"),
    *("ask_validity", "ask_responsible", "ask_procedure", "compare"),
)
COMMANDS = (
    *("affirm", "deny", "greet", "goodbye", "thanks", "bot_challenge", "help", "start_over"),
    *("set_aside", "ask_human", "complain", "insult", "ask_source"),
)


@dataclass(frozen=True)
class Row:
    """A classifier in the comparison; `crossed` is None where it would take hours."""

    classifier: str
    features: str
    crossed: float | None
    held_out: float
    first_half: float
    second_half: float
    accuracy: float
    milliseconds: float
    seconds: float

    @classmethod
    def of(cls, *values: Any) -> Row:
        """In the order of the fields."""
        return cls(*values)


@dataclass(frozen=True)
class Told:
    """What the model told of messages: probabilities, shape (messages, intents), and the truth."""

    probabilities: npt.NDArray[np.floating[Any]]
    gold: npt.NDArray[np.str_]
    names: npt.NDArray[np.str_]

    @classmethod
    def of(cls, probabilities: npt.NDArray[Any], gold: Sequence[str], names: Sequence[str]) -> Told:
        """`names` are those of the columns."""
        return cls(probabilities, np.array(gold), np.array(names))

    @property
    def found(self) -> npt.NDArray[np.str_]:
        """The likeliest intents."""
        return self.names[self.probabilities.argmax(axis=1)]

    @property
    def sureness(self) -> npt.NDArray[np.floating[Any]]:
        """The probabilities of the likeliest."""
        return self.probabilities.max(axis=1)

    @property
    def macro_f1(self) -> float:
        """The mean of the intents' F1."""
        return float(f1_score(self.gold, self.found, average="macro"))

    def accuracy(self, intents: Sequence[str] | None = None) -> float:
        """The share of messages, or of those with the intents, that are told rightly."""
        chosen = np.isin(self.gold, intents) if intents else np.ones(len(self.gold), dtype=bool)
        return float(accuracy_score(self.gold[chosen], self.found[chosen]))

    def f1_by_intent(self) -> dict[str, float]:
        """Of every intent."""
        values = f1_score(self.gold, self.found, average=None, labels=self.names)
        return dict(zip(self.names.tolist(), values.tolist(), strict=True))

    def reliability(self) -> tuple[list[float], list[float]]:
        """Mean probability, and share that is right, of each tenth that holds messages."""
        bins = np.minimum((self.sureness * BINS).astype(int), BINS - 1)
        right = self.found == self.gold
        held = [bins == number for number in range(BINS) if (bins == number).sum() >= 5]
        return (
            [float(self.sureness[each].mean()) for each in held],
            [float(right[each].mean()) for each in held],
        )

    def calibration_error(self) -> float:
        """The mean distance of probability and share, each tenth by how many messages it holds."""
        bins = np.minimum((self.sureness * BINS).astype(int), BINS - 1)
        right = self.found == self.gold
        gaps = [(self.sureness - right)[bins == number].sum() for number in range(BINS)]
        return float(np.abs(gaps).sum() / len(right))


def write(
    path: Path,
    rows: Sequence[Row],
    left_out: Told,
    held_out: Told,
    texts: Sequence[str],
    shipped: Mapping[str, Any],
) -> None:
    """The page, whole."""
    words = {
        "training": len(left_out.gold),
        "held_out": len(held_out.gold),
        "intents": len(held_out.names),
        "comparison": "\n".join(map(_line, rows)),
        "shipped_ms": shipped["ms"],
        "shipped_seconds": shipped["seconds"],
        "scores": "\n".join(
            f"| {name} | {told.macro_f1:.3f} | {told.accuracy():.3f} | "
            f"{told.accuracy(ABOUT_POLICIES):.3f} | {told.accuracy(COMMANDS):.3f} | "
            f"{told.accuracy(['out_of_scope']):.3f} | {told.calibration_error():.3f} |"
            for name, told in (("left out", left_out), ("held out", held_out))
        ),
        "thresholds": "\n".join(_threshold(each, left_out, held_out) for each in THRESHOLDS),
        "confusion": _confusion(left_out),
        "wrong": _wrong(held_out, texts),
        "entities": _entities(),
    }
    template = Path(__file__).with_name("page.md").read_text(encoding="utf-8")
    path.write_text(template.format(**words), encoding="utf-8")


def _line(row: Row) -> str:
    crossed = "" if row.crossed is None else f"{row.crossed:.3f}"
    return (
        f"| {row.classifier} | {row.features} | {crossed} | {row.held_out:.3f} "
        f"({row.first_half:.3f}, {row.second_half:.3f}) | {row.accuracy:.3f} | "
        f"{row.milliseconds:.1f} | {row.seconds:.0f} |"
    )


def _threshold(threshold: float, *tolds: Told) -> str:
    cells = []
    for told in tolds:
        unsure = told.sureness < threshold
        asked, other = np.isin(told.gold, ABOUT_POLICIES), told.gold == "out_of_scope"
        refused = told.found == "out_of_scope"
        cells += [unsure[asked].mean(), refused[asked].mean(), (refused | unsure)[other].mean()]
    return f"| {threshold} | " + " | ".join(f"{100 * cell:.1f} %" for cell in cells) + " |"


def _confusion(told: Told, most: int = 15) -> str:
    pairs = Counter(
        (gold, found)
        for gold, found in zip(told.gold.tolist(), told.found.tolist(), strict=True)
        if gold != found
    )
    return "\n".join(f"| {gold} | {found} | {n} |" for (gold, found), n in pairs.most_common(most))


def _wrong(told: Told, texts: Sequence[str]) -> str:
    wrong = np.flatnonzero(told.found != told.gold)
    lines = [
        f"| {texts[i]} | {told.gold[i]} | {told.found[i]} | {told.sureness[i]:.2f} |" for i in wrong
    ]
    return "\n".join(lines)


def _entities() -> str:
    counts: Counter[tuple[str, str]] = Counter()
    for text, wanted in read_yaml(ENTITIES).items():
        said = {
            " ".join(filter(None, [each["entity"], each["value"], each.get("role")]))
            for each in find_entities(text, ENTITIES_DAY)
        }
        for kind, members in (("found", said), ("wanted", {*wanted}), ("right", said & {*wanted})):
            counts.update((member.split()[0], kind) for member in members)
    names = sorted({name for name, _ in counts})
    return "\n".join(
        f"| {name} | {counts[name, 'wanted']} | "
        f"{2 * counts[name, 'right'] / (counts[name, 'wanted'] + counts[name, 'found']):.3f} |"
        for name in names
    )
