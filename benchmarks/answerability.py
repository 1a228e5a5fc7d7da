"""Fit policy_index/answerability.json on the dev questions and report on the test questions.

    python -m benchmarks.answerability [--dry-run]

Reported for each split: how many of the questions without an answer are refused when the threshold
refuses 1 % of those with one on dev. On dev the probabilities are those of models
that did not see the question's clause (five folds).
"""

import argparse
import json
import sys
import zlib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from policy_index.answerability import COEFFICIENTS, Signals
from policy_index.collection import Collection
from policy_index.index.store import index_folder
from policy_index.search import Searcher

FOLDER = Path(__file__).with_name("retrieval")
FILES = ("questions.jsonl", "answerable.jsonl", "unanswerable.jsonl")
COMMAND = "python -m benchmarks.answerability"
ANSWERABLE = "answerable"
# The words that ask for a detail, and the thesaurus, were written with the dev questions in sight:
# of other questions with an answer, several times as many are refused.
REFUSED_AT_MOST = 0.01
FOLDS = 5
NAMES = [field.name for field in fields(Signals)]

Values = np.ndarray[Any, np.dtype[np.float64]]
Strings = np.ndarray[Any, np.dtype[np.str_]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class Sample:
    """``signals`` (n, signals), the kind and the fold of each question, and whether all places that
    it names are without a document: then the answer is 0, and nothing is to be learnt from it."""

    signals: Values
    kinds: Strings
    folds: Values
    uncovered: Flags

    @property
    def answerable(self) -> Flags:
        return np.asarray(self.kinds == ANSWERABLE)


def main() -> None:
    """Fit, report, and write the coefficients unless told not to."""
    parser = argparse.ArgumentParser(description="Fit how probable it is that there is an answer.")
    parser.add_argument("--dry-run", action="store_true", help="report only")
    options = parser.parse_args()
    searcher = Searcher.open(Collection.load(), index_folder(), notify=_tell)
    dev, test = read(searcher, "dev"), read(searcher, "test")
    weights, unseen = fit(dev), cross_validated(dev)
    threshold = float(np.floor(at(dev, unseen, REFUSED_AT_MOST) * 100) / 100)
    report("dev", dev, unseen, threshold)
    tested = probabilities(test, weights)
    report("test", test, tested, threshold)
    report(
        "test, where 3 % of those with an answer are refused", test, tested, at(test, tested, 0.03)
    )
    if not options.dry_run:
        stored = {"made_by": COMMAND, "threshold": threshold, "weights": weights}
        COEFFICIENTS.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
        print(f"wrote {COEFFICIENTS}")


def read(searcher: Searcher, split: str) -> Sample:
    """The signals of all questions of a split."""
    rows, kinds, folds, uncovered = [], [], [], []
    for file in FILES:
        for line in (FOLDER / file).read_text("utf-8").splitlines():
            question = json.loads(line)
            if question["split"] != split:
                continue
            hits = searcher.search(question["query"])
            rows.append(list(asdict(searcher.signals(question["query"], hits)).values()))
            kinds.append(question.get("kind", ANSWERABLE))
            uncovered.append(not searcher.covers(question["query"]))
            group = str(question["gold"][0] if "gold" in question else question["id"])
            folds.append(zlib.crc32(group.encode()) % FOLDS)
    return Sample(np.array(rows), np.array(kinds), np.array(folds), np.array(uncovered))


def fit(sample: Sample, chosen: Flags | None = None) -> dict[str, float]:
    """Coefficients on the signals as they are."""
    learnt = ~sample.uncovered if chosen is None else chosen & ~sample.uncovered
    signals = sample.signals[learnt]
    scaler = StandardScaler().fit(signals)
    model = LogisticRegression().fit(scaler.transform(signals), sample.answerable[learnt])
    slopes = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - slopes @ scaler.mean_)
    rounded = {name: round(float(slope), 6) for name, slope in zip(NAMES, slopes, strict=True)}
    return {"intercept": round(intercept, 6), **rounded}


def probabilities(sample: Sample, weights: dict[str, float]) -> Values:
    """Shape (n,)."""
    total = weights["intercept"] + sample.signals @ np.array([weights[name] for name in NAMES])
    return np.where(sample.uncovered, 0.0, 1 / (1 + np.exp(-total)))


def cross_validated(sample: Sample) -> Values:
    """Probabilities by models that were fitted without the question's fold, shape (n,)."""
    unseen = np.zeros(len(sample.kinds))
    for fold in range(FOLDS):
        held = sample.folds == fold
        unseen[held] = probabilities(sample, fit(sample, ~held))[held]
    return unseen


def at(sample: Sample, found: Values, refused: float) -> float:
    """The probability below which that share of the questions with an answer is."""
    return float(np.quantile(found[sample.answerable], refused))


def stored_probabilities(sample: Sample) -> Values:
    """By the coefficients that are stored, shape (n,)."""
    return probabilities(sample, json.loads(COEFFICIENTS.read_text("utf-8"))["weights"])


def groups(sample: Sample) -> dict[str, Flags]:
    """With an answer, without one, and of those each kind."""
    kinds = sorted(set(sample.kinds) - {ANSWERABLE})
    return {
        "with an answer": sample.answerable,
        "without one": ~sample.answerable,
        **{f"– {kind}": np.asarray(sample.kinds == kind) for kind in kinds},
    }


def refusals(sample: Sample, found: Values) -> tuple[list[float], list[float]]:
    """Shares refused of the questions with and of those without an answer, as the bar rises."""
    bars = np.unique(np.concatenate([[0.0], found, [1.01]]))
    wrongly = [float((found[sample.answerable] < bar).mean()) for bar in bars]
    return wrongly, [float((found[~sample.answerable] < bar).mean()) for bar in bars]


def reliability(sample: Sample, found: Values) -> tuple[list[float], list[float]]:
    """Mean probability, and share with an answer, of ten parts of the range that are not empty."""
    parts = np.minimum((found * 10).astype(int), 9)
    there = [part for part in range(10) if (parts == part).any()]
    told = [float(found[parts == part].mean()) for part in there]
    return told, [float(sample.answerable[parts == part].mean()) for part in there]


def report(split: str, sample: Sample, found: Values, threshold: float) -> None:
    """Print what is refused at the threshold, by kind."""
    refused = found < threshold
    print(f"{split}: refused below {threshold:.2f}")
    for name, group in groups(sample).items():
        print(f"  {name:16}{group.sum():4}  refused {refused[group].mean():.3f}")


def _tell(message: str) -> None:
    print(message, file=sys.stderr)


if __name__ == "__main__":
    main()
