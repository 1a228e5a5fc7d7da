"""What answers were made from."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("items", sa.Column("evidence", sa.JSON(none_as_null=True)))


def downgrade() -> None:
    op.drop_column("items", "evidence")
