"""What a policy says: the words of the clauses themselves, one document after another."""

from collections.abc import Sequence

from actions.answers.context import Context
from actions.answers.coverage import nothing_found
from actions.answers.relevant import by_topic
from actions.cards import Card, Citation, Figure
from actions.replies import heard, render
from actions.subsidy.evaluate import Outcome
from actions.subsidy.wording import describe
from policy_index.clauses import Clause
from policy_index.search import Hit

# Below this the index itself says that the question is not answered by any clause.
ANSWERABLE = 0.5
_MOST_SHOWN = 4
_SAYS_NOTHING = ("need_input", "unspecified", "non_cash")
# How far below the best hit a clause may score and still be shown.
_FURTHER = 0.15
_SAME_PLACE = 0.4


def answer(context: Context) -> Card:
    """Quote the clauses that answer, or say that none does."""
    if not is_answerable(context):
        return nothing_found(context)
    return _quotes(context, chosen(context))


def without_figure(context: Context) -> Card:
    """Asked for money that the text does not give: say so, then what it does say."""
    if not is_answerable(context):
        return nothing_found(context)
    return _quotes(context, chosen(context)[:2], no_figure=True)


def is_answerable(context: Context) -> bool:
    searcher = context.knowledge.searcher
    return searcher.answerability(context.request.query, context.hits) >= ANSWERABLE


def chosen(context: Context) -> list[Hit]:
    """The best clause of each document in question, and a second one if it is as near."""
    if not context.hits:
        return []
    best = context.hits[0].score
    picked: dict[str, list[Hit]] = {}
    for hit in context.hits:
        own = picked.setdefault(hit.clause.document, [])
        # Each document of a place that was named has its say, if it has anything to say.
        reach = _SAME_PLACE if context.request.cities and not own else _FURTHER
        most = 2 if len(context.documents) == 1 else 1
        if hit.score >= best - reach and len(own) < most:
            own.append(hit)
    return [hit for own in picked.values() for hit in own][:_MOST_SHOWN]


def _quotes(context: Context, hits: Sequence[Hit], *, no_figure: bool = False) -> Card:
    clauses = [hit.clause for hit in hits]
    quotes = [_quote(context, clause) for clause in clauses]
    citations = [context.cite(c, q) for c, q in zip(clauses, quotes, strict=True)]
    verdicts = _verdicts(context, clauses)
    text = render(
        "clauses",
        blocks=[
            {"clause": clause, "quote": quote, "document": context.document(clause)}
            for clause, quote in zip(clauses, quotes, strict=True)
        ],
        verdicts=[describe(outcome, context.profile) for outcome in verdicts],
        heard=heard(context.request.profile) if verdicts else "",
        cautions=_cautions(context, clauses),
        no_figure=no_figure,
        as_of=context.as_of,
    )
    return Card(
        "clauses",
        text,
        citations,
        [Figure.of(outcome, _index(citations, outcome)) for outcome in verdicts],
        quick_replies=("原文怎么说", "找哪个部门", "现在还有效吗"),
    )


def _quote(context: Context, clause: Clause) -> str:
    return context.knowledge.searcher.answering_sentence(context.request.query, clause)


def _verdicts(context: Context, clauses: Sequence[Clause]) -> list[Outcome]:
    """Where the firm is known, what the quoted clauses come to for it."""
    keys = {(clause.document, clause.path) for clause in clauses}
    outcomes = [
        context.evaluate(measure, context.profile)
        for measure in by_topic(context)
        if (measure.document, measure.clause) in keys
    ]
    return [outcome for outcome in outcomes if outcome.status not in _SAYS_NOTHING]


def _cautions(context: Context, clauses: Sequence[Clause]) -> list[str]:
    """What readers of the quoted clauses get wrong."""
    keys = {(clause.document, clause.path) for clause in clauses}
    measures = [m for m in by_topic(context) if (m.document, m.clause) in keys]
    return list(dict.fromkeys(caution for m in measures for caution in m.cautions))


def _index(citations: Sequence[Citation], outcome: Outcome) -> int:
    key = (outcome.measure.document, outcome.measure.clause)
    return [(c.document, c.clause) for c in citations].index(key)
