"""Phone calls: an agent asks the assistant what a caller wants to know. ``/api/v1/desk/calls``."""

import asyncio
from datetime import datetime
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Body, status
from sqlalchemy import Connection, insert, select

from bot.gateway.conversations import Conversations
from bot.gateway.database import sessions, tickets
from bot.gateway.desk.evidence import with_evidence
from bot.gateway.desk.forms import CallAnswer, CallQuestion, NewCall, Summary, Ticket
from bot.gateway.desk.live import Live
from bot.gateway.desk.members import Member
from bot.gateway.desk.office import Office
from bot.gateway.desk.ticket_api import Number
from bot.gateway.desk.ticket_rows import open_ticket, ticket, ticket_row
from bot.gateway.faults import Refused
from bot.gateway.incoming import question
from bot.gateway.items import Trouble
from bot.gateway.lines import new_conversation


def calls(office: Office, conversations: Conversations, live: Live) -> APIRouter:
    """The routes of the calls. A call is a ticket of its agent's with a session of its own."""
    database, audit, now = office.database, office.audit, office.now
    router = APIRouter(prefix="/api/v1/desk/calls", include_in_schema=False)
    agent = Annotated[Member, office.access.needs("agent", "supervisor")]

    @router.post("", status_code=status.HTTP_201_CREATED)
    async def begin(member: agent, call: Annotated[NewCall | None, Body()] = None) -> Ticket:
        session = f"call {(call and call.id) or uuid4()}"

        def work(connection: Connection) -> Ticket:
            known = select(tickets.c.number).where(tickets.c.session == session)
            number = connection.scalar(known)
            if number is None:
                number = _open(connection, session, member, now())
                audit.write(connection, member, "call.begin", number)
            row = ticket_row(connection, number)
            if row.owner != member.name:
                raise Refused("not_owner")
            return ticket(row, now())

        begun = await database.run(work)
        live.change()
        return begun

    @router.post("/{number}/say")
    async def say(number: Number, asked: CallQuestion, member: agent) -> CallAnswer:
        text = question(asked.text)
        session = await own(member, number, "call.say")
        turn = await conversations.say(session, str(asked.id), text, as_of=asked.as_of)
        answered = await asyncio.shield(turn)
        if answered.state == "dropped":
            raise Refused("dropped")
        error = None
        if answered.state != "answered":
            error = Trouble(code=answered.state, number=answered.number)
        replies = await database.read(
            lambda connection: with_evidence(connection, session, answered.replies)
        )
        return CallAnswer(user=answered.asked.item, items=replies, error=error)

    @router.post("/{number}/restart", status_code=status.HTTP_204_NO_CONTENT)
    async def restart(number: Number, member: agent) -> None:
        await conversations.restart(await own(member, number, "call.restart"))

    async def own(member: Member, number: str, action: str) -> str:
        """The session of a call that the member may speak in."""

        def work(connection: Connection) -> str:
            row = ticket_row(connection, number)
            if row.channel != "phone":
                raise Refused("not_found")
            if row.state != "owned" or row.owner != member.name:
                raise Refused("ticket_closed" if row.state == "closed" else "not_owner")
            audit.write(connection, member, action, number)
            return str(row.session)

        return await database.run(work)

    return router


def _open(connection: Connection, session: str, member: Member, moment: datetime) -> str:
    conversation = new_conversation()
    row = {"id": session, "conversation": conversation, "last_seq": 0, "seen_at": moment}
    connection.execute(insert(sessions).values(row))
    return open_ticket(
        connection,
        moment,
        session=session,
        conversation=conversation,
        channel="phone",
        reason="phone",
        state="owned",
        owner=member.name,
        taken_at=moment,
        summary=Summary().model_dump(),
    )
