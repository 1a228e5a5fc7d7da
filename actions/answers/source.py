"""The source: the clauses of the last answer, whole and verbatim; before any, the documents."""

from collections.abc import Sequence

from actions.answers.clauses import is_answerable
from actions.answers.context import Context
from actions.answers.coverage import nothing_found
from actions.answers.in_question import chosen
from actions.answers.relevant import by_topic
from actions.cards import Card
from actions.replies import compose
from policy_index.clauses import Clause

# Whoever asks for the words of a text knows that they are there.
_LEAST = 0.3
_MOST_DOCUMENTS = 10


def answer(context: Context) -> Card:
    """What the last answer stood on; without one, the clauses that the question is about, or, if
    it is about none, the documents that there are."""
    if not context.evidence and not context.request.anew:
        return _collection(context)
    clauses = _clauses(context)
    return whole(context, clauses) if clauses else nothing_found(context)


def _collection(context: Context) -> Card:
    text, spoken = compose(
        "collection",
        documents=context.documents[:_MOST_DOCUMENTS],
        total=len(context.knowledge.collection.documents),
    )
    return Card("smalltalk", text, spoken=spoken)


def whole(context: Context, clauses: Sequence[Clause]) -> Card:
    """Clauses from the first word to the last."""
    rows = [(context.document(clause), clause) for clause in clauses]
    citations = [context.cite(clause, clause.text) for clause in clauses]
    text, spoken = compose("source", rows=rows, as_of=context.as_of)
    return Card(
        "clauses", text, citations, quick_replies=("找哪个部门", "现在还有效吗"), spoken=spoken
    )


def _clauses(context: Context) -> list[Clause]:
    keys = list(dict.fromkeys(context.evidence))
    if keys and not context.request.anew:
        return [context.knowledge.collection.clause(*key) for key in keys]
    if is_answerable(context, least=_LEAST):
        return [hit.clause for hit in chosen(context)[:2]]
    return list(dict.fromkeys(map(context.clause, by_topic(context))))[:2]
