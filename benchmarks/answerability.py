"""Fit policy_index/answerability.json on the dev questions and report on the test questions.

    python -m benchmarks.answerability [--dry-run]

Reported for each split: how many of the questions without an answer are refused when the threshold
refuses 3 % of those with one, as it was chosen on dev. On dev the probabilities are those of models
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
REFUSED_AT_MOST = 0.03
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
    threshold = float(np.floor(np.quantile(unseen[dev.answerable], REFUSED_AT_MOST) * 100) / 100)
    report("dev", dev, unseen, threshold)
    report("test", test, probabilities(test, weights), threshold)
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


def report(split: str, sample: Sample, found: Values, threshold: float) -> None:
    """Print what is refused at the threshold, by kind."""
    refused = found < threshold
    print(f"{split}: refused below {threshold:.2f}")
    groups = {"answerable": sample.answerable, "unanswerable": ~sample.answerable}
    groups |= {f"  {kind}": sample.kinds == kind for kind in sorted(set(sample.kinds)) if kind}
    for name, group in groups.items():
        if name.strip() != ANSWERABLE or name == ANSWERABLE:
            print(f"  {name:16}{group.sum():4}  refused {refused[group].mean():.3f}")


def _tell(message: str) -> None:
    print(message, file=sys.stderr)


if __name__ == "__main__":
    main()
