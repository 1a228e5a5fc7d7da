"""explain: one measure, with its clause, its conditions and its amount."""

import argparse

from actions.subsidy import report
from actions.subsidy.commands.arguments import add_as_of, as_of, find_measure
from actions.subsidy.loader import load_measures
from actions.subsidy.wording import render
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import print_json


def register(commands: Commands) -> None:
    """Add ``explain``."""
    explain = commands.add("explain", "one measure: clause, conditions, amount", prints_json=True)
    explain.add_argument("measure", help="e.g. guangzhou-2022/listing")
    add_as_of(explain)
    explain.set_defaults(run=_explain)


def _explain(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    measure = find_measure(load_measures(collection), options.measure)
    explained = report.explain(measure, collection, as_of(options))
    if options.json:
        print_json(explained)
    else:
        print(render("explain", m=explained))
    return 0
