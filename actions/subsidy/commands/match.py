"""match: everything that a firm can have, in three groups, and what to ask next."""

import argparse

from actions.subsidy import report
from actions.subsidy.commands.arguments import (
    add_as_of,
    add_places,
    add_profile,
    as_of,
    for_firms,
    profile_of,
)
from actions.subsidy.loader import load_measures
from actions.subsidy.matching import find
from actions.subsidy.questions import questions
from actions.subsidy.wording import render
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import print_json


def register(commands: Commands) -> None:
    """Add ``match``."""
    match = commands.add(
        "match", "what a firm can have: certain, depending, not for it", prints_json=True
    )
    add_places(match)
    add_profile(match)
    add_as_of(match)
    match.set_defaults(run=_match)


def _match(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    profile = profile_of(options)
    day = as_of(options)
    found = find(
        for_firms(options, load_measures(collection), collection), profile, collection, day
    )
    result = {
        "places": report.matches(found, profile, collection, day),
        "questions": [
            {"field": each.field, "settles": f"{each.settles.normalize():f}"}
            for each in questions([each.match for each in found], profile)
        ],
    }
    if options.json:
        print_json(result)
    else:
        print(render("match", **result))
    return 0
