"""Measure the search: fused, E5 alone and BM25 alone, by style; time of a query; memory.

    python -m benchmarks.retrieval [--split dev|test] [--json]

The three searches look at the same index in the same run. E5 alone and BM25 alone are the two
halves as they go into the fusion, without what places, years and kinds of question do to the order.
"""

import argparse
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from policy_index.collection import Collection
from policy_index.evaluate import DEPTH, Answer, Measures, judge, read_questions, summary, table
from policy_index.index.store import index_folder
from policy_index.search import Hit, Searcher

QUESTIONS = Path(__file__).with_name("retrieval") / "questions.jsonl"


def main() -> None:
    """Print the tables, or everything as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--file", type=Path, default=QUESTIONS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    split = options.split if options.file == QUESTIONS else None
    collection = Collection.load()
    searcher = Searcher.open(collection, index_folder(), notify=_tell)
    searcher.search("先问一句，把模型读进来")
    questions = read_questions(options.file, split)
    times: list[float] = []

    def ranked(order: Callable[[Hit], float]) -> Callable[[str], Answer]:
        def find(query: str) -> Answer:
            start = time.perf_counter()
            hits = searcher.search(query, limit=len(collection.clauses))
            times.append(time.perf_counter() - start)
            best = sorted(hits, key=order, reverse=True)[:DEPTH]
            ranking = [(hit.clause.document, hit.clause.path) for hit in best]
            return Answer(ranking, searcher.answering_sentence(query, best[0].clause))

        return find

    arms: dict[str, dict[str, Measures]] = {
        name: summary(judge(questions, ranked(order)))
        for name, order in (
            ("fused", lambda hit: hit.score),
            ("E5 only", lambda hit: hit.dense),
            ("BM25 only", lambda hit: hit.lexical),
        )
    }
    # Only the first arm embeds its questions; the others find the vectors in the cache.
    query_ms = 1000 * statistics.median(times[: len(questions)])
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if options.json:
        json.dump({"arms": arms, "query_ms_p50": query_ms, "memory_mb": memory_mb}, sys.stdout)
        return
    for name, means in arms.items():
        print(f"\n{name}\n{table(means)}")
    print(f"\nquery p50 {query_ms:.1f} ms, peak memory {memory_mb:.0f} MB")


def _tell(message: str) -> None:
    print(message, file=sys.stderr)


if __name__ == "__main__":
    main()
