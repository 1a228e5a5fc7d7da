"""How much is lacking: 费用多少才能拿满, 还差多少."""

from actions.answers import amount
from actions.answers.ask import ask_city
from actions.answers.context import Context
from actions.answers.relevant import by_topic, for_firms
from actions.cards import Card, Figure
from actions.replies import compose
from actions.subsidy.fields import figure, label
from actions.subsidy.what_if import Gap, gaps


def answer(context: Context) -> Card:
    """The costs at which a cap bites and the thresholds; what has neither is computed as usual."""
    measures = by_topic(context) if context.request.topics else for_firms(context)
    places = {context.document_of(measure).city for measure in measures}
    if len(places) > 1:
        return ask_city(context)
    found = gaps(measures, context.profile)
    if not found:
        return amount.answer(context)
    outcomes = [context.evaluate(gap.measure, context.profile) for gap in found]
    text, spoken = compose(
        "gap",
        gaps=[(_words(gap), gap, outcome) for gap, outcome in zip(found, outcomes, strict=True)],
        documents=context.documents_of(gap.measure for gap in found),
        heard=context.heard,
        story=context.is_story,
        as_of=context.as_of,
    )
    figures = [
        Figure(gap.measure.id, outcome.status, None, gap.steps, index, gap.measure.name)
        for index, (gap, outcome) in enumerate(zip(found, outcomes, strict=True))
    ]
    citations = [context.cite_measure(gap.measure) for gap in found]
    return Card(
        "amount", text, citations, figures, quick_replies=("原文怎么说", "转人工"), spoken=spoken
    )


def _words(gap: Gap) -> dict[str, str | None]:
    return {
        "field": label(gap.field),
        "needed": figure(gap.needed, gap.field),
        "lacking": None if gap.lacking is None else figure(gap.lacking, gap.field),
    }
