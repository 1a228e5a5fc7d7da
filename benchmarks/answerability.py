"""Fit policy_index/answerability.json on the known and the dev questions, report on the test ones.

    python -m benchmarks.answerability [--dry-run]

Known are the questions of policies/*/questions.yml, which have an answer, and those of
policies/unanswered.yml, which have none. Reported for each split: how many of the questions without
an answer are refused when the threshold refuses 3 % of those with one on dev. On dev the
probabilities are those of models that did not see the question's clause (five folds).
"""

import argparse
import json
import sys
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from policy_index.answerability import COEFFICIENTS, Signals
from policy_index.collection import Collection
from policy_index.index.store import index_folder
from policy_index.known_questions import load_questions, load_unanswered
from policy_index.search import Searcher

FOLDER = Path(__file__).with_name("retrieval")
FILES = ("questions.jsonl", "answerable.jsonl", "unanswerable.jsonl")
COMMAND = "python -m benchmarks.answerability"
ANSWERABLE = "answerable"
REFUSED_AT_MOST = 0.03
FOLDS = 5
KNOWN = -1
"""The fold of the known questions: every model learns from them."""
PENALTY = 0.03
VECTOR_SCALE = 10.0
"""What brings the entries of a unit vector of 384 to the size of the standardised signals."""
NAMES = [field.name for field in fields(Signals)]

Values = np.ndarray[Any, np.dtype[np.float64]]
Strings = np.ndarray[Any, np.dtype[np.str_]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class Sample:
    """``signals`` (n, signals), ``vectors`` (n, dimension), the kind and the fold of each question,
    and whether all places that it names are without a document: then the answer is 0, and nothing
    is to be learnt from it."""

    signals: Values
    vectors: Values
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
    known = read_known(searcher)
    weights, unseen = fit([known, dev]), cross_validated(known, dev)
    threshold = float(np.floor(at(dev, unseen, REFUSED_AT_MOST) * 100) / 100)
    report("dev", dev, unseen, threshold)
    tested = probabilities(test, weights)
    report("test", test, tested, threshold)
    report(
        "test, where 3 % of those with an answer are refused", test, tested, at(test, tested, 0.03)
    )
    if not options.dry_run:
        stored = {"made_by": COMMAND, "threshold": threshold, **asdict(weights)}
        COEFFICIENTS.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
        print(f"wrote {COEFFICIENTS}")


@dataclass(frozen=True)
class Coefficients:
    """On the signals as they are, with ``intercept``, and on the vector of the question."""

    weights: dict[str, float]
    vector: list[float]


def read(searcher: Searcher, split: str) -> Sample:
    """All graded questions of a split."""
    lines = [
        json.loads(line)
        for file in FILES
        for line in (FOLDER / file).read_text("utf-8").splitlines()
    ]
    chosen = [line for line in lines if line["split"] == split]
    folds = [
        zlib.crc32(str(line["gold"][0] if "gold" in line else line["id"]).encode()) % FOLDS
        for line in chosen
    ]
    queries = [line["query"] for line in chosen]
    return _sample(searcher, queries, [line.get("kind", ANSWERABLE) for line in chosen], folds)


def read_known(searcher: Searcher) -> Sample:
    """The known questions with and without an answer."""
    collection = Collection.load()
    answered = list(dict.fromkeys(each.text for each in load_questions(collection)))
    unanswered = load_unanswered(collection.root)
    kinds = [ANSWERABLE] * len(answered) + ["unanswered"] * len(unanswered)
    return _sample(searcher, [*answered, *unanswered], kinds, [KNOWN] * len(kinds))


def _sample(
    searcher: Searcher, queries: Sequence[str], kinds: Sequence[str], folds: Sequence[int]
) -> Sample:
    signals = []
    for query in queries:
        hits = searcher.search(query)
        signals.append(list(asdict(searcher.signals(query, hits)).values()))
    return Sample(
        np.array(signals),
        np.array([searcher.vector(query) for query in queries], dtype=np.float64),
        np.array(kinds),
        np.array(folds),
        np.array([not searcher.covers(query) for query in queries]),
    )


def fit(samples: Sequence[Sample], without: int | None = None) -> Coefficients:
    """Learn from all questions but those of one fold."""
    chosen = [~each.uncovered & (each.folds != without) for each in samples]
    parts = list(zip(samples, chosen, strict=True))
    signals = np.concatenate([each.signals[some] for each, some in parts])
    vectors = np.concatenate([each.vectors[some] for each, some in parts])
    answerable = np.concatenate([each.answerable[some] for each, some in parts])
    scaler = StandardScaler().fit(signals)
    features = np.hstack([scaler.transform(signals), vectors * VECTOR_SCALE])
    model = LogisticRegression(C=PENALTY, max_iter=5000).fit(features, answerable)
    slopes = model.coef_[0][: len(NAMES)] / scaler.scale_
    intercept = float(model.intercept_[0] - slopes @ scaler.mean_)
    rounded = {name: round(float(slope), 6) for name, slope in zip(NAMES, slopes, strict=True)}
    on_vector = model.coef_[0][len(NAMES) :] * VECTOR_SCALE
    return Coefficients(
        {"intercept": round(intercept, 6), **rounded}, [round(float(each), 4) for each in on_vector]
    )


def probabilities(sample: Sample, found: Coefficients) -> Values:
    """Shape (n,)."""
    total = sample.signals @ np.array([found.weights[name] for name in NAMES])
    total += sample.vectors @ np.array(found.vector) + found.weights["intercept"]
    return np.where(sample.uncovered, 0.0, 1 / (1 + np.exp(-total)))


def cross_validated(known: Sample, sample: Sample) -> Values:
    """Probabilities by models that were fitted without the question's fold, shape (n,)."""
    unseen = np.zeros(len(sample.kinds))
    for fold in range(FOLDS):
        held = sample.folds == fold
        unseen[held] = probabilities(sample, fit([known, sample], fold))[held]
    return unseen


def at(sample: Sample, found: Values, refused: float) -> float:
    """The probability below which that share of the questions with an answer is."""
    return float(np.quantile(found[sample.answerable], refused))


def stored_probabilities(sample: Sample) -> Values:
    """By the coefficients that are stored, shape (n,)."""
    stored = json.loads(COEFFICIENTS.read_text("utf-8"))
    return probabilities(sample, Coefficients(stored["weights"], stored["vector"]))


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
