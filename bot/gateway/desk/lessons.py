"""What was made of the misses: regression cases, words for the thesaurus, wishes for policies that
are missing, and what was put aside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from bot.gateway.database import Database, utc_now
from bot.gateway.desk.audit import Audit
from bot.gateway.desk.members import Member
from bot.gateway.desk.tables import lessons, settled
from bot.gateway.lines import CHINA

Kind = Literal["case", "words", "wish", "dismissed"]
KINDS: tuple[Kind, ...] = get_args(Kind)
State = Literal["open", "accepted", "rejected"]


@dataclass(frozen=True)
class Lesson:
    """``content``: of a case its cells by column; of words the lists said and written; else the
    words of who made it. ``name`` is a case's 编号; ``questions`` how many misses it settled."""

    id: int
    kind: Kind
    state: State
    name: str | None
    question: str
    content: dict[str, Any]
    by: str
    at: datetime
    questions: int


class NameTaken(Exception):
    """There is a case of this 编号 already."""


class Lessons:
    """Every method may raise ``DatabaseError``; what changes something notes it in the audit."""

    def __init__(
        self, database: Database, audit: Audit, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._database, self._audit, self._now = database, audit, now

    async def learn(
        self,
        member: Member,
        kind: Kind,
        question: str,
        content: dict[str, Any],
        misses: Sequence[tuple[str, int]],
        *,
        name: str | None = None,
    ) -> int:
        """Keep a lesson and settle the misses (session, seq) by it; its id.

        A miss that another lesson settled meanwhile stays with that. Raises ``NameTaken``.
        """

        def work(connection: Connection) -> int:
            row = {"kind": kind, "state": "open", "name": name, "question": question}
            new = insert(lessons).values(**row, content=content, by=member.name, at=self._now())
            _refuse_taken(connection, name, None)
            id = int(connection.execute(new.returning(lessons.c.id)).scalar_one())
            _settle(connection, id, misses)
            self._audit.write(connection, member, f"lesson.{kind}", str(id), misses=len(misses))
            return id

        return await self._database.run(work)

    async def change(
        self, member: Member, id: int, content: dict[str, Any], *, name: str | None = None
    ) -> bool:
        """Put ``content`` in place of what the lesson held; False if there is none of this id.

        Raises ``NameTaken``.
        """

        def work(connection: Connection) -> bool:
            _refuse_taken(connection, name, id)
            values = {"content": content, "name": name}
            changed = update(lessons).where(lessons.c.id == id).values(values)
            if not connection.execute(changed).rowcount:
                return False
            self._audit.write(connection, member, "lesson.change", str(id))
            return True

        return await self._database.run(work)

    async def judge(self, member: Member, id: int, state: State) -> bool:
        """Accept a lesson, reject it, or open it again; False if there is none of this id."""

        def work(connection: Connection) -> bool:
            judged = update(lessons).where(lessons.c.id == id).values(state=state)
            if not connection.execute(judged).rowcount:
                return False
            self._audit.write(connection, member, "lesson.judge", str(id), state=state)
            return True

        return await self._database.run(work)

    async def undo(self, member: Member, id: int) -> bool:
        """Forget a lesson: its misses are open again. False if there is none of this id."""

        def work(connection: Connection) -> bool:
            connection.execute(delete(settled).where(settled.c.lesson == id))
            if not connection.execute(delete(lessons).where(lessons.c.id == id)).rowcount:
                return False
            self._audit.write(connection, member, "lesson.undo", str(id))
            return True

        return await self._database.run(work)

    async def find(self, id: int) -> Lesson | None:
        """The lesson of this id."""
        query = _LESSONS.where(lessons.c.id == id)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return _lesson(row) if row else None

    async def all(self, kind: Kind, *, but: State | None = None) -> list[Lesson]:
        """Those of a kind, the newest first; not those that are ``but``."""
        query = _LESSONS.where(lessons.c.kind == kind).order_by(lessons.c.id.desc())
        if but is not None:
            query = query.where(lessons.c.state != but)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [_lesson(row) for row in rows]

    async def counts(self) -> dict[Kind, int]:
        """How many there are of each kind that nobody has judged yet."""
        query = select(lessons.c.kind, func.count()).where(lessons.c.state == "open")
        query = query.group_by(lessons.c.kind)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return dict.fromkeys(KINDS, 0) | {row[0]: row[1] for row in rows}


_LESSONS = select(
    lessons,
    select(func.count())
    .where(settled.c.lesson == lessons.c.id)
    .scalar_subquery()
    .label("questions"),
)


def _refuse_taken(connection: Connection, name: str | None, but: int | None) -> None:
    if name is None:
        return
    taken = select(lessons.c.id).where(lessons.c.name == name, lessons.c.id != (but or 0))
    if connection.scalar(taken) is not None:
        raise NameTaken(name)


def _settle(connection: Connection, lesson: int, misses: Sequence[tuple[str, int]]) -> None:
    for session, seq in misses:
        this = (settled.c.session == session) & (settled.c.seq == seq)
        if connection.scalar(select(settled.c.lesson).where(this)) is None:
            row = {"session": session, "seq": seq, "lesson": lesson}
            connection.execute(insert(settled).values(row))


def _lesson(row: Row[Any]) -> Lesson:
    values = dict(row._mapping)
    return Lesson(**values | {"at": row.at.astimezone(CHINA)})
