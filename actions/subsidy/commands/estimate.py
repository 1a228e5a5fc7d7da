"""estimate: what the measures come to for a firm."""

import argparse

from actions.subsidy import report
from actions.subsidy.commands.arguments import (
    add_as_of,
    add_profile,
    add_selection,
    as_of,
    profile_of,
    selected,
)
from actions.subsidy.evaluate import evaluate
from actions.subsidy.loader import load_measures
from actions.subsidy.wording import render
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import print_json


def register(commands: Commands) -> None:
    """Add ``estimate``."""
    estimate = commands.add("estimate", "what the measures come to for a firm", prints_json=True)
    add_selection(estimate)
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
        for measure in selected(options, measures, collection)
    ]
    items = report.estimate(outcomes, profile, collection, day)
    if options.json:
        print_json(items)
    else:
        topics = sorted({t for measure in measures.measures.values() for t in measure.topics})
        print(render("estimate", items=items, topics=topics))
    return 0
