"""Whether somebody may say what they are about to say: ``/api/v1/desk/check``."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from bot.gateway.desk.figures import Unsupported, unsupported_in
from bot.gateway.desk.forms import Cited
from bot.gateway.desk.members import Member
from bot.gateway.desk.office import Office
from bot.gateway.desk.ticket_api import LONGEST
from bot.gateway.desk.ticket_rows import said_in, ticket_row


class Check(BaseModel):
    """What is to be said in the conversation of ``ticket``, and the clauses that it will cite."""

    model_config = ConfigDict(extra="forbid")

    ticket: str
    text: str = Field(max_length=LONGEST)
    citations: list[Cited] = Field(default=[], max_length=10)


class Checked(BaseModel):
    """In the order of the text."""

    unsupported: list[Unsupported]


def figure_check(office: Office) -> APIRouter:
    """The route of the check. It warns and forbids nothing: an agent may know better."""
    router = APIRouter(prefix="/api/v1/desk", include_in_schema=False)

    @router.post("/check")
    async def check(
        wanted: Check, _: Annotated[Member, office.access.needs("agent", "supervisor")]
    ) -> Checked:
        cited = [(each.document, each.clause) for each in wanted.citations]

        def work(connection: Connection) -> Checked:
            said = connection.execute(said_in(ticket_row(connection, wanted.ticket))).all()
            found = unsupported_in(wanted.text, cited, said, office.collection, office.today())
            return Checked(unsupported=found)

        return await office.database.read(work)

    return router
