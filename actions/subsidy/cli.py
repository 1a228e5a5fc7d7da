"""The command line: python -m actions.subsidy check | explain | estimate."""

import argparse
import difflib
import json
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn, cast

from actions.subsidy import printed, report
from actions.subsidy.evaluate import evaluate
from actions.subsidy.loader import find_mistakes, load_measures
from actions.subsidy.measures import Measure, MeasureSet
from actions.subsidy.profile import COUNT_FIELDS, MONEY_FIELDS, TIERS, ProfileError, read_profile
from actions.subsidy.wording import render
from policy_index.collection import POLICIES, Collection
from policy_index.errors import PolicyError
from policy_index.today import today

_YES_NO = {
    "relocated": "the firm moves in from elsewhere",
    "title_valid": "the title is within its validity",
}


class UnknownMeasure(PolicyError):
    """No measure of that id."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. 0: done; 1: a problem, told in one line each; 2: wrong usage."""
    options = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except PolicyError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except (ProfileError, _WrongToday) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


class _WrongToday(Exception):
    """POLICY_BOT_TODAY is not a date."""


class _Parser(argparse.ArgumentParser):
    """Tells what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"error: {message}; see {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m actions.subsidy",
        description="What the policies pay: check the measures, explain one, compute them.",
        allow_abbrev=False,
    )
    parser.add_argument("--policies", type=Path, default=POLICIES, help="folder of the policies")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="is every measure borne out by its clause?")
    check.set_defaults(run=_check)

    explain = commands.add_parser("explain", help="one measure: clause, conditions, amount")
    explain.add_argument("measure", help="e.g. guangzhou-2022/listing")
    explain.set_defaults(run=_explain)

    estimate = commands.add_parser("estimate", help="what the measures come to for a firm")
    estimate.add_argument("--city", action="append", default=[], help="广州, 江门, 湛江 or 广东")
    estimate.add_argument("--topic", action="append", default=[], help="e.g. 上市, 数字化, 认定")
    estimate.add_argument("--measure", action="append", default=[], help="only this one, by its id")
    _add_profile(estimate.add_argument_group("the firm (what is left out is not known)"))
    estimate.set_defaults(run=_estimate)

    for command in (explain, estimate):
        command.add_argument(
            "--as-of", type=_day, help="YYYY-MM-DD (today, or POLICY_BOT_TODAY if that is set)"
        )
        command.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _add_profile(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--tier", type=_words, metavar="TIER[,TIER]", help=", ".join(TIERS))
    group.add_argument("--recognition", choices=("new", "review"))
    group.add_argument("--recognised-on", metavar="YYYY[-MM[-DD]]", help="when the title came")
    for field in MONEY_FIELDS:
        group.add_argument(_option(field), type=_sum, metavar="SUM", help="5600000 or 560万")
    for field in COUNT_FIELDS:
        group.add_argument(_option(field), metavar="NUMBER")
    for field, meaning in _YES_NO.items():
        group.add_argument(_option(field), action=argparse.BooleanOptionalAction, help=meaning)
    group.add_argument("--lpr", type=_ratio, metavar="RATE", help="the LPR that you go by: 3.1%%")


def _option(field: str) -> str:
    return "--" + field.replace("_", "-")


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date YYYY-MM-DD") from None


def _as_of(options: argparse.Namespace) -> date:
    if options.as_of is not None:
        return cast(date, options.as_of)
    try:
        return today()
    except ValueError as error:
        raise _WrongToday(error) from error


def _words(text: str) -> list[str]:
    return [word.strip() for word in re.split("[,，]", text)]


def _sum(text: str) -> Decimal:
    """Yuan: 5600000, 560万, 1.2亿元, 1,800万."""
    whole = printed.fold(text).strip()
    whole = whole if whole.endswith("元") else f"{whole}元"
    return _only(printed.sums(whole), whole, f"{text!r} is not a sum (5600000, 560万 or 1.2亿)")


def _ratio(text: str) -> Decimal:
    whole = printed.fold(text).strip()
    return _only(printed.ratios(whole), whole, f"{text!r} is not a rate (3.1%)")


def _only(figures: Sequence[printed.Printed], whole: str, why: str) -> Decimal:
    """The one figure that is all of the text: no sign before it, no second one after it."""
    if [figure.words for figure in figures] != [whole]:
        raise argparse.ArgumentTypeError(why)
    return figures[0].value


def _check(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    mistakes = find_mistakes(collection)
    for mistake in mistakes:
        print(f"error: {mistake}", file=sys.stderr)
    if mistakes:
        return 1
    measures = load_measures(collection).measures.values()
    documents = {measure.document for measure in measures}
    print(f"sound: {len(measures)} measures in {len(documents)} documents")
    return 0


def _explain(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    measure = _measure(load_measures(collection), options.measure)
    explained = report.explain(measure, collection, _as_of(options))
    if options.json:
        _print_json(explained)
    else:
        print(render("explain", m=explained))
    return 0


def _estimate(options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    measures = load_measures(collection)
    fields = ("tier", "recognition", "recognised_on", "lpr", *MONEY_FIELDS, *COUNT_FIELDS, *_YES_NO)
    profile = read_profile({field: getattr(options, field) for field in fields})
    as_of = _as_of(options)
    outcomes = [
        evaluate(measure, profile, collection, as_of)
        for measure in _matching(options, measures, collection)
    ]
    items = report.estimate(outcomes, profile, collection, as_of)
    if options.json:
        _print_json(items)
    else:
        topics = sorted({t for measure in measures.measures.values() for t in measure.topics})
        print(render("estimate", items=items, topics=topics))
    return 0


def _matching(
    options: argparse.Namespace, measures: MeasureSet, collection: Collection
) -> list[Measure]:
    """The measures of the cities, the topics and the ids that were asked for; all if none was."""
    if unknown := set(options.city) - set(collection.cities):
        known = ", ".join(collection.cities)
        raise PolicyError(f"no document of {', '.join(sorted(unknown))}; there are: {known}")
    named = [_measure(measures, name) for name in options.measure]
    return [
        measure
        for measure in named or measures.measures.values()
        if not options.city or collection.document(measure.document).city in options.city
        if not options.topic or set(options.topic) & set(measure.topics)
    ]


def _measure(measures: MeasureSet, name: str) -> Measure:
    try:
        return measures.measures[name]
    except KeyError:
        close = difflib.get_close_matches(name, measures.measures)
        raise UnknownMeasure(f"no measure {name!r}; near it: {', '.join(close) or '-'}") from None


def _print_json(data: Any) -> None:
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
    print()
