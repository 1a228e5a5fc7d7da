"""The source: the clauses of the last answer, whole and verbatim."""

from actions.answers.clauses import chosen, is_answerable
from actions.answers.context import Context
from actions.answers.coverage import nothing_found
from actions.cards import Card
from actions.replies import render
from policy_index.clauses import Clause


def answer(context: Context) -> Card:
    """What the last answer stood on; without one, the clauses that the question is about."""
    clauses = _clauses(context)
    if not clauses:
        return nothing_found(context)
    rows = [(context.document(clause), clause) for clause in clauses]
    citations = [context.cite(clause, clause.text) for clause in clauses]
    text = render("source", rows=rows, as_of=context.as_of)
    return Card("clauses", text, citations, quick_replies=("找哪个部门", "现在还有效吗"))


def _clauses(context: Context) -> list[Clause]:
    keys = list(dict.fromkeys(context.evidence))
    if keys and not context.request.anew:
        return [context.knowledge.collection.clause(*key) for key in keys]
    return [hit.clause for hit in chosen(context)[:2]] if is_answerable(context) else []
