"""What each turn came to and stood on, and what was learned from those that went wrong."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("items", sa.Column("outcome", sa.String(16)))
    op.create_table(
        "cited",
        sa.Column("session", sa.String(64), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(64), nullable=False),
        sa.Column("clause", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _of_item("cited"),
        sa.PrimaryKeyConstraint("session", "seq", "document", "clause", name="pk_cited"),
    )
    op.create_table(
        "lessons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("name", sa.String(64)),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lessons"),
        sa.UniqueConstraint("name", name="uq_lessons_name"),
    )
    op.create_table(
        "settled",
        sa.Column("session", sa.String(64), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lesson", sa.Integer(), nullable=False),
        _of_item("settled"),
        sa.ForeignKeyConstraint(
            ["lesson"], ["lessons.id"], name="fk_settled_lesson", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session", "seq", name="pk_settled"),
    )
    _note_turns(op.get_bind())
    op.create_index("ix_cited_at", "cited", ["at"])
    op.create_index("ix_lessons_kind", "lessons", ["kind"])
    op.create_index("ix_settled_lesson", "settled", ["lesson"])
    op.create_index("ix_feedback_at", "feedback", ["at"])
    op.create_index("ix_tickets_opened_at", "tickets", ["opened_at"])
    wide = ["sender", "at", "state", "outcome"]
    op.create_index("ix_items_sender_at_state_outcome", "items", wide)


def downgrade() -> None:
    op.drop_index("ix_items_sender_at_state_outcome", "items")
    op.drop_index("ix_tickets_opened_at", "tickets")
    op.drop_index("ix_feedback_at", "feedback")
    op.drop_table("settled")
    op.drop_table("lessons")
    op.drop_table("cited")
    op.drop_column("items", "outcome")


def _of_item(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["session", "seq"],
        ["items.session", "items.seq"],
        name=f"fk_{table}_session_seq",
        ondelete="CASCADE",
    )


# What follows reads the cards of before: later versions of the code know nothing of them.
_items = sa.table(
    "items",
    *(sa.column(name) for name in ("session", "seq", "id", "sender", "at", "reply_to", "state")),
    sa.column("card", sa.JSON(none_as_null=True)),
    sa.column("outcome"),
)
_cited = sa.table(
    "cited", *(sa.column(name) for name in ("session", "seq", "document", "clause", "at"))
)
_BY_WEIGHT = ("handoff", "refuse", "answer", "ask", "smalltalk")
_OF_KIND = {"handoff": "handoff", "refusal": "refuse", "ask": "ask", "smalltalk": "smalltalk"}


def _note_turns(connection: sa.Connection) -> None:
    """The outcome and the citations of the questions that were answered before."""
    question, answer = _items.alias("question"), _items.alias("answer")
    query = (
        sa.select(question.c.session, question.c.seq, question.c.at, answer.c.card)
        .join(
            answer,
            (answer.c.session == question.c.session) & (answer.c.reply_to == question.c.id),
        )
        .where(question.c.sender == "user", question.c.state == "answered")
    )
    outcomes: dict[tuple[str, int], str] = {}
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for session, seq, at, card in connection.execute(query):
        kind = "smalltalk" if card is None else str(card.get("kind"))
        found = _OF_KIND.get(kind, "answer")
        known = outcomes.get((session, seq), "smalltalk")
        outcomes[session, seq] = min(found, known, key=_BY_WEIGHT.index)
        for document, clause in _citations(card or {}):
            row = {"session": session, "seq": seq, "document": document, "clause": clause}
            rows[tuple(row.values())] = row | {"at": at}
    if outcomes:
        this = (_items.c.session == sa.bindparam("s")) & (_items.c.seq == sa.bindparam("n"))
        noted = [{"s": s, "n": n, "o": outcome} for (s, n), outcome in outcomes.items()]
        connection.execute(sa.update(_items).where(this).values(outcome=sa.bindparam("o")), noted)
    if rows:
        connection.execute(sa.insert(_cited), list(rows.values()))


def _citations(card: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for each in card.get("citations") or ():
        yield str(each["document"]), str(each["clause"])
