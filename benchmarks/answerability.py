"""Fit policy_index/answerability.npz on the known and the dev questions, report on the test ones.

    python -m benchmarks.answerability [--dry-run]

Known are the questions of policies/*/questions.yml, which have an answer, and those of
policies/unanswered.yml, which have none. Reported for each split: how many of the questions without
an answer are refused at the threshold, below which 3 % of those with one are. Threshold and curve
are set on the known and the dev questions, each by a model that did not see it (five folds; dev
questions about one clause are in one fold).
"""

import argparse
import json
import sys
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from policy_index.answerability import MODEL, Model, load
from policy_index.collection import Collection
from policy_index.index.store import index_folder
from policy_index.known_questions import load_questions, load_unanswered
from policy_index.search import Searcher

FOLDER = Path(__file__).with_name("retrieval")
FILES = ("questions.jsonl", "answerable.jsonl", "unanswerable.jsonl")
ANSWERABLE = "answerable"
REFUSED_AT_MOST = 0.03
FOLDS = 5
PENALTY = 3.0
VECTOR_SCALE = 10.0
"""What brings the entries of a unit vector of 384 to the size of the standardised signals."""

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

    @property
    def features(self) -> Values:
        """Shape (n, signals + dimension)."""
        return np.hstack([self.signals, self.vectors])

    def __add__(self, other: "Sample") -> "Sample":
        return Sample(
            *(
                np.concatenate([getattr(self, each.name), getattr(other, each.name)])
                for each in fields(self)
            )
        )


def main() -> None:
    """Fit, report, and write the coefficients unless told not to."""
    parser = argparse.ArgumentParser(description="Fit how probable it is that there is an answer.")
    parser.add_argument("--dry-run", action="store_true", help="report only")
    options = parser.parse_args()
    searcher = Searcher.open(Collection.load(), index_folder(), notify=_tell)
    dev, test, known = read(searcher, "dev"), read(searcher, "test"), read_known(searcher)
    sample = dev + known
    model, unseen = calibrated(sample)
    report("dev, unseen", dev, unseen[: len(dev.kinds)], model.threshold)
    report("known, unseen", known, unseen[len(dev.kinds) :], model.threshold)
    tested = probabilities(test, model)
    report("test", test, tested, model.threshold)
    report(
        "test, where 3 % of those with an answer are refused",
        test,
        tested,
        at(test, tested, REFUSED_AT_MOST),
    )
    if not options.dry_run:
        model.save(MODEL)
        print(f"wrote {MODEL}: {len(model.weights)} support vectors")


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
    queries = [*answered, *unanswered]
    folds = [zlib.crc32(query.encode()) % FOLDS for query in queries]
    return _sample(searcher, queries, kinds, folds)


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


def fit(sample: Sample, chosen: Flags) -> Model:
    """Learn from the chosen questions; the probability is the bare logistic curve of the margin."""
    chosen = chosen & ~sample.uncovered
    features = sample.features[chosen]
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scale[sample.signals.shape[1] :] = 1 / VECTOR_SCALE
    scaled = (features - mean) / scale
    gamma = float(1 / (scaled.shape[1] * scaled.var()))
    machine = SVC(C=PENALTY, gamma=gamma).fit(scaled, sample.answerable[chosen])
    return Model(
        support=machine.support_vectors_.astype(np.float32),
        weights=machine.dual_coef_[0].astype(np.float32),
        mean=mean.astype(np.float32),
        scale=scale.astype(np.float32),
        bias=float(machine.intercept_[0]),
        gamma=gamma,
        curve=(1.0, 0.0),
        threshold=0.5,
    )


def calibrated(sample: Sample) -> tuple[Model, Values]:
    """The model of all questions, with its curve and its threshold, and the probabilities by models
    that were fitted without the question's fold, shape (n,)."""
    logits = np.zeros(len(sample.kinds))
    for fold in range(FOLDS):
        held = sample.folds == fold
        found = fit(sample, ~held).probability(sample.features[held])
        logits[held] = np.log(found / (1 - found))
    seen = ~sample.uncovered
    line = LogisticRegression(C=1e6).fit(logits[seen, None], sample.answerable[seen])
    curve = float(line.coef_[0, 0]), float(line.intercept_[0])
    unseen = np.where(seen, 1 / (1 + np.exp(-(curve[0] * logits + curve[1]))), 0.0)
    threshold = float(np.floor(at(sample, unseen, REFUSED_AT_MOST) * 100) / 100)
    model = fit(sample, np.ones(len(logits), dtype=np.bool_))
    return replace(model, curve=curve, threshold=threshold), unseen


def probabilities(sample: Sample, model: Model) -> Values:
    """Shape (n,)."""
    return np.where(sample.uncovered, 0.0, model.probability(sample.features))


def at(sample: Sample, found: Values, refused: float) -> float:
    """The probability below which that share of the questions with an answer is."""
    return float(np.quantile(found[sample.answerable], refused))


def stored_probabilities(sample: Sample) -> Values:
    """By the model that is stored, shape (n,)."""
    return probabilities(sample, load())


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
