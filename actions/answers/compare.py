"""Side by side: cities or tiers, each with its kind of figure. What cannot be ranked is not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.answers import amount, clauses
from actions.answers.ask import ask_city, ask_for
from actions.answers.context import Context
from actions.answers.premises import Premise, asks_together, premises
from actions.answers.relevant import (
    by_sum,
    by_topic,
    field_to_ask,
    for_firms,
    judge,
    presuming_tier,
)
from actions.cards import Card, Figure
from actions.messages import BOTH_PLACES
from actions.replies import compose
from actions.subsidy.amounts import NonCash
from actions.subsidy.evaluate import Outcome
from actions.subsidy.fields import label
from actions.subsidy.measures import Measure
from actions.subsidy.wording import describe
from policy_index.documents import Document
from policy_index.text import normalize

_IN_GENERAL = re.compile(
    "补[贴助](?:更|比较)?[多高大]|待遇|优惠|扶持|政策|各方面|整体|总体|全部|所有|哪些|[划合]算|着数|抵啲|力度|更?好(?![吗呢])"
)
_AWARD_FOR_MOVING = re.compile(
    "(落户|[迁搬][入来]?|引进)的?[奖补]|[迁搬]过?[去来入][^,。?]{0,6}有(钱|奖|补)"
)
_THE_SAME = re.compile("一样|相同|同样|统一|一致|区别|差别|不同|分别有?[吗大]")
_ALSO = re.compile("也(?:是|有|给|奖|补|能|可以)")
_EACH = re.compile("多少|几多|哪|(?<!两)边个")
_WITH_FIGURES = ("exact", "upper", "need_input", "not_stated", "quota", "rate_bound")


@dataclass(frozen=True)
class _Column:
    """A document or a tier, with what it gets; ``context`` is that of the column's firm."""

    title: str
    context: Context
    outcomes: Sequence[Outcome]
    document: Document | None

    @property
    def lines(self) -> list[tuple[str, Outcome]]:
        return [(describe(o, self.context.profile), o) for o in self.outcomes]


def answer(context: Context) -> Card:
    """One column for each tier if several are named, else for each document in question."""
    tiers = context.request.profile.get("tier") or []
    if len(tiers) > 1 and not context.request.cities:
        return ask_city(context)
    if sums := by_sum(context):
        outcomes = [presuming_tier(context, outcome) for outcome in judge(context, sums)]
        return _laid_side_by_side(context, _of_documents(context, outcomes, False), False)
    general = _is_general(context)
    measures = _measures(context, general)
    if not measures:
        return clauses.answer(context)
    if not context.request.topics and tiers and _fits_nothing(context, measures):
        general, measures = True, _measures(context, general=True)
    if len(tiers) > 1:
        columns = _of_tiers(context, tiers, measures, general)
        return _laid_side_by_side(context, columns, general)
    outcomes = judge(context, measures)
    # A cost refines what is laid side by side; only the tier decides it, if a place has several.
    if field_to_ask(context, measures) == "tier":
        if len({measure.document for measure in measures}) < len(measures):
            return ask_for(context, "tier", outcomes)
        outcomes = [presuming_tier(context, outcome) for outcome in outcomes]
    columns = _of_documents(context, outcomes, general)
    return _laid_side_by_side(context, columns, general)


def _measures(context: Context, general: bool) -> list[Measure]:
    """Those of the topic, an award if none is named; asked in general, all but services."""
    if general:
        return [m for m in for_firms(context) if not isinstance(m.amount, NonCash)]
    topics = context.request.topics
    if context.profile.get("relocated") and BOTH_PLACES.search(normalize(context.request.query)):
        return by_topic(context.about(topics=tuple({*topics, "认定"})))
    # 落户哪边更划算 compares the places, not their awards for moving in.
    if not _AWARD_FOR_MOVING.search(normalize(context.request.query)):
        topics = tuple(topic for topic in topics if topic != "迁入")
    if topics or context.request.profile.get("tier"):
        return amount.measures_paying(context.about(topics=topics))
    # What a search finds in one document is not missing in the others.
    return amount.measures_paying(context) if "奖" in context.request.query else []


