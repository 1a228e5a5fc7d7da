"""The queue and the conversations of the desk over HTTP: ``/api/v1/desk/tickets``."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Path, Query
from sqlalchemy import Connection

from actions.cards import Citation
from bot.gateway.desk.evidence import with_evidence
from bot.gateway.desk.forms import (
    Cited,
    Close,
    DeskPage,
    HandBack,
    Say,
    Take,
    Ticket,
    TicketList,
    TicketPage,
)
from bot.gateway.desk.members import Member
from bot.gateway.desk.office import Office
from bot.gateway.desk.take_over import TakeOver
from bot.gateway.desk.ticket_rows import closed_rows, open_rows, said_in, ticket, ticket_row
from bot.gateway.faults import Refused
from bot.gateway.incoming import printable
from bot.gateway.items import Item
from bot.gateway.transcript import page
from policy_index.collection import Collection
from policy_index.errors import UnknownClause, UnknownDocument

LONGEST = 4_000
"""Characters in what an agent says."""
_CLOSED_PAGE, _ITEMS = 50, 100

Number = Annotated[str, Path(pattern=r"^T\d{8}-\d{4,6}$")]


def ticket_api(office: Office, take_over: TakeOver) -> APIRouter:
    """The routes of the tickets."""
    database, now = office.database, office.now
    router = APIRouter(prefix="/api/v1/desk/tickets", include_in_schema=False)
    agent = Annotated[Member, office.access.needs("agent", "supervisor")]

    @router.get("")
    async def listed(
        _: agent,
        state: Literal["open", "closed"] = "open",
        before: Annotated[str | None, Query(max_length=16)] = None,
    ) -> TicketList:
        def work(connection: Connection) -> TicketList:
            if state == "open":
                return TicketList(
                    tickets=[ticket(row, now()) for row in open_rows(connection)], more=False
                )
            rows = closed_rows(connection, before, _CLOSED_PAGE + 1)
            shown = [ticket(row, now()) for row in rows[:_CLOSED_PAGE]]
            return TicketList(tickets=shown, more=len(rows) > _CLOSED_PAGE)

        return await database.read(work)

    @router.get("/{number}")
    async def one(number: Number, member: agent) -> TicketPage:
        def work(connection: Connection) -> TicketPage:
            row = ticket_row(connection, number)
            end = page(connection, said_in(row), _ITEMS, newest=True)
            shown = with_evidence(connection, row.session, end.items)
            office.audit.write(connection, member, "ticket.read", number)
            return TicketPage(ticket=ticket(row, now()), items=shown, more=end.more)

        return await database.run(work)

    @router.get("/{number}/items")
    async def some(
        number: Number,
        _: agent,
        after: Annotated[int | None, Query(ge=0, lt=2**31)] = None,
        before: Annotated[int | None, Query(ge=0, lt=2**31)] = None,
    ) -> DeskPage:
        def work(connection: Connection) -> DeskPage:
            row = ticket_row(connection, number)
            if before is not None:
                piece = page(connection, said_in(row), _ITEMS, newest=True, before=before)
            else:
                piece = page(connection, said_in(row), _ITEMS, newest=False, after=after or 0)
            shown = with_evidence(connection, row.session, piece.items)
            return DeskPage(items=shown, more=piece.more)

        return await database.read(work)

    @router.post("/{number}/take")
    async def take(
        number: Number, member: agent, how: Annotated[Take | None, Body()] = None
    ) -> Ticket:
        return await take_over.take(member, number, force=how is not None and how.force)

    @router.post("/{number}/say")
    async def say(number: Number, said: Say, member: agent) -> Item:
        text = printable(said.text).strip()
        if not text:
            raise Refused("empty")
        if len(text) > LONGEST:
            raise Refused("too_long", count=f"{len(text):,}", limit=f"{LONGEST:,}")
        card = _card(said.citations, office.collection, office.today())
        return await take_over.say(
            member, number, said.id, text, card, despite_warning=said.despite_warning
        )

    @router.post("/{number}/hand-back")
    async def hand_back(number: Number, how: HandBack, member: agent) -> Ticket:
        give = take_over.to_bot if how.to == "bot" else take_over.to_queue
        return await give(member, number)

    @router.post("/{number}/close")
    async def close(number: Number, how: Close, member: agent) -> Ticket:
        return await take_over.close(member, number, how)

    return router


def _card(cited: list[Cited], collection: Collection, as_of: date) -> dict[str, Any] | None:
    """The card of an agent's message: the clauses that it stands on."""
    if not cited:
        return None
    citations = []
    for each in cited:
        try:
            clause = collection.clause(each.document, each.clause)
        except (UnknownDocument, UnknownClause) as error:
            raise Refused("not_found") from error
        document = collection.documents[each.document]
        quote = clause.heading or clause.path
        citations.append(vars(Citation.of(clause, document, quote, as_of)))
    return {"kind": "agent", "citations": citations}
