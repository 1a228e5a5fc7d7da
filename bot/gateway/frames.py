"""What a client may send over the WebSocket."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class _Frame(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Hello(_Frame):
    """The first frame; ``after`` is the last ``seq`` that the client has."""

    type: Literal["hello"]
    token: str
    after: int = Field(default=0, ge=0, le=2**31 - 1)


class Say(_Frame):
    """A question; the same ``id`` again is the same question."""

    type: Literal["say"]
    id: UUID
    text: str


class Ping(_Frame):
    """Answered by ``pong``."""

    type: Literal["ping"]


_FRAME: TypeAdapter[Hello | Say | Ping] = TypeAdapter(
    Annotated[Hello | Say | Ping, Field(discriminator="type")]
)


def read_frame(text: str) -> Hello | Say | Ping:
    """Raises ``ValueError`` if it is none of these."""
    return _FRAME.validate_json(text)
