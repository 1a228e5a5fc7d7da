"""What the desk's API takes and gives."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from bot.gateway.items import Item, Sender, Trouble

Channel = Literal["chat", "phone"]
Reason = Literal["asked", "refusals", "message", "phone"]
State = Literal["waiting", "owned", "closed"]
Outcome = Literal["solved", "referred", "unsolved", "wrong_bot"]


class Owner(BaseModel):
    """Who has or had a ticket."""

    name: str
    shown: str


class Summary(BaseModel):
    """What is known of the matter: the last question, the facts and the cities that were named."""

    question: str | None = None
    facts: list[str] = []
    cities: list[str] = []


class Last(BaseModel):
    """What was said last in the conversation."""

    model_config = ConfigDict(serialize_by_alias=True)

    text: str
    sender: Sender = Field(serialization_alias="from")
    at: datetime


class Ticket(BaseModel):
    """``left_by``: who had it and has gone; the bot is silent until another takes it.
    ``taken_at``: when somebody first took it. ``waiting_seconds``: until then, or until it was
    closed; while it waits, until now."""

    number: str
    channel: Channel
    reason: Reason
    state: State
    owner: Owner | None
    left_by: Owner | None
    opened_at: datetime
    taken_at: datetime | None
    closed_at: datetime | None
    waiting_seconds: int
    summary: Summary
    labels: list[str]
    outcome: Outcome | None
    note: str | None
    last: Last | None


class TicketList(BaseModel):
    """Open ones in order of their numbers; closed ones the newest first."""

    tickets: list[Ticket]
    more: bool


class DeskItem(Item):
    """A line with what it was made from, if it is an answer of the bot."""

    evidence: dict[str, Any] | None = None


class DeskPage(BaseModel):
    """A piece of a conversation, oldest first, and whether there is more in that direction."""

    items: list[DeskItem]
    more: bool


class TicketPage(DeskPage):
    """A ticket and the end of its conversation."""

    ticket: Ticket


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Take(_Form):
    """``force``: also from another owner; for supervisors."""

    force: bool = False


class Cited(_Form):
    """A clause that an agent inserts."""

    document: str
    clause: str


class Say(_Form):
    """The same id again is the same message. ``despite_warning``: nothing supports its figures, or
    they could not be checked, and it is sent all the same."""

    id: UUID
    text: str
    citations: list[Cited] = Field(default=[], max_length=10)
    despite_warning: bool = False


class HandBack(_Form):
    """To the bot, which closes the ticket, or to whoever takes it next."""

    to: Literal["bot", "queue"]


class Close(_Form):
    """How it ended. To close a ticket again that is one's own changes what was said of it."""

    outcome: Outcome
    labels: list[str] = Field(default=[], max_length=20)
    note: str | None = Field(default=None, max_length=4_000)


class NewCall(_Form):
    """The same id again is the same call."""

    id: UUID | None = None


class CallQuestion(_Form):
    """``as_of``: the day for which the answer is to hold, if it is not today."""

    id: UUID
    text: str
    as_of: date | None = None


class CallAnswer(BaseModel):
    """The question as it was kept, and what the assistant said."""

    user: Item
    items: list[DeskItem]
    error: Trouble | None = None
