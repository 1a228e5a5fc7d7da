"""How to apply: the texts do not say, so name what they do say: who is responsible."""

from actions.answers.clauses import answer as clauses_answer
from actions.answers.clauses import chosen, is_answerable
from actions.answers.context import Context
from actions.answers.coverage import HUMAN
from actions.cards import Card
from actions.replies import render
from policy_index.clauses import PREAMBLE, Clause
from policy_index.sentences import split_sentences

# Some details are stated after all (金种子每半年认定一次): the index must be all but certain.
_STATED = 0.95


def answer(context: Context) -> Card:
    """The words that state it, or else a refusal of the details, with the clause and the units of the matter itself."""
    if is_answerable(context, least=_STATED):
        return clauses_answer(context)
    clauses = [hit.clause for hit in chosen(context)[:2]] if is_answerable(context) else []
    clauses = [clause for clause in clauses if clause.responsible]
    rows = [(context.document(clause), clause) for clause in clauses]
    citations = [context.cite(clause, clause.heading or clause.path) for clause in clauses]
    notices = [] if clauses or not context.request.cities else _notices(context)
    citations += [context.cite(clause, sentence) for clause, sentence in notices]
    text = render(
        "procedure",
        rows=rows,
        notices=[(context.document(clause), clause, sentence) for clause, sentence in notices],
        as_of=context.as_of,
    )
    return Card("refusal", text, citations, quick_replies=("找哪个部门", HUMAN))


def _notices(context: Context) -> list[tuple[Clause, str]]:
    """Where a notice itself says whom to turn to: 执行中遇到问题，请径向市工业和信息化局反映."""
    found = []
    for document in context.documents:
        clause = context.knowledge.collection.clause(document.id, PREAMBLE)
        sentences = split_sentences(clause.text)
        found += [(clause, s) for s in sentences if "反映" in s and "请" in s][:1]
    return found
