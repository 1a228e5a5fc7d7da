"""Sessions, the items of their conversations, and what people thought of the answers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_table(
        "items",
        sa.Column("session", sa.String(64), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("sender", sa.String(8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("card", sa.JSON(none_as_null=True)),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reply_to", sa.String(36)),
        sa.Column("state", sa.String(16)),
        sa.Column("number", sa.String(16)),
        sa.ForeignKeyConstraint(
            ["session"], ["sessions.id"], name="fk_items_session", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session", "seq", name="pk_items"),
        sa.UniqueConstraint("session", "id", name="uq_items_session_id"),
    )
    op.create_index("ix_items_at", "items", ["at"])
    op.create_index("ix_items_state", "items", ["state"])
    op.create_table(
        "feedback",
        sa.Column("session", sa.String(64), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(16)),
        sa.Column("words", sa.Text()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session", "seq"],
            ["items.session", "items.seq"],
            name="fk_feedback_session_seq",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session", "seq", name="pk_feedback"),
    )


def downgrade() -> None:
    op.drop_table("feedback")
    op.drop_table("items")
    op.drop_table("sessions")
