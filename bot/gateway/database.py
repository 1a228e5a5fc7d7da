"""The tables of the gateway, and how the database is opened and brought up to date."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
)
from sqlalchemy.engine import Dialect, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.types import TypeDecorator

from bot.gateway.settings import SettingsError

MIGRATIONS = Path(__file__).with_name("migrations")
LOCKED_AFTER = 2.0
"""Seconds to wait for another process that writes to a SQLite file."""

_READERS = 2
_ONLY_READS = "only_reads"

T = TypeVar("T")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment with its time zone; the column holds UTC, because SQLite keeps no zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


# ``conversation``: the one that goes on, which is the sender's name for Rasa. ``last_seq`` counts
# on over the conversations of a session, so that "after 12" means the same in every tab.
# ``held_by``: the one of the staff who speaks with the session, or has left it without a word; the
# bot is silent meanwhile.
sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("conversation", String(64), nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("held_by", String(64)),
)

# ``state`` and ``number`` only of what a user said: open, answered, dropped, held (for a person),
# or the code of the trouble and the number that its apology gives. ``as_of``: the day that is asked
# for. ``author`` only of what a person of the staff said: the name that the user sees.
# ``evidence`` is what a card was made from; it is kept apart from the card because only staff may
# see it.
items = Table(
    "items",
    metadata,
    Column("session", ForeignKey(sessions.c.id, ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("conversation", String(64), nullable=False),
    Column("id", String(36), nullable=False),
    Column("sender", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("card", JSON(none_as_null=True)),
    Column("at", Moment, nullable=False),
    Column("reply_to", String(36)),
    Column("state", String(16)),
    Column("number", String(16)),
    Column("as_of", Date),
    Column("author", String(64)),
    Column("evidence", JSON(none_as_null=True)),
    Column("outcome", String(16)),
    UniqueConstraint("session", "id"),
    Index(None, "at"),
    Index(None, "state"),
    Index(None, "sender", "at", "state", "outcome"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("session", String(64), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("value", String(16), nullable=False),
    Column("reason", String(16)),
    Column("words", Text),
    Column("at", Moment, nullable=False),
    Index(None, "at"),
    ForeignKeyConstraint(["session", "seq"], [items.c.session, items.c.seq], ondelete="CASCADE"),
)

# A conversation that a person is to look at. ``owner`` is the name of one of the staff; it stays
# when the ticket is closed. ``labels`` is a list of words, ``summary`` what is known of the matter.
tickets = Table(
    "tickets",
    metadata,
    Column("number", String(16), primary_key=True),
    Column("session", ForeignKey(sessions.c.id, ondelete="CASCADE"), nullable=False),
    Column("conversation", String(64), nullable=False),
    Column("channel", String(8), nullable=False),
    Column("reason", String(16), nullable=False),
    Column("state", String(8), nullable=False),
    Column("owner", String(64)),
    Column("opened_at", Moment, nullable=False),
    Column("taken_at", Moment),
    Column("closed_at", Moment),
    Column("summary", JSON, nullable=False),
    Column("labels", JSON, nullable=False),
    Column("outcome", String(16)),
    Column("note", Text),
    Index(None, "session"),
    Index(None, "state", "opened_at"),
    Index(None, "opened_at"),
)
_open = tickets.c.state != "closed"
Index(
    "uq_tickets_conversation_open",
    tickets.c.conversation,
    unique=True,
    sqlite_where=_open,
    postgresql_where=_open,
)

# The last number that was given to a ticket of the day, in China's time.
ticket_days = Table(
    "ticket_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("last", Integer, nullable=False),
)


class DatabaseError(Exception):
    """The database could not be read or written; the message is for the log."""


class Database:
    """Does work in transactions, away from the event loop."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reading = engine.execution_options(**{_ONLY_READS: True})
        # SQLite has one writer at a time: it waits better here than for a lock.
        workers = 1 if engine.dialect.name == "sqlite" else 5
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="database")
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="readers")

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What ``work`` returns, done in one transaction. Raises ``DatabaseError``."""
        return await self._do(work, self.engine, self._threads)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """What ``work`` returns that only reads, and so needs not wait for those who write."""
        return await self._do(work, self._reading, self._readers)

    async def _do(
        self, work: Callable[[Connection], T], engine: Engine, threads: ThreadPoolExecutor
    ) -> T:
        def transaction() -> T:
            with engine.begin() as connection:
                return work(connection)

        try:
            return await asyncio.get_running_loop().run_in_executor(threads, transaction)
        except SQLAlchemyError as error:
            # Its text would hold what was said: only the driver's words go to the log.
            cause = str(getattr(error, "orig", "")).strip().splitlines()[:1]
            raise DatabaseError(f"{type(error).__name__}: {' '.join(cause)}") from None

    def close(self) -> None:
        """Finish what is under way and let the database go."""
        self._threads.shutdown()
        self._readers.shutdown()
        self.engine.dispose()


def utc_now() -> datetime:
    """This moment, with its time zone."""
    return datetime.now(UTC)


def open_database(address: str) -> Database:
    """The database at ``address``, its tables as this version needs them.

    Raises SettingsError if the address is none, its driver is not installed, or it does not open.
    """
    try:
        url = make_url(address)
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        shown = url.render_as_string(hide_password=True)
        if is_sqlite := url.get_backend_name() == "sqlite":
            Path(url.database or "").parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        engine = create_engine(
            url,
            connect_args={"timeout": LOCKED_AFTER} if is_sqlite else {"connect_timeout": 5},
            pool_pre_ping=not is_sqlite,
        )
        if is_sqlite:
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        upgrade(engine)
    except ArgumentError as error:
        raise SettingsError("GATEWAY_DATABASE is no database address") from error
    except ModuleNotFoundError as error:
        cure = "pip install -r requirements/postgresql.txt"
        raise SettingsError(f"{shown} needs {error.name}: {cure}") from error
    except (SQLAlchemyError, OSError) as error:
        cause = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise SettingsError(f"cannot use the database {shown}: {cause}") from error
    return Database(engine)


def upgrade(engine: Engine) -> None:
    """Bring the tables to the newest migration."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _prepare_sqlite(connection, _record) -> None:  # type: ignore[no-untyped-def]
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")  # readers and the writer do not wait
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()
    connection.isolation_level = None  # the driver would begin at the first write, after the reads


def _begin_sqlite(connection: Connection) -> None:
    """Who will write waits for the others here, not between what it reads and what it writes."""
    only_reads = connection.get_execution_options().get(_ONLY_READS)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")
