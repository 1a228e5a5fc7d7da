"""Which measures a question of money is about, and what must be asked before it is answered."""

from collections.abc import Sequence
from dataclasses import replace

from actions.answers.context import Context
from actions.subsidy.amounts import RateCapped
from actions.subsidy.conditions import AllOf, AnyOf, Condition, OneOf
from actions.subsidy.evaluate import Outcome
from actions.subsidy.measures import Measure
from actions.subsidy.printed import sums
from actions.subsidy.profile import MONEY_FIELDS, Profile

_ASKED_FIRST = ("tier", "listing_cost", "digital_cost", "tax_paid")
_TIERS_TRIED = ("little_giant", "provincial", "municipal", "innovative")


def by_topic(context: Context) -> list[Measure]:
    """The measures of the documents in question that pay for one of its topics."""
    topics = set(context.request.topics)
    return [
        measure
        for document in context.documents
        for measure in context.knowledge.measures.of_document(document.id)
        if topics & set(measure.topics)
    ]


def for_firms(context: Context) -> list[Measure]:
    """All that the documents in question have for enterprises."""
    return [
        measure
        for document in context.documents
        for measure in context.knowledge.measures.of_document(document.id)
        if measure.beneficiary == "enterprise"
    ]


def by_sum(context: Context) -> list[Measure]:
    """Without a topic or a cost: the measures that print a sum the user names (那300万是什么)."""
    request = context.request
    if request.topics or not request.sums or request.profile.keys() & {"tier", *MONEY_FIELDS}:
        return []
    return [
        measure
        for document in context.documents
        for measure in context.knowledge.measures.of_document(document.id)
        if set(request.sums) & {f"{p.value:f}" for p in sums(measure.evidence)}
    ]


def by_search(context: Context) -> list[Measure]:
    """Without a topic in the words: the measures of the clause nearest to them, and of several
    those in the sentence that answers."""
    for hit in context.hits[:1]:
        measures = context.knowledge.measures.of_clause(hit.clause.document, hit.clause.path)
        sentence = context.knowledge.searcher.answering_sentence(context.request.query, hit.clause)
        return [m for m in measures if m.evidence in sentence or sentence in m.evidence]
    return []


def judge(context: Context, measures: Sequence[Measure]) -> list[Outcome]:
    """Evaluate; where the tier is not known and changes nothing, it is told as a condition."""
    outcomes = [context.evaluate(measure, context.profile) for measure in measures]
    if tier_matters(context, measures):
        return outcomes
    return [presuming_tier(context, outcome) for outcome in outcomes]


def field_to_ask(context: Context, measures: Sequence[Measure]) -> str | None:
    """The next fact that the answer depends on, if any."""
    missing = {field for outcome in judge(context, measures) for field in outcome.missing}
    return next((field for field in _ASKED_FIRST if field in missing), None)


def tier_matters(context: Context, measures: Sequence[Measure]) -> bool:
    """Whether different tiers come to different sums."""
    if context.profile.get("tier") is not None:
        return True
    results = set()
    for tier in _TIERS_TRIED:
        outcomes = [context.evaluate(m, _as_tier(context.profile, tier)) for m in measures]
        results.add(tuple((o.status, o.yuan) for o in outcomes if _is_sum(o)))
    paying = [result for result in results if result]
    # An innovative SME is no 专精特新 firm: that it gets nothing is no reason to ask.
    return len(paying) > 1 or (bool(paying) and _tiers_paid(context, measures) < 3)


def _tiers_paid(context: Context, measures: Sequence[Measure]) -> int:
    """How many of the three 专精特新 tiers get something."""
    return sum(
        any(
            context.evaluate(m, _as_tier(context.profile, tier)).status != "not_eligible"
            for m in measures
        )
        for tier in _TIERS_TRIED[:3]
    )


def _is_sum(outcome: Outcome) -> bool:
    computed = isinstance(outcome.measure.amount, RateCapped)
    return outcome.yuan is not None or (outcome.status == "need_input" and computed)


def presuming_tier(context: Context, outcome: Outcome) -> Outcome:
    """The outcome for the first tier that gets something, the tier among its conditions, where it
    is not known."""
    if "tier" not in outcome.missing:
        return outcome
    for tier in _TIERS_TRIED:
        tried = context.evaluate(outcome.measure, _as_tier(context.profile, tier))
        if tried.status != "not_eligible":
            words = tier_words(outcome.measure.when)
            return replace(tried, presumed=tuple(dict.fromkeys(words + tried.presumed)))
    return outcome


def _as_tier(profile: Profile, tier: str) -> Profile:
    return Profile({**profile.facts, "tier": frozenset({tier})})


def tier_words(condition: Condition) -> tuple[str, ...]:
    """How a condition names the tiers that it asks for."""
    match condition:
        case OneOf(field="tier", words=words):
            return (words,)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return tuple(word for part in parts for word in tier_words(part))
        case _:
            return ()
