"""The tables of the desk, beside those of the conversations."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from bot.gateway.database import Moment, items, metadata

# ``failures``: wrong passwords since the last right one. Until ``locked_until`` none is tried.
staff = Table(
    "staff",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("shown", String(32), nullable=False),
    Column("role", String(16), nullable=False),
    Column("password", String(255), nullable=False),
    Column("must_change", Boolean, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Moment),
)

# ``token``: the SHA-256 of what the cookie holds, so that a stolen database opens no session.
staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("csrf", String(64), nullable=False),
    Column("staff", ForeignKey(staff.c.name, ondelete="CASCADE"), nullable=False),
    Column("created", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    Index(None, "staff"),
)

# ``staff`` is no foreign key: what was done stays on record whoever goes.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("staff", String(32)),
    Column("action", String(32), nullable=False),
    Column("target", String(64)),
    Column("detail", JSON(none_as_null=True)),
    Index(None, "at"),
    Index(None, "staff"),
    Index(None, "action"),
    Index(None, "target"),
)

# The digests are of the clause and of its document as they were when the reply was written. ``by``
# is no foreign key: the words stay whoever goes.
replies = Table(
    "replies",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("title", String(60), nullable=False),
    Column("text", Text, nullable=False),
    Column("document", String(128)),
    Column("clause", String(128)),
    Column("document_digest", String(64)),
    Column("clause_digest", String(64)),
    Column("by", String(32), nullable=False),
    Column("at", Moment, nullable=False),
)

# What the bot's answer to a question (session, seq) stood on; ``at`` is when that was asked.
cited = Table(
    "cited",
    metadata,
    Column("session", String(64), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("document", String(64), primary_key=True),
    Column("clause", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
    Index(None, "at"),
    ForeignKeyConstraint(["session", "seq"], [items.c.session, items.c.seq], ondelete="CASCADE"),
)

# What was made of misses. It is no part of a conversation: it stays when that is deleted.
lessons = Table(
    "lessons",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("name", String(64), unique=True),
    Column("question", Text, nullable=False),
    Column("content", JSON, nullable=False),
    Column("by", String(32), nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "kind"),
)

# The questions (session, seq) that a lesson settled.
settled = Table(
    "settled",
    metadata,
    Column("session", String(64), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("lesson", ForeignKey(lessons.c.id, ondelete="CASCADE"), nullable=False),
    Index(None, "lesson"),
    ForeignKeyConstraint(["session", "seq"], [items.c.session, items.c.seq], ondelete="CASCADE"),
)
