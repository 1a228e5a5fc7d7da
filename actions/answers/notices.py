"""Whom a document says to turn to: 执行中遇到问题，请径向市工业和信息化局反映."""

from actions.answers.context import Context
from policy_index.clauses import PREAMBLE, Clause
from policy_index.documents import Document
from policy_index.sentences import split_sentences


def notice(context: Context, document: Document) -> tuple[Clause, str] | None:
    """The preamble and the sentence of it that says so, if any does."""
    clause = context.knowledge.collection.clause(document.id, PREAMBLE)
    sentences = (s for s in split_sentences(clause.text) if "反映" in s and "请" in s)
    return next(((clause, sentence) for sentence in sentences), None)
