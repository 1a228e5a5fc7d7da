"""Canned replies: words that are kept ready, each bound to the clause that they rest on."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import uuid4

from pydantic import BaseModel, Field
from sqlalchemy import Connection, Row, delete, insert, select, update

from bot.gateway.database import Database, utc_now
from bot.gateway.desk.audit import Audit
from bot.gateway.desk.figures import Unsupported, unsupported_in
from bot.gateway.desk.members import Member
from bot.gateway.desk.tables import replies, staff
from bot.gateway.faults import Refused
from bot.gateway.lines import CHINA
from bot.gateway.words import Words
from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.documents import Document
from policy_index.errors import UnknownClause, UnknownDocument
from policy_index.status import StatusCode

Flag = Literal["gone", "changed", "expired"]
TITLE, TEXT = 60, 2_000
"""Characters at most."""
_OVER = ("expired", "title_period_over")


class Draft(BaseModel):
    """What somebody wants to keep; ``document`` and ``clause`` are both given or neither."""

    title: str = Field(max_length=TITLE)
    text: str = Field(max_length=TEXT)
    document: str | None = None
    clause: str | None = None


class Reply(Draft):
    """A reply as it is today.

    ``flag``: its clause is gone, or reads otherwise than when the reply was written, or its
    document is past its time. ``unsupported``: figures that do not stand in the clause.
    """

    id: str
    reference: str | None
    status: StatusCode | None
    status_words: str | None
    flag: Flag | None
    unsupported: list[Unsupported]
    by: str
    at: datetime


class Replies(BaseModel):
    """In the order of their titles."""

    replies: list[Reply]


@dataclass(frozen=True)
class ReplyStore:
    """The replies in the database. Every method may raise ``DatabaseError``."""

    database: Database
    audit: Audit
    collection: Collection
    words: Words
    today: Callable[[], date]
    now: Callable[[], datetime] = utc_now

    async def all(self) -> list[Reply]:
        """All of them, by title."""
        query = _replies().order_by(replies.c.title, replies.c.id)
        rows = await self.database.read(lambda connection: connection.execute(query).all())
        return [self._reply(row) for row in rows]

    async def get(self, id: str) -> Reply:
        """Raises ``Refused`` if there is none."""
        return await self.database.read(lambda connection: self._get(connection, id))

    async def add(self, member: Member, draft: Draft) -> Reply:
        """Keep a new one. Raises ``Refused`` if it says nothing or its clause is not there."""
        values, id = self._values(member, draft), str(uuid4())

        def work(connection: Connection) -> Reply:
            connection.execute(insert(replies).values(id=id, **values))
            self.audit.write(connection, member, "reply.add", id)
            return self._get(connection, id)

        return await self.database.run(work)

    async def change(self, member: Member, id: str, draft: Draft) -> Reply:
        """Keep it as it is written now, bound to the clause as it reads today.

        Raises ``Refused`` as ``add`` and ``get`` do.
        """
        values = self._values(member, draft)

        def work(connection: Connection) -> Reply:
            connection.execute(update(replies).where(replies.c.id == id).values(values))
            self.audit.write(connection, member, "reply.change", id)
            return self._get(connection, id)

        return await self.database.run(work)

    async def remove(self, member: Member, id: str) -> None:
        """Raises ``Refused`` if there is none."""

        def work(connection: Connection) -> None:
            if not connection.execute(delete(replies).where(replies.c.id == id)).rowcount:
                raise Refused("not_found")
            self.audit.write(connection, member, "reply.remove", id)

        await self.database.run(work)

    def _get(self, connection: Connection, id: str) -> Reply:
        row = connection.execute(_replies().where(replies.c.id == id)).one_or_none()
        if row is None:
            raise Refused("not_found")
        return self._reply(row)

    def _values(self, member: Member, draft: Draft) -> dict[str, Any]:
        title, text = draft.title.strip(), draft.text.strip()
        if not title or not text:
            raise Refused("empty")
        document, clause = self._bound(draft.document, draft.clause)
        return {
            "title": title,
            "text": text,
            "document": document and document.id,
            "clause": clause and clause.path,
            "clause_digest": clause and _digest(clause.text),
            "document_digest": document and _of_document(document),
            "by": member.name,
            "at": self.now(),
        }

    def _bound(
        self, document: str | None, path: str | None
    ) -> tuple[Document, Clause] | tuple[None, None]:
        if document is None and path is None:
            return None, None
        found = self._find(document, path)
        if found is None:
            raise Refused("not_found")
        return found

    def _find(self, document: str | None, path: str | None) -> tuple[Document, Clause] | None:
        try:
            clause = self.collection.clause(document or "", path or "")
        except (UnknownDocument, UnknownClause):
            return None
        return self.collection.documents[clause.document], clause

    def _reply(self, row: Row[Any]) -> Reply:
        cited = [(row.document, row.clause)] if row.document else []
        found = self._find(row.document, row.clause) if cited else None
        status = found[0].status(self.today()).code if found else None
        return Reply(
            id=row.id,
            title=row.title,
            text=row.text,
            document=row.document,
            clause=row.clause,
            reference=f"{found[0].reference}{row.clause}" if found else None,
            status=status,
            status_words=status and self.words.status[status],
            flag=_flag(row, found, status),
            unsupported=unsupported_in(row.text, cited, [], self.collection, self.today()),
            by=row.shown or row.by,
            at=row.at.astimezone(CHINA),
        )


def _flag(
    row: Row[Any], found: tuple[Document, Clause] | None, status: StatusCode | None
) -> Flag | None:
    if row.document is None:
        return None
    if found is None:
        return "gone"
    document, clause = found
    now = (_of_document(document), _digest(clause.text))
    if now != (row.document_digest, row.clause_digest):
        return "changed"
    return "expired" if status in _OVER else None


def _of_document(document: Document) -> str:
    """Of what the document says of itself and of when it holds."""
    return _digest(repr((document.reference, document.term, document.title_period)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _replies() -> Any:
    return select(replies, staff.c.shown).outerjoin(staff, staff.c.name == replies.c.by)
