"""What puts questions about one matter together best: vectors of the search, or character n-grams?

    .venv/bin/python -m benchmarks.desk.alike

Both are grouped by average linkage. For each threshold: precision, recall and F1 of the pairs of
questions of ``alike.yml`` that belong together.
"""

import argparse
import itertools
import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import yaml

from benchmarks.desk.seed import ALIKE
from bot.gateway.desk.grouping import grouped, spelling
from policy_index.embedding import Embedder
from policy_index.index.arrays import Vectors

_VECTORS = (0.56, 0.58, 0.60, 0.62, 0.65, 0.68, 0.70)
_NGRAMS = (0.06, 0.08, 0.10, 0.12, 0.15, 0.20, 0.30)


def main() -> None:
    """Print both tables."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    matters = yaml.safe_load(ALIKE.read_text(encoding="utf-8"))
    asked = [(number, text) for number, group in enumerate(matters) for text in group]
    numbers, texts = [number for number, _ in asked], [text for _, text in asked]
    print(f"{len(texts)} questions about {len(matters)} matters")
    for name, vectors, thresholds in (
        ("vectors", Embedder().encode_query(texts), _VECTORS),
        ("n-grams", ngram_vectors(texts), _NGRAMS),
    ):
        for threshold in thresholds:
            precision, recall, f1 = judge(numbers, grouped(vectors, threshold))
            print(f"{name} {threshold:.2f}  P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}")


def ngram_vectors(texts: Sequence[str]) -> Vectors:
    """Characters and pairs of characters by tf-idf, of unit length."""
    counts = [Counter([*plain, *map("".join, pairwise(plain))]) for plain in map(spelling, texts)]
    holders = Counter(gram for each in counts for gram in each)
    place = {gram: number for number, gram in enumerate(holders)}
    vectors = np.zeros((len(texts), len(place)), dtype=np.float32)
    for row, each in enumerate(counts):
        for gram, count in each.items():
            rarity = math.log((1 + len(texts)) / (1 + holders[gram])) + 1
            vectors[row, place[gram]] = (1 + math.log(count)) * rarity
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def judge(matters: Sequence[int], groups: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs that belong together."""
    group_of = {row: number for number, group in enumerate(groups) for row in group}
    pairs = list(itertools.combinations(range(len(matters)), 2))
    wanted = {pair for pair in pairs if matters[pair[0]] == matters[pair[1]]}
    found = {pair for pair in pairs if group_of[pair[0]] == group_of[pair[1]]}
    right = len(wanted & found)
    precision = right / len(found) if found else 1.0
    return precision, right / len(wanted), 2 * right / (len(wanted) + len(found))


if __name__ == "__main__":
    main()
