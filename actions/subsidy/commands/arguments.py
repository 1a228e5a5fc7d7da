"""Arguments that several commands share: the firm, the places, the day."""

import argparse
import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from actions.subsidy import printed
from actions.subsidy.measures import Measure, MeasureSet
from actions.subsidy.profile import (
    COUNT_FIELDS,
    MONEY_FIELDS,
    TIERS,
    Profile,
    ProfileError,
    Value,
    read_profile,
)
from policy_index.collection import Collection
from policy_index.errors import PolicyError
from policy_index.today import today

_YES_NO = {
    "relocated": "the firm moves in from elsewhere",
    "title_valid": "the title is within its validity",
}
_FIELDS = (
    "tier", "recognition", "recognised_on", "moved_from", "lpr",
    *MONEY_FIELDS, *COUNT_FIELDS, *_YES_NO,
)  # fmt: skip


class UnknownMeasure(PolicyError):
    """No measure of that id."""


class WrongToday(Exception):
    """POLICY_BOT_TODAY is not a date."""


def add_as_of(command: argparse.ArgumentParser) -> None:
    """--as-of, the day of the documents' status."""
    command.add_argument(
        "--as-of", type=_day, help="YYYY-MM-DD (today, or POLICY_BOT_TODAY if that is set)"
    )


def as_of(options: argparse.Namespace) -> date:
    """The day asked for. Raises WrongToday."""
    if options.as_of is not None:
        return cast(date, options.as_of)
    try:
        return today()
    except ValueError as error:
        raise WrongToday(error) from error


def add_places(command: argparse.ArgumentParser) -> None:
    """--city, once for each place."""
    command.add_argument("--city", action="append", default=[], help="广州, 江门, 湛江 or 广东")


def add_selection(command: argparse.ArgumentParser) -> None:
    """--city, --topic and --measure: which measures are meant."""
    add_places(command)
    command.add_argument("--topic", action="append", default=[], help="e.g. 上市, 数字化, 认定")
    command.add_argument("--measure", action="append", default=[], help="only this one, by its id")


def selected(
    options: argparse.Namespace, measures: MeasureSet, collection: Collection
) -> list[Measure]:
    """The measures of the places, the topics and the ids that were asked for; all if none was.

    Raises PolicyError for a place or an id that is not known.
    """
    named = [find_measure(measures, name) for name in options.measure]
    return [
        measure
        for measure in of_places(options, named or measures.measures.values(), collection)
        if not options.topic or set(options.topic) & set(measure.topics)
    ]


def of_places(
    options: argparse.Namespace, measures: Iterable[Measure], collection: Collection
) -> list[Measure]:
    """Those of the places that were asked for. Raises PolicyError for a place without documents."""
    if unknown := set(options.city) - set(collection.cities):
        known = ", ".join(collection.cities)
        raise PolicyError(f"no document of {', '.join(sorted(unknown))}; there are: {known}")
    return [
        measure
        for measure in measures
        if not options.city or collection.document(measure.document).city in options.city
    ]


def for_firms(
    options: argparse.Namespace, measures: MeasureSet, collection: Collection
) -> list[Measure]:
    """What the places that were asked for have for enterprises. Raises PolicyError."""
    of_all = of_places(options, measures.measures.values(), collection)
    return [measure for measure in of_all if measure.beneficiary == "enterprise"]


def add_profile(command: argparse.ArgumentParser) -> None:
    """One option for each fact about a firm."""
    group = command.add_argument_group("the firm (what is left out is not known)")
    group.add_argument("--tier", type=_words, metavar="TIER[,TIER]", help=", ".join(TIERS))
    group.add_argument("--recognition", choices=("new", "review"))
    group.add_argument("--recognised-on", metavar="YYYY[-MM[-DD]]", help="when the title came")
    group.add_argument("--moved-from", metavar="PLACE", help="where the firm moves in from")
    for field in MONEY_FIELDS:
        group.add_argument(_option(field), type=_sum, metavar="SUM", help="5600000 or 560万")
    for field in COUNT_FIELDS:
        group.add_argument(_option(field), metavar="NUMBER")
    for field, meaning in _YES_NO.items():
        group.add_argument(_option(field), action=argparse.BooleanOptionalAction, help=meaning)
    group.add_argument("--lpr", type=_ratio, metavar="RATE", help="the LPR that you go by: 3.1%%")


def profile_of(options: argparse.Namespace) -> Profile:
    """The firm that the options describe. Raises ProfileError."""
    return read_profile({field: getattr(options, field) for field in _FIELDS})


def fact(text: str) -> tuple[str, Value]:
    """A field and its value: tier=provincial, listing_cost=600万, title_valid=no."""
    field, equals, value = text.partition("=")
    field = field.strip().replace("-", "_")
    if not equals or field not in _FIELDS:
        known = ", ".join(_FIELDS)
        raise argparse.ArgumentTypeError(f"{text!r} is not FIELD=VALUE with a field of {known}")
    raw: object = value
    if field in MONEY_FIELDS:
        raw = _sum(value)
    elif field == "lpr":
        raw = _ratio(value)
    elif field == "tier":
        raw = _words(value)
    elif field in _YES_NO:
        raw = {"yes": True, "no": False}.get(value, value)
    try:
        return field, read_profile({field: raw}).facts[field]
    except ProfileError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def find_measure(measures: MeasureSet, name: str) -> Measure:
    """Raises UnknownMeasure, naming those with a like id."""
    try:
        return measures.measures[name]
    except KeyError:
        close = difflib.get_close_matches(name, measures.measures)
        raise UnknownMeasure(f"no measure {name!r}; near it: {', '.join(close) or '-'}") from None


def _option(field: str) -> str:
    return "--" + field.replace("_", "-")


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date YYYY-MM-DD") from None


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
