"""A person takes a conversation over, speaks in it, and gives it back.

Each of it is one transaction: the ticket, who holds the session, and the lines that the customer
sees change together or not at all, and the change is made only if the ticket still stands as it
must. To do the same again changes nothing more.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Row, func, select, update

from bot.gateway.conversations import Conversations
from bot.gateway.database import Database, items, sessions, tickets, utc_now
from bot.gateway.desk.audit import Audit
from bot.gateway.desk.forms import Close, Ticket
from bot.gateway.desk.members import Member
from bot.gateway.desk.ticket_rows import ticket, ticket_row
from bot.gateway.faults import Refused
from bot.gateway.items import Item
from bot.gateway.lines import append, hold, item, note
from bot.gateway.words import Words

T = TypeVar("T")
Change = Callable[[Connection, Row[Any]], Sequence[dict[str, Any]]]
"""Changes a ticket, given as it stood before; the lines to add to its conversation."""

_WAITING = {"state": "waiting", "owner": None}


class TakeOver:
    """Every method raises ``Refused`` if the ticket does not allow it, and ``DatabaseError``.

    ``changed`` is called after a change.
    """

    def __init__(
        self,
        database: Database,
        conversations: Conversations,
        audit: Audit,
        words: Words,
        changed: Callable[[], None],
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._database, self._conversations, self._audit = database, conversations, audit
        self._notes, self._changed, self._now = words.notes, changed, now

    async def take(self, member: Member, number: str, *, force: bool = False) -> Ticket:
        """The ticket is the member's from now on, and the bot is silent in its conversation.

        ``force``: also if it is another's; not if it is closed.
        """
        if force and member.role not in ("supervisor", "admin"):
            raise Refused("forbidden")

        def change(connection: Connection, before: Row[Any]) -> Sequence[dict[str, Any]]:
            may = tickets.c.state.in_(("waiting", "owned") if force else ("waiting",))
            taken = _ticket(number, may, tickets.c.owner.is_distinct_from(member.name)).values(
                state="owned",
                owner=member.name,
                taken_at=func.coalesce(tickets.c.taken_at, self._now()),
            )
            if not connection.execute(taken).rowcount:
                if before.state == "closed":
                    raise Refused("ticket_closed")
                if before.owner != member.name:
                    raise Refused("taken", owner=before.shown or before.owner)
                return ()
            self._audit.write(connection, member, "ticket.take", number, force=force)
            if before.channel == "phone":
                return ()
            _hold_for(connection, before, member.name)
            return [note(self._notes["taken"].format(name=member.shown))]

        return await self._change(number, change, silent=True)

    async def say(
        self,
        member: Member,
        number: str,
        id: UUID,
        text: str,
        card: dict[str, Any] | None,
        *,
        despite_warning: bool = False,
    ) -> Item:
        """What the member says to the customer; the same id is the same line.

        ``despite_warning``: of figures that nothing supports; the record tells it.
        """

        def work(connection: Connection) -> tuple[Item, Sequence[Item]]:
            hold(connection, session)
            said = (items.c.session == session) & (items.c.id == str(id))
            if known := connection.execute(select(items).where(said)).one_or_none():
                if known.sender != "agent":
                    raise Refused("bad_request")
                return item(known), ()
            row = ticket_row(connection, number)
            _must_own(row, member)
            if row.channel == "phone":
                raise Refused("bad_request")
            line: dict[str, Any] = {"id": str(id), "sender": "agent", "author": member.shown}
            line |= {"text": text, "card": card}
            added = append(connection, session, row.conversation, [line], self._now())
            warned = {"despite_warning": True} if despite_warning else {}
            self._audit.write(connection, member, "ticket.say", number, **warned)
            return added[0], added

        session = await self._session(number)
        return await self._conversations.write(session, work)

    async def to_bot(self, member: Member, number: str) -> Ticket:
        """The bot answers again; the ticket is closed."""
        values = {"state": "closed", "closed_at": self._now()}
        return await self._let_go(member, number, "to_bot", values)

    async def to_queue(self, member: Member, number: str) -> Ticket:
        """The bot answers again until another member takes the ticket."""
        return await self._let_go(member, number, "to_queue", _WAITING)

    async def leave(self, number: str, owner: str, hours: str | None) -> None:
        """The owner is gone: the ticket waits for another, and the bot stays silent.

        Nothing is changed if it is not the owner's any more. ``hours``: those of service, if nobody
        else is there.
        """

        def change(connection: Connection, before: Row[Any]) -> Sequence[dict[str, Any]]:
            theirs = _ticket(number, tickets.c.state == "owned", tickets.c.owner == owner)
            if not connection.execute(theirs.values(_WAITING)).rowcount:
                return ()
            self._audit.write(connection, None, "ticket.left", number, owner=owner)
            told = self._notes["left" if hours is None else "left_alone"]
            return [note(told.format(name=before.shown or owner, number=number, hours=hours))]

        await self._change(number, change)

    async def close(self, member: Member, number: str, how: Close) -> Ticket:
        """The ticket is closed; one's own may be closed again, with other words."""
        values = how.model_dump() | {"state": "closed"}
        values["closed_at"] = func.coalesce(tickets.c.closed_at, self._now())

        def change(connection: Connection, before: Row[Any]) -> Sequence[dict[str, Any]]:
            mine = _ticket(number, tickets.c.owner == member.name)
            mine = mine.where(tickets.c.state.in_(("owned", "closed")))
            if not connection.execute(mine.values(values)).rowcount:
                raise _refusal(before)
            self._audit.write(connection, member, "ticket.close", number, outcome=how.outcome)
            return self._farewell(connection, before, "closed")

        return await self._change(number, change)

    async def _let_go(
        self, member: Member, number: str, name: str, values: dict[str, Any]
    ) -> Ticket:
        def change(connection: Connection, before: Row[Any]) -> Sequence[dict[str, Any]]:
            if before.channel == "phone":
                raise Refused("bad_request")
            mine = _ticket(number, tickets.c.state == "owned", tickets.c.owner == member.name)
            if not connection.execute(mine.values(values)).rowcount:
                done = before.state == values["state"]
                if done and before.owner == values.get("owner", member.name):
                    return ()
                raise _refusal(before)
            self._audit.write(connection, member, f"ticket.{name}", number)
            return self._farewell(connection, before, name)

        return await self._change(number, change)

    def _farewell(
        self, connection: Connection, before: Row[Any], name: str
    ) -> Sequence[dict[str, Any]]:
        """The bot may speak again, if the ticket kept it from speaking."""
        if before.channel == "phone" or before.state != "owned":
            return ()
        freed = update(sessions).where(
            sessions.c.id == before.session, sessions.c.conversation == before.conversation
        )
        connection.execute(freed.values(held_by=None))
        return [note(self._notes[name].format(number=before.number))]

    async def _change(self, number: str, change: Change, *, silent: bool = False) -> Ticket:
        """``silent``: the bot says nothing more to what it was asked before."""

        def work(connection: Connection) -> tuple[Ticket, Sequence[Item]]:
            hold(connection, session)
            before = ticket_row(connection, number)
            said = change(connection, before)
            added: Sequence[Item] = ()
            if said:
                added = append(connection, session, before.conversation, said, self._now())
            return ticket(ticket_row(connection, number), self._now()), added

        session = await self._session(number)
        changed = await self._conversations.write(session, work)
        if silent:
            self._conversations.expect_nothing(session)
        self._changed()
        return changed

    async def _session(self, number: str) -> str:
        row = await self._database.read(lambda connection: ticket_row(connection, number))
        return str(row.session)


def _ticket(number: str, *must: Any) -> Any:
    return update(tickets).where(tickets.c.number == number, *must)


def _hold_for(connection: Connection, before: Row[Any], name: str) -> None:
    """The bot speaks no more, not even in answer to what it was asked before."""
    mine = sessions.c.id == before.session, sessions.c.conversation == before.conversation
    connection.execute(update(sessions).where(*mine).values(held_by=name))
    asked = items.c.session == before.session, items.c.conversation == before.conversation
    is_open = items.c.state == "open"
    connection.execute(update(items).where(*asked, is_open).values(state="held"))


def _must_own(row: Row[Any], member: Member) -> None:
    if row.state != "owned" or row.owner != member.name:
        raise _refusal(row)


def _refusal(row: Row[Any]) -> Refused:
    return Refused("ticket_closed" if row.state == "closed" else "not_owner")
