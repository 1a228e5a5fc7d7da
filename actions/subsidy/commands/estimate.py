"""estimate: what the measures come to for a firm."""

import argparse

from actions.subsidy import report
from actions.subsidy.commands.arguments import (
    add_as_of,
    add_places,
    add_profile,
    as_of,
    find_measure,
    of_places,
    profile_of,
)
from actions.subsidy.evaluate import evaluate
from actions.subsidy.loader import load_measures
from actions.subsidy.measures import Measure, MeasureSet
from actions.subsidy.wording import render
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import print_json


def register(commands: Commands) -> None:
    """Add ``estimate``."""
    estimate = commands.add("estimate", "what the measures come to for a firm", prints_json=True)
    add_places(estimate)
    estimate.add_argument("--topic", action="append", default=[], help="e.g. 上市, 数字化, 认定")
    estimate.add_argument("--measure", action="append", default=[], help="only this one, by its id")
    add_profile(estimate)
    add_as_of(estimate)
    estimate.set_defaults(run=_estimate)


def _estimate(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    measures = load_measures(collection)
    profile = profile_of(options)
    day = as_of(options)
    outcomes = [
        evaluate(measure, profile, collection, day)
        for measure in _matching(options, measures, collection)
    ]
    items = report.estimate(outcomes, profile, collection, day)
    if options.json:
        print_json(items)
    else:
        topics = sorted({t for measure in measures.measures.values() for t in measure.topics})
        print(render("estimate", items=items, topics=topics))
    return 0


def _matching(
    options: argparse.Namespace, measures: MeasureSet, collection: Collection
) -> list[Measure]:
    """The measures of the places, the topics and the ids that were asked for; all if none was."""
    named = [find_measure(measures, name) for name in options.measure]
    return [
        measure
        for measure in of_places(options, named or measures.measures.values(), collection)
        if not options.topic or set(options.topic) & set(measure.topics)
    ]
