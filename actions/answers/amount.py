"""How much: the figure, its kind, the steps, the clause, the status."""

import re
from collections.abc import Sequence
from typing import Any

from actions.answers import clauses, matches
from actions.answers.ask import ask_city, ask_for
from actions.answers.context import Context
from actions.answers.coverage import nothing_found, other_field
from actions.answers.premises import asks_together, premises
from actions.answers.relevant import (
    by_search,
    by_sum,
    by_topic,
    field_to_ask,
    for_firms,
    judge,
    presuming_tier,
    tier_words,
)
from actions.answers.yes_or_no import first_words, untitled
from actions.cards import Card, Figure
from actions.replies import compose
from actions.subsidy.amounts import NonCash, RateCapped, Unspecified
from actions.subsidy.evaluate import Outcome
from actions.subsidy.measures import Measure
from actions.subsidy.stacking import Combination, combine
from actions.subsidy.wording import describe
from policy_index.text import normalize

_MOST_SHOWN = 4
_OTHER_TITLES = re.compile(
    "高企|高新(技术)?企业|瞪羚|独角兽|单项冠军|隐形冠军|科技型|科小|规上|上规|四上|老字号|龙头企业"
    "|制造业500强|总部企业|领军企业|绿色工厂|倍增企业|技术中心|工程中心|设计中心|重点实验室|工作站"
)

_BRINGS_IN = re.compile("引[进入来]|引了|招[商引来]")
_OF_OPERATORS = re.compile(
    "引[进入来]|引了|招[商引来]|运营|牌|聚集|[给奖补]园区|园区[^,。?]{0,6}[奖补拿领]"
)

# 迁入奖什么时候才能拿 asks what comes first, for whichever tier.
_OF_CONDITIONS = re.compile(
    "什么时候才?[能可]|几时先?[可得]|前提|(什么|哪些|啥)条件|先满足|就[行可]以?[吗么了?]|就行$"
)

_OF_STAFF = re.compile("(?:员工|职工|工人)们?的?[租住房]|(?:给|让)(?:员工|职工|工人)")

# An outcome with the context it was judged in: of a range of costs, its lower or its upper end.
Judged = tuple[Context, Outcome]


def answer(context: Context) -> Card:
    """Choose the measures, ask for what decides, then compute."""
    if _of_another_title(context):
        return other_field(context)
    if sums := by_sum(context):
        return _figures(context, [(context, outcome) for outcome in judge(context, sums)])
    context = _with_topic(context)
    if not context.request.topics and not clauses.is_answerable(context):
        if context.request.plain:  # 我们专精特新能拿多少
            return matches.answer(context)
        return nothing_found(context)
    measures = by_topic(context) if context.request.topics else by_search(context)
    if "用房" in context.request.topics and _OF_STAFF.search(normalize(context.request.query)):
        measures = [m for m in measures if m.beneficiary == "employee"] or measures
    if measures and all(isinstance(measure.amount, NonCash) for measure in measures):
        return clauses.unpaid(context)
    if not measures and clauses.is_answerable(context):
        return clauses.unpaid(context)
    if not context.request.cities:
        kin = tuple({topic for measure in measures for topic in measure.topics})
        cities = {context.document_of(m).city for m in by_topic(context.about(topics=kin))}
        if len(cities) != 1:
            return ask_city(context)
    if not measures:
        return clauses.unpaid(context)
    if untitled(context) or _OF_CONDITIONS.search(normalize(context.request.query)):
        outcomes = [presuming_tier(context, outcome) for outcome in judge(context, measures)]
        return _figures(context, [(context, outcome) for outcome in outcomes])
    field = field_to_ask(context, _to_be_completed(context, measures))
    outcomes = judge(context, measures)
    if field is not None:
        return ask_for(context, field, outcomes)
    judged = [(context, outcome) for outcome in outcomes]
    if context.request.high:
        upper = context.about(profile={**context.request.profile, **context.request.high})
        judged += [(upper, outcome) for outcome in judge(upper, measures)]
    return _figures(context, judged)


def _of_another_title(context: Context) -> bool:
    """高企认定奖多少: an award for a title that the documents pay nothing for."""
    request = context.request
    return bool(
        set(request.topics) <= {"认定", "创新"}
        and "tier" not in request.profile
        and "专精特新" not in normalize(request.query)
        and _OTHER_TITLES.search(normalize(request.query))
    )


def unpaid_titles(context: Context) -> list[str]:
    """The titles in the question that no document in question pays for: 单项冠军."""
    found = _OTHER_TITLES.finditer(normalize(context.request.query))
    paid = " ".join(m.evidence for m in for_firms(context) if not isinstance(m.amount, NonCash))
    return [title for title in dict.fromkeys(m.group() for m in found) if title not in paid]


