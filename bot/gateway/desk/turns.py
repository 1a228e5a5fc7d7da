"""What each turn of the bot came to, and on what it stood: kept with the answer itself."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

from sqlalchemy import Connection, insert, update

from bot.gateway.database import items
from bot.gateway.desk.tables import cited
from bot.gateway.transcript import Answer, Asked, Follower

Outcome = Literal["handoff", "refuse", "answer", "ask", "smalltalk"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""By weight: a turn in which a part is refused is a refusal, whatever else it answers."""

_OF_KIND: dict[str, Outcome] = {
    "ask": "ask",
    "refusal": "refuse",
    "handoff": "handoff",
    "smalltalk": "smalltalk",
}


def outcome_of(cards: Sequence[Mapping[str, Any] | None]) -> Outcome:
    """What the messages of one turn came to; one without a card is small talk."""
    kinds = ["smalltalk" if card is None else str(card.get("kind")) for card in cards]
    found = [_OF_KIND.get(kind, "answer") for kind in kinds] or ["smalltalk"]
    return min(found, key=OUTCOMES.index)


def cited_by(cards: Sequence[Mapping[str, Any] | None]) -> list[tuple[str, str]]:
    """The documents and clauses that the cards cite, each once, in their order."""
    citations = (each for card in cards if card for each in card.get("citations") or ())
    keys = ((str(each["document"]), str(each["clause"])) for each in citations)
    return list(dict.fromkeys(keys))


class NotedTurns:
    """A ``Follower`` of the transcript that notes each turn beside its question, in the transaction
    that keeps the answers; ``then`` follows as well."""

    def __init__(self, then: Follower) -> None:
        self._then = then

    def answered(
        self, connection: Connection, asked: Asked, answers: Sequence[Answer]
    ) -> Sequence[str]:
        """Note what the bot's answers came to, and what they cite."""
        cards = [answer.card for answer in answers]
        key = {"session": asked.session, "seq": asked.item.seq}
        this = (items.c.session == asked.session) & (items.c.seq == asked.item.seq)
        connection.execute(update(items).where(this).values(outcome=outcome_of(cards)))
        rows = [
            {**key, "document": document, "clause": clause, "at": asked.item.at}
            for document, clause in cited_by(cards)
        ]
        if rows:
            connection.execute(insert(cited), rows)
        return self._then.answered(connection, asked, answers)

    def failed(self, connection: Connection, asked: Asked) -> Sequence[str]:
        """Its state says it all."""
        return self._then.failed(connection, asked)

    def restarted(self, connection: Connection, session: str, old: str, new: str) -> None:
        """Nothing to note."""
        self._then.restarted(connection, session, old, new)
