"""What another fact would change: 如果升级成小巨人呢."""

from dataclasses import replace

from actions.answers import amount
from actions.answers.ask import ask_city
from actions.answers.context import Context
from actions.answers.relevant import by_topic, for_firms
from actions.cards import Card, Figure
from actions.replies import compose, heard
from actions.subsidy.profile import read_profile
from actions.subsidy.what_if import Change, changes
from actions.subsidy.wording import describe


def answer(context: Context) -> Card:
    """The measures that come to something else, before and after; else the answer as supposed."""
    request = context.request
    supposed = {**request.profile, **request.supposed}
    if not request.supposed:
        return amount.answer(context)
    if not request.cities:
        return ask_city(context)
    after = read_profile(supposed)
    measures = by_topic(context) if request.topics else for_firms(context)
    changed = changes(
        [context.evaluate(measure, context.profile) for measure in measures],
        [context.evaluate(measure, after) for measure in measures],
    )
    if not changed:
        card = amount.answer(context.about(profile=supposed, supposed={}))
        text, spoken = compose("no_change", heard=heard(supposed))
        return replace(card, text=f"{text}\n{card.text}", spoken=f"{spoken}{card.spoken}")
    shown = sorted(changed, key=lambda change: not _is_about_money(change))
    text, spoken = compose(
        "change",
        changes=[(describe(c.before, context.profile), describe(c.after, after), c) for c in shown],
        documents=context.documents_of(c.after.measure for c in shown),
        heard=heard(request.profile),
        supposed=heard(request.supposed),
        as_of=context.as_of,
    )
    figures = [
        figure
        for index, change in enumerate(shown)
        for figure in (
            Figure.of(change.before, index, context.profile, "现在"),
            Figure.of(change.after, index, after, f"如果是{heard(request.supposed)}"),
        )
    ]
    citations = [context.cite_measure(change.after.measure) for change in shown]
    return Card(
        "comparison",
        text,
        citations,
        figures,
        quick_replies=("原文怎么说", "转人工"),
        spoken=spoken,
    )


def _is_about_money(change: Change) -> bool:
    return change.before.yuan is not None or change.after.yuan is not None