def _fits_nothing(context: Context, measures: Sequence[Measure]) -> bool:
    return all(outcome.status == "not_eligible" for outcome in judge(context, measures))


def _is_general(context: Context) -> bool:
    words = normalize(context.request.query)
    return not context.request.topics and _IN_GENERAL.search(words) is not None


def _of_tiers(
    context: Context, tiers: Sequence[str], measures: Sequence[Measure], general: bool
) -> list[_Column]:
    firms = [context.about(profile={**context.request.profile, "tier": [t]}) for t in tiers]
    judged = [judge(firm, measures) for firm in firms]
    differing = {
        each[0].measure.id
        for each in zip(*judged, strict=True)
        if len({(outcome.status, outcome.yuan) for outcome in each}) > 1
    }
    columns = []
    for tier, firm, outcomes in zip(tiers, firms, judged, strict=True):
        fitting = [o for o in outcomes if o.status != "not_eligible"]
        shown = [
            o
            for o in fitting
            if not general or o.measure.id in differing or (not differing and _is_telling(o))
        ]
        columns.append(_Column(label(tier), firm, shown, None))
    return columns


def _of_documents(context: Context, outcomes: Sequence[Outcome], general: bool) -> list[_Column]:
    columns = []
    for document in context.documents:
        own = [o for o in outcomes if o.measure.document == document.id]
        fitting = [o for o in own if o.status != "not_eligible"]
        shown = [o for o in fitting if _is_telling(o)] if general else fitting or own
        columns.append(_Column(document.city, context, shown, document))
    return columns


def _is_telling(outcome: Outcome) -> bool:
    """Asked in general, what has a figure and what is for the title: other promises are many."""
    return outcome.status in _WITH_FIGURES or "认定" in outcome.measure.topics


def _supposed_of_the_last(
    context: Context, columns: Sequence[_Column]
) -> tuple[str, list[Premise]]:
    """广州奖100万，湛江也是100万吧: the place that was named last, and whether it is so there."""
    cities = context.request.cities
    if not cities or not _ALSO.search(normalize(context.request.query)):
        return "", []
    outcomes = [o for column in columns if column.title == cities[-1] for o in column.outcomes]
    return cities[-1], premises(context, outcomes)


def _lacking(columns: Sequence[_Column]) -> list[str]:
    """The places of which no document has anything to lay beside that of the only other place."""
    having = {c.title for c in columns if any(o.status != "not_eligible" for o in c.outcomes)}
    titles = list(dict.fromkeys(column.title for column in columns))
    return [title for title in titles if title not in having] if len(having) == 1 else []


def _laid_side_by_side(context: Context, columns: Sequence[_Column], general: bool) -> Card:
    shown = [outcome for column in columns for outcome in column.outcomes]
    places = {id(outcome): index for index, outcome in enumerate(shown)}
    kinds = {outcome.status for outcome in shown if outcome.status != "not_eligible"}
    same = len({tuple(line for line, _ in column.lines) for column in columns}) == 1
    asks_same = _THE_SAME.search(normalize(context.request.query)) is not None
    place, premise = _supposed_of_the_last(context, columns)
    text, spoken = compose(
        "comparison",
        columns=columns,
        unpaid=amount.unpaid_titles(context),
        kinds=sorted(kinds),
        together=asks_together(context) and not _EACH.search(normalize(context.request.query)),
        same=same,
        same_figures=same and bool(kinds) and kinds <= {*_WITH_FIGURES} - {"not_stated"},
        asks_same=asks_same and all(o.status != "non_cash" for o in shown),
        place=place,
        premise=premise,
        lacking=_lacking(columns),
        one_each=all(len(column.outcomes) == 1 for column in columns),
        documents=context.documents,
        heard=context.heard,
        story=context.is_story,
        all_told=not general,
        as_of=context.as_of,
    )
    return Card(
        "comparison",
        text,
        [context.cite_measure(outcome.measure) for outcome in shown],
        [
            Figure.of(outcome, places[id(outcome)], column.context.profile, column.title)
            for column in columns
            for outcome in column.outcomes
        ],
        spoken=spoken,
    )
