"""Under what number a document was issued: its 文号, or that it prints none."""

from actions.answers.context import Context
from actions.answers.validity import documents_asked_about
from actions.cards import Card, Citation
from actions.replies import compose
from policy_index.clauses import PREAMBLE
from policy_index.documents import Document


def answer(context: Context) -> Card:
    """One line for each document of the places named, or of those that the last answer cites."""
    documents = documents_asked_about(context)
    text, spoken = compose("number", documents=documents, as_of=context.as_of)
    cited = [_cite(context, document) for document in documents]
    return Card("clauses", text, cited, quick_replies=("现在还有效吗", "转人工"), spoken=spoken)


def _cite(context: Context, document: Document) -> Citation:
    preamble = context.knowledge.collection.clause(document.id, PREAMBLE)
    words = document.facts["number"].words if "number" in document.facts else document.title
    return context.cite(preamble, words)
