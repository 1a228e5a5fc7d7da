"""The lines of a conversation and what is said with them, in the form of the public API."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Sender = Literal["user", "bot", "agent", "note"]
Reason = Literal["outdated", "amount", "clause", "off_topic", "other"]


class Verdict(BaseModel):
    """What a reader thought of an answer."""

    value: Literal["useful", "useless"]
    reason: Reason | None = None


class Item(BaseModel):
    """A line of the transcript. ``seq`` grows by one; ``card`` is the same answer as data."""

    model_config = ConfigDict(serialize_by_alias=True)

    seq: int
    id: str
    sender: Sender = Field(serialization_alias="from")
    author: str | None = Field(default=None, description="The agent's name.")
    text: str
    card: dict[str, Any] | None = None
    at: datetime
    reply_to: str | None = None
    feedback: Verdict | None = None


class Question(BaseModel):
    """What a user sends. Who is asking is known from the session alone."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(examples=["广州省级专精特新奖多少"])
    id: UUID | None = Field(
        default=None, description="Chosen by the client; the same id again is the same question."
    )


class Said(BaseModel):
    """One message of the bot; words that are no part of the transcript have no ``seq``."""

    text: str
    card: dict[str, Any] | None = None
    seq: int | None = None
    id: str | None = None
    at: datetime | None = None


class Trouble(BaseModel):
    """Why there is no answer; ``number`` is the one that the log has too."""

    code: str
    number: str | None = None
    retry_after: int | None = Field(default=None, description="Seconds.")


class Reply(BaseModel):
    """``messages`` always holds words to show; ``error`` is null if they are the answer."""

    messages: list[Said]
    error: Trouble | None = None
    user: Item | None = None


class Page(BaseModel):
    """A piece of the transcript, oldest first, and whether there is more in that direction."""

    items: list[Item]
    more: bool


class Feedback(Verdict):
    """A verdict on one message of the bot; a later one replaces it."""

    model_config = ConfigDict(extra="forbid")

    id: UUID = Field(description="Of the bot's message.")
    words: str | None = Field(default=None, max_length=1_000)


class NewSession(BaseModel):
    """A session of one's own: the token stands for it in everything else."""

    token: str
    limits: dict[str, int] = Field(description="text: characters in one message.")
