"""Sentences of a clause, each a verbatim piece of its text."""

import re

from policy_index.clauses import Clause

# A row of a table is whole. A sentence ends at its mark and the quotes or brackets that close
# after it, or with its paragraph.
_SENTENCE = re.compile(
    r"^.* \| .*$|[^。;；!！?？\n]+(?:[。;；!！?？]+[”’」』）)\]〕]*)?", re.MULTILINE
)
_HEADING_ROOM = 8


def split_sentences(text: str) -> list[str]:
    """Pieces of ``text`` that end with 。；or a paragraph, and rows of tables, without white space
    around them."""
    return [piece for match in _SENTENCE.finditer(text) if (piece := match.group().strip())]


def clause_sentences(clause: Clause) -> list[str]:
    """The sentences that say something: without the bare heading; the responsible units are one.

    A clause that is nothing but its heading keeps it.
    """
    pieces = split_sentences(clause.body)
    said = [piece for piece in pieces if not _is_heading(piece, clause.heading)]
    units = clause.text[clause.body_end :].strip()
    return [*(said or pieces), *([units] if units and clause.responsible else [])]


def _is_heading(piece: str, heading: str) -> bool:
    return bool(heading) and heading in piece and len(piece) <= len(heading) + _HEADING_ROOM
