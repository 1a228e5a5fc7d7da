"""A miss in its conversation: what was said before, the answer, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from bot.gateway.database import items
from bot.gateway.desk.misses import Miss
from bot.gateway.lines import CHINA

_BEFORE, _AFTER = 6, 8


@dataclass(frozen=True)
class Line:
    """A line of a conversation; ``author`` is the person of the staff who said it."""

    seq: int
    sender: str
    text: str
    at: datetime
    author: str | None


@dataclass(frozen=True)
class Excerpt:
    """``lines`` around the question, ``before`` what the user had said in the conversation so far,
    ``cards`` those of the bot's answer."""

    lines: Sequence[Line]
    before: Sequence[str]
    cards: Sequence[Mapping[str, Any]]


def excerpt(connection: Connection, miss: Miss) -> Excerpt:
    """What stands around the miss."""
    here = (items.c.session == miss.session) & (items.c.conversation == miss.conversation)
    columns = (items.c.seq, items.c.sender, items.c.text, items.c.at, items.c.author, items.c.id)
    rows = connection.execute(select(*columns).where(here).order_by(items.c.seq)).all()
    place = next(number for number, row in enumerate(rows) if row.seq == miss.seq)
    answers = select(items.c.card).where(here, items.c.reply_to == rows[place].id)
    cards = connection.scalars(answers.order_by(items.c.seq)).all()
    shown = rows[max(place - _BEFORE, 0) : place + _AFTER + 1]
    return Excerpt(
        [Line(r.seq, r.sender, r.text, r.at.astimezone(CHINA), r.author) for r in shown],
        [row.text for row in rows[:place] if row.sender == "user"],
        [card for card in cards if card],
    )
