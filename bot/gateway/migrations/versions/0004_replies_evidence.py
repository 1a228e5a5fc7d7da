"""What answers were made from, and words that are kept ready."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("items", sa.Column("evidence", sa.JSON(none_as_null=True)))
    op.create_table(
        "replies",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("document", sa.String(128)),
        sa.Column("clause", sa.String(128)),
        sa.Column("document_digest", sa.String(64)),
        sa.Column("clause_digest", sa.String(64)),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_replies"),
    )


def downgrade() -> None:
    op.drop_table("replies")
    op.drop_column("items", "evidence")