def _to_be_completed(context: Context, measures: Sequence[Measure]) -> Sequence[Measure]:
    """Where the cost of one measure is told, that of another is not asked for as well."""
    told = [
        m
        for m in measures
        if isinstance(m.amount, RateCapped) and context.profile.get(m.amount.base) is not None
    ]
    others = [m for m in measures if not isinstance(m.amount, RateCapped)]
    return [*told, *others] if told else measures


def _with_topic(context: Context) -> Context:
    """An award without a topic is the one for the title: 省级专精特新奖多少.

    Whoever names a sum that was spent, though, asks about something else; and a park that brings
    firms in does not move.
    """
    request = context.request
    topics = request.topics
    spent = set(request.sums) - set(request.claims)
    if not topics and (
        "奖" in normalize(request.query) or ("tier" in request.profile and not spent)
    ):
        topics = ("认定",)
    both = {"迁入", "认定"} <= set(topics) and not asks_together(context)
    if both and request.profile.get("recognition") != "new":
        topics = tuple(topic for topic in topics if topic != "认定")
    if {"园区", "迁入"} <= set(topics) and _BRINGS_IN.search(normalize(request.query)):
        topics = ("园区",)
    elsewhere = {*topics} - {"园区", "认定", "迁入"}
    if elsewhere and not _OF_OPERATORS.search(normalize(request.query)):
        topics = tuple(topic for topic in topics if topic != "园区")  # 在园区买厂房
    return context.about(topics=topics)


def _figures(context: Context, judged: Sequence[Judged]) -> Card:
    fitting = [each for each in judged if each[1].status != "not_eligible"]
    if any(outcome.yuan is not None for _, outcome in fitting):  # services are beside the point
        fitting = [each for each in fitting if each[1].status != "non_cash"]
    shown = _most_telling(fitting or _of_the_tier(judged))[:_MOST_SHOWN]
    blocks = [_block(*each) for each in shown]
    outcomes = [outcome for _, outcome in shown]
    combinations = _combine(shown)
    premise = premises(context, outcomes, combinations)
    together = any(each.verdict == "together" for each in premise)
    text, spoken = compose(
        "amount",
        premise=premise,
        unpaid=unpaid_titles(context),
        first=None if together else first_words(context, outcomes),
        blocks=blocks,
        combinations=[
            (c.stacking, [describe(o, context.profile) for o in c.counts]) for c in combinations
        ],
        together=asks_together(context) and bool(fitting) and not combinations,
        rules=list(dict.fromkeys(o.measure.stacking for o in outcomes if o.measure.stacking)),
        fits=bool(fitting),
        documents=list({b["document"].id: b["document"] for b in blocks}.values()),
        heard=context.heard,
        story=context.is_story,
        rough=context.request.rough and any(outcome.steps for outcome in outcomes),
        as_of=context.as_of,
    )
    return Card(
        "amount",
        text,
        [context.cite_measure(outcome.measure) for outcome in outcomes],
        [Figure.of(outcome, index, own.profile) for index, (own, outcome) in enumerate(shown)],
        quick_replies=("原文怎么说", "找哪个部门", matches.QUESTION),
        spoken=spoken,
    )


def _of_the_tier(judged: Sequence[Judged]) -> Sequence[Judged]:
    """Where nothing fits: what is for the firm's tier, and fails on something else."""
    return [
        each for each in judged if not set(tier_words(each[1].measure.when)) & set(each[1].against)
    ] or judged


def _combine(judged: Sequence[Judged]) -> list[Combination]:
    """Both ends of a range are one award, not two."""
    return combine(list({outcome.measure.id: outcome for _, outcome in judged}.values()))


def _most_telling(judged: Sequence[Judged]) -> list[Judged]:
    """Sums before promises without a sum, the rest after; each once."""
    order = ("exact", "upper", "not_stated", "quota", "rate_bound", "unspecified", "non_cash")
    rank = {status: place for place, status in enumerate(order)}
    once = {(each[1].measure.id, each[1].yuan): each for each in judged}
    return sorted(once.values(), key=lambda each: rank.get(each[1].status, len(order)))


def _block(context: Context, outcome: Outcome) -> dict[str, Any]:
    return {
        "line": describe(outcome, context.profile),
        "outcome": outcome,
        "measure": outcome.measure,
        "sum_is_open": isinstance(outcome.measure.amount, Unspecified),
        "quote": context.quote(outcome.measure),
        "document": context.knowledge.collection.document(outcome.measure.document),
    }


def measures_paying(context: Context) -> list[Measure]:
    """The measures behind the request, for other answers that lay them side by side."""
    context = _with_topic(context)
    return by_topic(context) if context.request.topics else by_search(context)
