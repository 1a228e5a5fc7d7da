"""search: find the clauses that answer a question. eval: measure the search."""

import argparse
from pathlib import Path

from policy_index.collection import Collection
from policy_index.commands.arguments import Commands, positive
from policy_index.commands.output import print_json, tell
from policy_index.errors import PolicyError
from policy_index.evaluate import DEPTH, Answer, judge, read_questions, summary, table
from policy_index.search import Searcher


def register(commands: Commands) -> None:
    """Add ``search`` and ``eval``."""
    search = commands.add("search", "find the clauses that answer a question", prints_json=True)
    search.add_argument("query")
    search.add_argument("--city", action="append", default=[], help="广州, 江门, 湛江 or 广东")
    search.add_argument("--limit", type=positive, default=5, help="how many (5)")
    search.set_defaults(run=_search)

    evaluate = commands.add("eval", "measure the search with graded questions", prints_json=True)
    evaluate.add_argument("file", type=Path, help="questions, one JSON object a line")
    evaluate.add_argument("--split", help="only the questions of this split")
    evaluate.set_defaults(run=_eval)


def _open(options: argparse.Namespace) -> tuple[Collection, Searcher]:
    collection = Collection.load(options.policies)
    return collection, Searcher.open(collection, options.index, notify=tell)


def _search(options: argparse.Namespace) -> int:
    collection, searcher = _open(options)
    unknown = [city for city in options.city if city not in collection.cities]
    if unknown:
        known = ", ".join(collection.cities)
        raise PolicyError(f"no document of {', '.join(unknown)}; there are: {known}")
    hits = searcher.search(options.query, cities=options.city, limit=max(options.limit, DEPTH))
    answerable = searcher.answerability(options.query, hits)
    found = [
        {
            "document": hit.clause.document,
            "path": hit.clause.path,
            "heading": hit.clause.heading,
            "score": round(hit.score, 4),
            "dense": round(hit.dense, 4),
            "lexical": round(hit.lexical, 4),
            "sentence": searcher.answering_sentence(options.query, hit.clause),
            "text": hit.clause.text,
        }
        for hit in hits[: options.limit]
    ]
    if options.json:
        print_json({"query": options.query, "answerability": answerable, "hits": found})
        return 0
    print(f"answerable: {answerable:.2f}")
    for number, hit in enumerate(found, start=1):
        print(f"{number}. {hit['document']} {hit['path']} {hit['heading']}  [{hit['score']:.3f}]")
        print(f"   {hit['sentence']}")
    return 0


def _eval(options: argparse.Namespace) -> int:
    questions = read_questions(options.file, options.split)
    _collection, searcher = _open(options)

    def find(query: str) -> Answer:
        hits = searcher.search(query, limit=DEPTH)
        ranking = [(hit.clause.document, hit.clause.path) for hit in hits]
        return Answer(ranking, searcher.answering_sentence(query, hits[0].clause))

    judged = judge(questions, find)
    means = summary(judged)
    if options.json:
        rows = [
            {
                "id": each.question.id,
                "style": each.question.style,
                "ranking": [list(key) for key in each.answer.ranking],
                "sentence": each.answer.sentence,
                "measures": each.measures,
            }
            for each in judged
        ]
        print_json({"summary": means, "questions": rows})
    else:
        print(table(means))
    return 0
