"""Fit policy_index/answerability.json on the dev questions and report on the test questions.

python -m benchmarks.answerability [--dry-run]
"""

import argparse
import json
import sys
from dataclasses import asdict, fields
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
COMMAND = "python -m benchmarks.answerability"
THRESHOLD = 0.5
NAMES = [field.name for field in fields(Signals)]

Values = np.ndarray[Any, np.dtype[np.float64]]


def main() -> None:
    """Fit, report, and write the coefficients unless told not to."""
    parser = argparse.ArgumentParser(description="Fit how probable it is that there is an answer.")
    parser.add_argument("--dry-run", action="store_true", help="report only")
    options = parser.parse_args()
    searcher = Searcher.open(Collection.load(), index_folder(), notify=_tell)
    weights = _fit(*_signals(searcher, "dev"))
    for split in ("dev", "test"):
        _report(split, weights, *_signals(searcher, split))
    if not options.dry_run:
        stored = {"made_by": COMMAND, "weights": weights}
        COEFFICIENTS.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
        print(f"wrote {COEFFICIENTS}")


def _signals(searcher: Searcher, split: str) -> tuple[Values, list[str]]:
    """Values of the signals, shape (n, signals), and the kind of each question."""
    rows, kinds = [], []
    for file in ("questions.jsonl", "unanswerable.jsonl"):
        for line in (FOLDER / file).read_text("utf-8").splitlines():
            question = json.loads(line)
            if question["split"] != split:
                continue
            hits = searcher.search(question["query"])
            rows.append(list(asdict(searcher.signals(question["query"], hits[0])).values()))
            # Nothing is to be learnt from places that no document covers: the answer is 0.
            uncovered = searcher.answerability(question["query"], hits) == 0
            kinds.append("uncovered" if uncovered else question.get("kind", "answerable"))
    return np.array(rows), kinds


def _fit(signals: Values, kinds: list[str]) -> dict[str, float]:
    learnt = [kind != "uncovered" for kind in kinds]
    signals, answerable = signals[learnt], np.array(kinds)[learnt] == "answerable"
    scaler = StandardScaler().fit(signals)
    model = LogisticRegression().fit(scaler.transform(signals), answerable)
    slopes = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - slopes @ scaler.mean_)
    rounded = {name: round(float(slope), 6) for name, slope in zip(NAMES, slopes, strict=True)}
    return {"intercept": round(intercept, 6), **rounded}


def _report(split: str, weights: dict[str, float], signals: Values, kinds: list[str]) -> None:
    total = weights["intercept"] + signals @ np.array([weights[name] for name in NAMES])
    uncovered = np.array(kinds) == "uncovered"
    probabilities = np.where(uncovered, 0.0, 1 / (1 + np.exp(-total)))
    print(f"{split}: judged answerable at {THRESHOLD}")
    for kind in sorted(set(kinds)):
        chosen = probabilities[np.array(kinds) == kind]
        share = float(np.mean(chosen >= THRESHOLD))
        print(f"  {kind:14}{len(chosen):4}  share {share:.2f}  mean {float(chosen.mean()):.2f}")


def _tell(message: str) -> None:
    print(message, file=sys.stderr)


if __name__ == "__main__":
    main()
