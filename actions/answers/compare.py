"""Side by side: cities or tiers, each with its kind of figure. What cannot be ranked is not."""

from collections.abc import Sequence

from actions.answers import amount, clauses
from actions.answers.ask import ask_for
from actions.answers.context import Context
from actions.answers.relevant import field_to_ask, judge
from actions.cards import Card, Citation, Figure
from actions.replies import render
from actions.subsidy.evaluate import Outcome
from actions.subsidy.wording import describe
from policy_index.documents import Document


def answer(context: Context) -> Card:
    """One block for each document in question."""
    measures = amount.measures_paying(context)
    if not measures or not (context.request.topics or clauses.is_answerable(context)):
        return clauses.answer(context)
    outcomes = judge(context, measures)
    # A cost refines what is laid side by side; only the tier decides it.
    if field_to_ask(context, measures) == "tier":
        return ask_for(context, "tier", outcomes)
    rows = [(d, _of(outcomes, d)) for d in context.documents]
    shown = [outcome for _, fitting in rows for outcome in fitting]
    text = render(
        "comparison",
        rows=[(d, [(describe(o, context.profile), o) for o in fitting]) for d, fitting in rows],
        kinds=_kinds(shown),
        heard=context.heard,
        story=context.is_story,
        as_of=context.as_of,
    )
    return Card("comparison", text, _cite(context, shown), _figures(shown))


def _of(outcomes: Sequence[Outcome], document: Document) -> list[Outcome]:
    """A document's outcomes: those that fit, or else why none does."""
    own = [o for o in outcomes if o.measure.document == document.id]
    return [o for o in own if o.status != "not_eligible"] or own


def _kinds(outcomes: Sequence[Outcome]) -> list[str]:
    return sorted({o.status for o in outcomes if o.status != "not_eligible"})


def _cite(context: Context, outcomes: Sequence[Outcome]) -> list[Citation]:
    return [context.cite_measure(o.measure) for o in outcomes]


def _figures(outcomes: Sequence[Outcome]) -> list[Figure]:
    return [Figure.of(outcome, index) for index, outcome in enumerate(outcomes)]
