"""How to apply: the texts do not say, so name what they do say: who is responsible."""

from actions.answers.clauses import answer as clauses_answer
from actions.answers.clauses import is_answerable
from actions.answers.context import Context
from actions.answers.coverage import HUMAN, WHAT_IS_ASKED, lead_units, nearest, turn_to
from actions.answers.in_question import chosen
from actions.answers.notices import notice
from actions.cards import Card
from actions.details import details_in
from actions.replies import compose
from policy_index.answer_types import asked_types, kinds_in
from policy_index.text import normalize

# Some details are stated after all (金种子每半年认定一次).
_STATED = 0.6


def answer(context: Context) -> Card:
    """The words that state it, or else a refusal with the clause and units of the matter."""
    if _is_stated(context):
        return clauses_answer(context)
    hits = chosen(context)[:2] if is_answerable(context) else []
    of_matter = [hit.clause for hit in hits]
    if not of_matter and points_back(context):
        of_matter = [context.knowledge.collection.clause(*key) for key in context.evidence][:2]
    clauses = [clause for clause in of_matter if clause.responsible] or nearest(context)
    rows = [(context.document(clause), clause) for clause in clauses]
    citations = [context.cite(clause, clause.heading or clause.path) for clause in clauses]
    documents = [] if clauses or not context.request.cities else context.documents
    notices = [words for document in documents if (words := notice(context, document))]
    citations += [context.cite(clause, sentence) for clause, sentence in notices]
    leads = [] if rows or notices else lead_units(context)
    details = details_in(context.message.normalised)
    text, spoken = compose(
        "procedure",
        details=details,
        rows=rows,
        leads=leads,
        turn_to=turn_to(leads),
        notices=[(context.document(clause), clause, sentence) for clause, sentence in notices],
        as_of=context.as_of,
    )
    return Card(
        "refusal",
        text,
        citations,
        quick_replies=("找哪个部门", HUMAN),
        spoken=spoken,
        not_stated=tuple(details) or (WHAT_IS_ASKED,),
        leads=turn_to(leads),
    )


def points_back(context: Context) -> bool:
    """找哪个部门 says nothing of its own and is about the last answer; 数字化找哪个部门 does."""
    documents = {document for document, _ in context.evidence}
    in_question = {document.id for document in context.documents}
    return bool(documents & in_question) and not context.request.anew


def _is_stated(context: Context) -> bool:
    """Whether the nearest sentence has the kind of words that the question waits for: a term, a
    day, how often."""
    kinds = asked_types(normalize(context.request.query))
    if not kinds or not is_answerable(context, least=_STATED):
        return False
    search, nearest = context.knowledge.searcher, context.hits[0].clause
    sentence = search.answering_sentence(context.request.query, nearest)
    return kinds_in(sentence, kinds) == len(kinds)
