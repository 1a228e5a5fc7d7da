"""What a firm can have: certain, depending on what is not known, and not for it; and in all."""

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.answers.ask import ask_city, ask_for
from actions.answers.context import Context
from actions.answers.relevant import for_firms, presuming_tier
from actions.asks import asks_total
from actions.cards import Card, Figure, Sum
from actions.replies import compose
from actions.subsidy.amounts import NonCash
from actions.subsidy.fields import label
from actions.subsidy.matching import GROUPS, Found, find
from actions.subsidy.questions import questions
from actions.subsidy.totals import Total, total
from actions.subsidy.wording import describe
from policy_index.text import normalize

QUESTION = "我能享受哪些"
TOTAL = "一共能拿多少"
_MOST_HINTS = 3
_OF_MONEY = re.compile("奖[励金]|补[贴助]|[拿领攞给发]钱|资金")
_OF_ALL = re.compile("政策|支持|优惠|服务|享受|待遇|好处|扶持|哪些")


def answer(context: Context) -> Card:
    """Every measure for enterprises in the documents of one place, grouped."""
    if not context.request.cities:
        return ask_city(context)
    if context.profile.get("tier") is None and not context.profile.get("relocated"):
        return ask_for(context, "tier", [])
    found = find(for_firms(context), context.profile, context.knowledge.collection, context.as_of)
    if context.profile.get("tier") is None:
        found = [_presuming(context, each) for each in found]
    paid = _in_groups([each for each in found if not _is_service(each)])
    services = [] if _asks_for_money(context) else [each for each in found if _is_had(each)]
    by_clause = _by_clause(services)
    shown = [*paid, *(first for _, first in by_clause)]
    totals = totals_of(context, found)
    text, spoken = compose(
        "matches",
        totals=totals,
        groups={
            group: [(_line(context, each), each) for each in paid if each.match.group == group]
            for group in GROUPS
        },
        services=by_clause,
        hints=_hints(context, found),
        clauses={each.match.measure.id: context.clause(each.match.measure) for each in shown},
        documents=context.documents,
        heard=context.heard,
        as_of=context.as_of,
    )
    return Card(
        "matches",
        text,
        [context.cite_measure(each.match.measure) for each in shown],
        [_figure(context, each, index) for index, each in enumerate(shown)],
        totals=[Sum.of(city, total) for city, total in totals],
        quick_replies=("原文怎么说", TOTAL, "转人工"),
        spoken=spoken,
    )


def _presuming(context: Context, found: Found) -> Found:
    """Where the tier is not known, what the tier gets that the text names."""
    return found._replace(outcome=presuming_tier(context, found.outcome))


def _is_service(found: Found) -> bool:
    return isinstance(found.match.measure.amount, NonCash)


def _is_had(found: Found) -> bool:
    return _is_service(found) and found.match.group != "not_for_you"


def _asks_for_money(context: Context) -> bool:
    """有什么奖励, and not 有什么支持."""
    words = normalize(context.request.query)
    return _OF_MONEY.search(words) is not None and _OF_ALL.search(words) is None


def _by_clause(services: Sequence[Found]) -> list[tuple[list[str], Found]]:
    """The names of each clause's services, and the first of them."""
    clauses: dict[tuple[str, str], list[Found]] = {}
    for each in services:
        measure = each.match.measure
        clauses.setdefault((measure.document, measure.clause), []).append(each)
    return [([each.match.measure.name for each in found], found[0]) for found in clauses.values()]


def _in_groups(found: Sequence[Found]) -> list[Found]:
    return sorted(found, key=_place)


def _place(found: Found) -> tuple[int, bool]:
    """Its group, and in it first of all what comes of moving in: only asked for by who does."""
    return GROUPS.index(found.match.group), "迁入" not in found.match.measure.topics


def _figure(context: Context, found: Found, citation: int) -> Figure:
    depends_on = (*map(label, found.match.missing), *found.match.verdict.left_to_authority)
    figure = Figure.of(found.outcome, citation, context.profile, found.match.group)
    return replace(figure, depends_on=depends_on)


def _line(context: Context, found: Found) -> str:
    return describe(found.outcome, context.profile)


def totals_of(context: Context, found: Sequence[Found]) -> list[tuple[str, Total]]:
    """One total for each place: sums of different places cannot be had together.

    Only if it is asked for: a sum of what may all be had differently promises too much.
    """
    if not asks_total(normalize(context.request.query)):
        return []
    places: dict[str, list[Found]] = {}
    for each in found:
        places.setdefault(context.document_of(each.match.measure).city, []).append(each)
    return [
        (city, total(members, context.knowledge.collection)) for city, members in places.items()
    ]


def _hints(context: Context, found: Sequence[Found]) -> list[str]:
    """The facts that would settle most."""
    asked = questions([each.match for each in found], context.profile)
    return [label(question.field) for question in asked[:_MOST_HINTS]]
