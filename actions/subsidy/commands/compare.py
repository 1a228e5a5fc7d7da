"""compare: places, or tiers in one place, side by side."""

import argparse
from collections.abc import Sequence

from actions.subsidy import report
from actions.subsidy.commands.arguments import (
    add_as_of,
    add_places,
    add_profile,
    as_of,
    for_firms,
    profile_of,
)
from actions.subsidy.comparison import compare
from actions.subsidy.evaluate import Outcome, evaluate
from actions.subsidy.loader import load_measures
from actions.subsidy.measures import Measure
from actions.subsidy.profile import Profile
from actions.subsidy.wording import render
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import print_json
from policy_index.errors import PolicyError


def register(commands: Commands) -> None:
    """Add ``compare``."""
    command = commands.add(
        "compare", "several --city, or one --city and several tiers, side by side", prints_json=True
    )
    add_places(command)
    command.add_argument("--topic", action="append", default=[], help="e.g. 上市, 数字化, 认定")
    add_profile(command)
    add_as_of(command)
    command.set_defaults(run=_compare)


def _compare(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    profile = profile_of(options)
    day = as_of(options)
    measures = [
        measure
        for measure in for_firms(options, load_measures(collection), collection)
        if not options.topic or set(options.topic) & set(measure.topics)
    ]

    def outcomes(measures: Sequence[Measure], profile: Profile) -> list[Outcome]:
        return [evaluate(measure, profile, collection, day) for measure in measures]

    tiers = sorted(options.tier or [])
    cities = options.city or collection.cities
    if len(cities) > 1:
        columns = {
            city: outcomes(
                [m for m in measures if collection.document(m.document).city == city], profile
            )
            for city in cities
        }
    elif len(tiers) > 1:
        columns = {
            tier: outcomes(measures, Profile({**profile.facts, "tier": frozenset({tier})}))
            for tier in tiers
        }
    else:
        raise PolicyError("nothing to compare; name two of --city, or one and --tier A,B")
    rows = report.comparison(
        [row for row in compare(columns) if not options.topic or row.topic in options.topic],
        profile,
        collection,
        day,
    )
    if options.json:
        print_json(rows)
    else:
        print(render("compare", rows=rows))
    return 0
