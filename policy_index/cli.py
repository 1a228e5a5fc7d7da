"""The command line: python -m policy_index build | search | show | check | eval | model."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from policy_index import e5, store
from policy_index.clauses import Clause
from policy_index.collection import POLICIES, Collection
from policy_index.documents import Document
from policy_index.embedding import Embedder
from policy_index.errors import PolicyError
from policy_index.evaluate import DEPTH, Answer, Measures, judge, read_questions, summary
from policy_index.search import Searcher


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. 0: done; 1: a problem, told in one line each; 2: wrong usage."""
    options = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except (PolicyError, e5.ModelError, store.IndexUnusable) as error:
        _tell(f"error: {error}")
    except BrokenPipeError:  # the reader, head for one, has seen enough
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115
        return 0
    except OSError as error:
        _tell(f"error: {error.filename or 'system'}: {error.strerror or error}")
    except KeyboardInterrupt:
        _tell("interrupted; nothing half-done was left")
        return 130
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m policy_index",
        description="What the policies say: index them, search them, show them.",
    )
    parser.add_argument("--policies", type=Path, default=POLICIES, help="folder of the policies")
    parser.add_argument(
        "--index", type=Path, default=store.index_folder(), help="folder of the index"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="make the index, if it is not there and fresh")
    build.add_argument("--force", action="store_true", help="make it anew in any case")
    build.set_defaults(run=_build)

    search = commands.add_parser("search", help="find the clauses that answer a question")
    search.add_argument("query")
    search.add_argument("--city", action="append", default=[], help="广州, 江门, 湛江 or 广东")
    search.add_argument("--limit", type=_positive, default=5, help="how many (5)")
    search.set_defaults(run=_search)

    show = commands.add_parser("show", help="print a document's clauses, or one clause")
    show.add_argument("document")
    show.add_argument("path", nargs="?", help="e.g. 三、（五）")
    show.set_defaults(run=_show)

    check = commands.add_parser("check", help="are policies, model and index sound?")
    check.set_defaults(run=_check)

    evaluate = commands.add_parser("eval", help="measure the search with graded questions")
    evaluate.add_argument("file", type=Path, help="questions, one JSON object a line")
    evaluate.add_argument("--split", help="only the questions of this split")
    evaluate.set_defaults(run=_eval)

    model = commands.add_parser("model", help="unpack (or fetch) the embedding model")
    model.set_defaults(run=_model)

    for command in (search, show, check, evaluate):
        command.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _build(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    embedder = Embedder()
    embedder.prepare(_tell)
    if not options.force:
        try:
            store.load(options.index, store.origin(collection, embedder))
        except store.IndexUnusable as reason:
            _tell(f"{reason}: building it")
        else:
            print(f"{store.current(options.index)} is fresh: {len(collection.clauses)} clauses")
            return 0
    generation = store.build(collection, embedder, options.index, _tell)
    print(f"{generation}: {len(collection.clauses)} clauses")
    return 0


def _open(options: argparse.Namespace) -> tuple[Collection, Searcher]:
    collection = Collection.load(options.policies)
    return collection, Searcher.open(collection, options.index, notify=_tell)


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
        _print_json({"query": options.query, "answerability": answerable, "hits": found})
        return 0
    print(f"answerable: {answerable:.2f}")
    for number, hit in enumerate(found, start=1):
        print(f"{number}. {hit['document']} {hit['path']} {hit['heading']}  [{hit['score']:.3f}]")
        print(f"   {hit['sentence']}")
    return 0


def _show(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    document = collection.document(options.document)
    if options.path:
        clauses = [collection.clause(document.id, options.path)]
    else:
        clauses = [clause for clause in collection.clauses if clause.document == document.id]
    if options.json:
        shown = [_clause_data(clause) for clause in clauses]
        _print_json({"document": _document_data(document), "clauses": shown})
        return 0
    print(document.reference)
    for clause in clauses:
        print(f"\n[{clause.path}]")
        print(clause.text)
    return 0


def _document_data(document: Document) -> dict[str, Any]:
    facts = {
        name: {"value": str(fact.value), "words": fact.words}
        for name, fact in document.facts.items()
    }
    return {"id": document.id, "city": document.city, "facts": facts}


def _clause_data(clause: Clause) -> dict[str, Any]:
    return {
        "path": clause.path,
        "heading": clause.heading,
        "responsible": list(clause.responsible),
        "start": clause.start,
        "end": clause.end,
        "text": clause.text,
    }


def _check(options: argparse.Namespace) -> int:
    collection: Collection | None = None
    problems = []
    embedder = Embedder()
    try:
        # Refuses sources that are unreadable or changed, and a path that stands twice.
        collection = Collection.load(options.policies)
    except PolicyError as error:
        problems.append(str(error))
    if not embedder.is_present():
        problems.append(f"the model {embedder.name} is missing: run python -m policy_index model")
    elif embedder.chosen is None:
        damaged = e5.verify(embedder.folder)
        problems += [f"{embedder.folder / name}: damaged: delete the folder" for name in damaged]
    if collection is not None and embedder.is_present():
        try:
            store.load(options.index, store.origin(collection, embedder))
        except store.IndexUnusable as error:
            problems.append(f"{error}: run python -m policy_index build")
    if options.json:
        _print_json({"problems": problems})
    else:
        for problem in problems:
            print(problem)
    if collection is not None and not problems and not options.json:
        print(f"sound: {len(collection.documents)} documents, {len(collection.clauses)} clauses")
    return 1 if problems else 0


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
        _print_json({"summary": means, "questions": rows})
    else:
        print(table(means))
    return 0


def table(means: dict[str, Measures]) -> str:
    """Measures by style as aligned text."""
    names = [name for name in means["all"] if name != "n"]
    lines = [f"{'style':24}{'n':>5}" + "".join(f"{name:>11}" for name in names)]
    for style, row in means.items():
        values = (f"{row[name]:11.3f}" if name in row else f"{'–':>11}" for name in names)
        lines.append(f"{style:24}{int(row['n']):5}" + "".join(values))
    return "\n".join(lines)


def _model(_options: argparse.Namespace) -> int:
    embedder = Embedder()
    made = embedder.prepare(_tell)
    print(f"{embedder.folder}" + ("" if made else " is there already"))
    return 0


def _print_json(data: Any) -> None:
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
    print()


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
