"""what-if: what another fact would change; without one, what is lacking for the whole."""

import argparse

from actions.subsidy import report
from actions.subsidy.commands.arguments import (
    add_as_of,
    add_places,
    add_profile,
    as_of,
    fact,
    for_firms,
    profile_of,
)
from actions.subsidy.evaluate import evaluate
from actions.subsidy.loader import load_measures
from actions.subsidy.profile import Profile
from actions.subsidy.what_if import changes, gaps
from actions.subsidy.wording import render
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import print_json


def register(commands: Commands) -> None:
    """Add ``what-if``."""
    command = commands.add(
        "what-if", "what another fact would change; what is lacking for the whole", prints_json=True
    )
    add_places(command)
    add_profile(command)
    command.add_argument(
        "--then",
        type=fact,
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="what would be otherwise: tier=little_giant, listing_cost=600万",
    )
    add_as_of(command)
    command.set_defaults(run=_what_if)


def _what_if(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    day = as_of(options)
    firms = for_firms(options, load_measures(collection), collection)
    before = profile_of(options)
    after = Profile({**before.facts, **dict(options.then)})
    changed = changes(
        [evaluate(measure, before, collection, day) for measure in firms],
        [evaluate(measure, after, collection, day) for measure in firms],
    )
    result = {
        "changes": report.what_if(changed, before, after, collection, day),
        "gaps": [report.gap(each, collection, day) for each in gaps(firms, after)],
    }
    if options.json:
        print_json(result)
    else:
        print(render("what_if", **result))
    return 0
