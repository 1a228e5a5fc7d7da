"""What a firm can have: certain, depending on what is not known, and not for it."""

from actions.answers.ask import ask_city, ask_for
from actions.answers.context import Context
from actions.cards import Card, Figure
from actions.replies import heard, render
from actions.subsidy.evaluate import Outcome
from actions.subsidy.wording import describe

QUESTION = "我能享受哪些"
_OPEN = ("need_input", "not_stated")


def answer(context: Context) -> Card:
    """Every measure for enterprises in the documents of one place, grouped."""
    if not context.request.cities:
        return ask_city(context)
    if context.profile.get("tier") is None:
        return ask_for(context, "tier", [])
    outcomes = [
        context.evaluate(measure, context.profile)
        for document in context.documents
        for measure in context.knowledge.measures.of_document(document.id)
        if measure.beneficiary == "enterprise"
    ]
    ordered = [outcome for group in _groups(outcomes).values() for outcome in group]
    place = {id(outcome): index for index, outcome in enumerate(ordered)}
    citations = [context.cite_measure(o.measure) for o in ordered]
    text = render(
        "matches",
        groups={
            name: [
                (describe(o, context.profile), context.document(context.clause(o.measure)), o)
                for o in group
            ]
            for name, group in _groups(outcomes).items()
        },
        documents=context.documents,
        heard=heard(context.request.profile),
        as_of=context.as_of,
    )
    figures = [Figure.of(o, place[id(o)]) for o in ordered]
    return Card("matches", text, citations, figures, quick_replies=("原文怎么说", "转人工"))


def _groups(outcomes: list[Outcome]) -> dict[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = {"certain": [], "depends": [], "not_for_you": []}
    for outcome in outcomes:
        if outcome.status == "not_eligible":
            groups["not_for_you"].append(outcome)
        elif outcome.status in _OPEN or outcome.presumed:
            groups["depends"].append(outcome)
        else:
            groups["certain"].append(outcome)
    return groups
