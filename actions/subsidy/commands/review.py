"""review: a page per policy, each clause beside what the calculator makes of it."""

import argparse
from pathlib import Path

from actions.subsidy.commands.arguments import add_as_of, as_of
from actions.subsidy.completeness import survey_document
from actions.subsidy.loader import measures_file, read_measures
from actions.subsidy.review import review_page
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands

_RESULTS = Path("results/review")


def register(commands: Commands) -> None:
    """Add ``review``."""
    summary = "write a page per policy: each clause beside its measures, each number accounted for"
    review = commands.add("review", summary)
    review.add_argument("documents", nargs="*", metavar="DOCUMENT", help="these (all)")
    review.add_argument("--to", type=Path, default=_RESULTS, help=f"folder ({_RESULTS})")
    add_as_of(review)
    review.set_defaults(run=_review)


def _review(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    documents = [collection.document(name).id for name in options.documents]
    day = as_of(options)
    reading = read_measures(collection)
    options.to.mkdir(parents=True, exist_ok=True)
    for document in documents or collection.documents:
        survey = survey_document(collection, reading, document)
        file = measures_file(collection, document)
        mistakes = [mistake for mistake in reading.mistakes if mistake.path == file]
        path = options.to / f"{document}.html"
        path.write_text(review_page(survey, mistakes, collection, day), encoding="utf-8")
        print(path)
    return 0
