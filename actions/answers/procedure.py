"""How to apply: the texts do not say, so name what they do say: who is responsible."""

from actions.answers.clauses import chosen, is_answerable
from actions.answers.context import Context
from actions.answers.coverage import HUMAN
from actions.cards import Card
from actions.replies import render


def answer(context: Context) -> Card:
    """A refusal of the details, with the clause and the units of the matter itself."""
    clauses = [hit.clause for hit in chosen(context)[:2]] if is_answerable(context) else []
    rows = [(context.document(clause), clause) for clause in clauses]
    citations = [context.cite(clause, clause.heading or clause.path) for clause in clauses]
    text = render("procedure", rows=rows, as_of=context.as_of)
    return Card("refusal", text, citations, quick_replies=("找哪个部门", HUMAN))
