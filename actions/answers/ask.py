"""Asking back: one thing at a time, with choices, and with what is already certain."""

import re
from collections.abc import Sequence
from decimal import Decimal

from actions.answers.context import Context
from actions.answers.premises import premises
from actions.answers.yes_or_no import first_words, whether
from actions.cards import Ask, Card
from actions.replies import choices, compose, question
from actions.subsidy.amounts import RateCapped
from actions.subsidy.evaluate import Outcome
from actions.subsidy.money import format_yuan
from actions.subsidy.profile import MONEY_FIELDS
from actions.subsidy.wording import describe
from policy_index.collection import PROVINCE
from policy_index.text import normalize

_RULE = re.compile(
    "比例|百分之几|几成|上限|封顶|最高|最多|至多|怎么算|点计|如何计算|过期|到期|失效|作废"
)


def ask_city(context: Context) -> Card:
    return _card(context, "city", _city_choices(context), [])


def ask_for(context: Context, field: str, outcomes: Sequence[Outcome]) -> Card:
    """Ask for a fact; a rule that holds whatever the answer is told along with the question."""
    rules = [o for o in outcomes if isinstance(o.measure.amount, RateCapped) and o.missing]
    cost_is_told = any(context.profile.get(field) is not None for field in MONEY_FIELDS)
    asks_for_rule = _RULE.search(normalize(context.request.query)) is not None
    settled = asks_for_rule or premises(context, outcomes) or _first(context, outcomes)
    if rules and not cost_is_told and settled:
        return _settled(context, rules, outcomes)
    return _card(context, field, _sums(context, field) or choices(field), rules, outcomes)


def _settled(context: Context, rules: Sequence[Outcome], outcomes: Sequence[Outcome]) -> Card:
    """Whoever only asks for the share or the cap, whether one is right or whether it still holds,
    is asked for nothing."""
    text, spoken = compose(
        "ask",
        premise=premises(context, outcomes),
        first=_first(context, outcomes),
        rules=[(describe(o, context.profile), _documented(context, o)) for o in rules],
        several=[],
        question="",
        choices=[],
        as_of=context.as_of,
    )
    cited = [context.cite_measure(o.measure) for o in rules]
    return Card("amount", text, cited, spoken=spoken)


def _first(context: Context, outcomes: Sequence[Outcome]) -> str | None:
    """Yes or no, where the tier is known or does not matter."""
    if any("tier" in outcome.missing for outcome in outcomes):
        return None
    return first_words(context, outcomes) or whether(context, outcomes)


def _sums(context: Context, field: str) -> list[str]:
    """The sums among which the words leave open which is meant."""
    return [format_yuan(Decimal(each)) for each in context.request.several.get(field, ())]


def _card(
    context: Context,
    field: str,
    offered: Sequence[str],
    rules: Sequence[Outcome],
    outcomes: Sequence[Outcome] = (),
) -> Card:
    citations = [context.cite_measure(o.measure) for o in rules]
    text, spoken = compose(
        "ask",
        premise=premises(context, outcomes),
        first=_first(context, outcomes),
        several=_sums(context, field),
        question=question(field),
        choices=offered,
        rules=[(describe(o, context.profile), _documented(context, o)) for o in rules],
        as_of=context.as_of,
    )
    return Card(
        "ask",
        text,
        citations,
        ask=Ask(field, tuple(offered)),
        quick_replies=offered,
        spoken=spoken,
    )


def _documented(context: Context, outcome: Outcome) -> tuple[object, str]:
    return context.knowledge.collection.document(outcome.measure.document), outcome.measure.clause


def _city_choices(context: Context) -> list[str]:
    """The cities first; the province is no place to have a factory in."""
    cities = context.knowledge.collection.cities
    return [city for city in cities if city != PROVINCE]
