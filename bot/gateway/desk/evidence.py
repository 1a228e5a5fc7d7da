"""What the bot's answers were made from, for those who read a conversation at the desk."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from bot.gateway.database import items
from bot.gateway.desk.forms import DeskItem
from bot.gateway.items import Item


def with_evidence(connection: Connection, session: str, shown: Sequence[Item]) -> list[DeskItem]:
    """The lines of a session, each with its evidence."""
    answers = [item.seq for item in shown if item.sender == "bot"]
    query = select(items.c.seq, items.c.evidence).where(
        items.c.session == session, items.c.seq.in_(answers)
    )
    found = {row.seq: row.evidence for row in connection.execute(query)}
    return [DeskItem(**dict(item), evidence=found.get(item.seq)) for item in shown]
