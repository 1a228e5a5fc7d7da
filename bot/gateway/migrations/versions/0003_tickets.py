"""Tickets, and conversations in which a person speaks instead of the bot."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("sessions", sa.Column("held_by", sa.String(64)))
    op.add_column("items", sa.Column("as_of", sa.Date()))
    op.add_column("items", sa.Column("author", sa.String(64)))
    op.create_table(
        "tickets",
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("session", sa.String(64), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("owner", sa.String(64)),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("taken_at", sa.DateTime()),
        sa.Column("closed_at", sa.DateTime()),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(16)),
        sa.Column("note", sa.Text()),
        sa.ForeignKeyConstraint(
            ["session"], ["sessions.id"], name="fk_tickets_session", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_tickets"),
    )
    op.create_index("ix_tickets_session", "tickets", ["session"])
    op.create_index("ix_tickets_state_opened_at", "tickets", ["state", "opened_at"])
    is_open = sa.text("state <> 'closed'")
    op.create_index(
        "uq_tickets_conversation_open",
        "tickets",
        ["conversation"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "ticket_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_ticket_days"),
    )


def downgrade() -> None:
    op.drop_table("ticket_days")
    op.drop_table("tickets")
    op.drop_column("items", "author")
    op.drop_column("items", "as_of")
    op.drop_column("sessions", "held_by")
