"""A calculation sheet to print: made and kept for what the conversation knows."""

from collections.abc import Sequence

from actions.answers.ask import ask_city, ask_for
from actions.answers.context import Context
from actions.answers.coverage import nothing_found
from actions.answers.matches import totals_of
from actions.answers.relevant import by_topic, field_to_ask, for_firms, judge
from actions.cards import Card, Figure, Sum
from actions.replies import compose
from actions.subsidy import sheets
from actions.subsidy.evaluate import Outcome
from actions.subsidy.matching import Found, find
from actions.subsidy.measures import Measure
from actions.subsidy.sheet import Sheet, make
from actions.subsidy.wording import describe


def answer(context: Context) -> Card:
    """All measures for enterprises of the places, or those of the topics that were talked about.

    Asks back for the place and the tier, and for a cost that the topics' figures depend on.
    """
    if not context.request.cities:
        return ask_city(context)
    measures = _measures(context)
    if not measures:
        return nothing_found(context)
    if field := _field_to_ask(context, measures):
        rules = judge(context, measures) if context.request.topics else []
        return ask_for(context, field, rules)
    known = context.knowledge
    found = find(measures, context.profile, known.collection, context.as_of)
    kept = sheets.keep(_made(context, measures), sheets.folder())
    return _card(context, found, f"/sheets/{kept.id}")


def _measures(context: Context) -> list[Measure]:
    firms = for_firms(context)
    if not context.request.topics:
        return firms
    of_topics = by_topic(context)
    return [measure for measure in firms if measure in of_topics]


def _field_to_ask(context: Context, measures: Sequence[Measure]) -> str | None:
    if context.profile.get("tier") is None:
        return "tier"
    return field_to_ask(context, measures) if context.request.topics else None


def _made(context: Context, measures: Sequence[Measure]) -> Sheet:
    known = context.knowledge
    ids = [measure.id for measure in measures]
    return make(ids, context.profile, known.measures, known.collection, context.as_of)


def _card(context: Context, found: Sequence[Found], address: str) -> Card:
    outcomes = [each.outcome for each in found]
    shown = [o for o in outcomes if o.yuan is not None or o.status == "need_input"] or outcomes
    cities = dict.fromkeys(context.document_of(outcome.measure).city for outcome in outcomes)
    totals = totals_of(context, found)
    text, spoken = compose(
        "sheet",
        address=address,
        totals=totals,
        places=[(city, _lines(context, city, shown)) for city in cities],
        all_shown=len(shown) == len(outcomes),
        documents=context.documents_of(outcome.measure for outcome in shown),
        heard=context.heard,
        range=bool(context.request.high),
        rough=context.request.rough and any(outcome.steps for outcome in shown),
        as_of=context.as_of,
    )
    return Card(
        "amount",
        text,
        [context.cite_measure(outcome.measure) for outcome in shown],
        [Figure.of(outcome, index, context.profile) for index, outcome in enumerate(shown)],
        totals=[Sum.of(city, total) for city, total in totals],
        sheet=address,
        quick_replies=("原文怎么说", "找哪个部门", "转人工"),
        spoken=spoken,
    )


def _lines(
    context: Context, city: str, outcomes: Sequence[Outcome]
) -> list[tuple[str, Sequence[str], Measure]]:
    """What a place's measures come to, with the conditions that nobody has confirmed."""
    return [
        (describe(outcome, context.profile), outcome.presumed, outcome.measure)
        for outcome in outcomes
        if context.document_of(outcome.measure).city == city
    ]
