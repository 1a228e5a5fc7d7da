"""When a ticket is opened: a person was asked for, or the bot has refused twice running."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from bot.gateway.database import items, tickets, utc_now
from bot.gateway.desk.forms import Reason, Summary
from bot.gateway.desk.hours import Hours
from bot.gateway.desk.ticket_rows import NOT_CLOSED, open_ticket
from bot.gateway.transcript import Answer, Asked
from bot.gateway.words import Words

_ABOUT_NOTHING = {"handoff", "smalltalk"}
_PERSON = re.compile(r"人工(?!智能)|真人")


class Opening:
    """A ``Follower`` of the transcript: a ticket is kept together with the answer that it is for.

    ``somebody_there``: whether one of the staff has the queue before them.
    """

    def __init__(
        self,
        hours: Hours,
        somebody_there: Callable[[], bool],
        words: Words,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._hours, self._somebody_there = hours, somebody_there
        self._notes, self._now = words.notes, now

    def answered(
        self, connection: Connection, asked: Asked, answers: Sequence[Answer]
    ) -> Sequence[str]:
        """Open what is to be opened. Only who asked for a person is told."""
        kinds = {answer.card.get("kind") if answer.card else None for answer in answers}
        known = _open_one(connection, asked.conversation)
        if known is not None and not kinds <= _ABOUT_NOTHING:
            _change(connection, known.number, summary=_summary(asked.item.text, answers))
        if known is not None and known.channel == "phone":
            return ()
        if "handoff" in kinds:
            return [self._asked_for(connection, asked, answers, known, alone=len(kinds) == 1)]
        if known is None and kinds == {"refusal"} and _refused_before(connection, asked):
            self._open(connection, asked, "refusals", _summary(asked.item.text, answers))
        return ()

    def failed(self, connection: Connection, asked: Asked) -> Sequence[str]:
        """A person can be had also while the bot is down, by whoever asks for one by name."""
        known = _open_one(connection, asked.conversation)
        is_call = known is not None and known.channel == "phone"
        if is_call or not _PERSON.search(asked.item.text):
            return ()
        return [self._asked_for(connection, asked, (), known, alone=True)]

    def restarted(self, connection: Connection, session: str, old: str, new: str) -> None:
        """A call goes on with the new conversation; a chat's ticket has lost its customer."""
        mine = (tickets.c.session == session) & (tickets.c.conversation == old) & NOT_CLOSED
        call = update(tickets).where(mine, tickets.c.channel == "phone")
        connection.execute(call.values(conversation=new))
        chat = update(tickets).where(mine, tickets.c.channel == "chat")
        note = self._notes["ticket_left"]
        connection.execute(chat.values(state="closed", closed_at=self._now(), note=note))

    def _asked_for(
        self,
        connection: Connection,
        asked: Asked,
        answers: Sequence[Answer],
        known: Row[Any] | None,
        *,
        alone: bool,
    ) -> str:
        """The note on the ticket; ``alone``: the message asks for a person and nothing else."""
        here = self._somebody_there() and self._hours.are_on(self._now())
        reason: Reason = "asked" if here else "message"
        if known is None:
            matter = _question_before(connection, asked) if alone else None
            summary = _summary(matter or asked.item.text, answers)
            number = self._open(connection, asked, reason, summary)
        else:
            number = known.number
            _change(connection, number, reason=reason)
        if not here:
            return self._notes["ticket_away"].format(number=number, hours=self._hours.words)
        ahead = _waiting_before(connection, number)
        name = "ticket_waits" if ahead else "ticket_next"
        return self._notes[name].format(number=number, ahead=ahead)

    def _open(
        self, connection: Connection, asked: Asked, reason: Reason, summary: dict[str, Any]
    ) -> str:
        return open_ticket(
            connection,
            self._now(),
            session=asked.session,
            conversation=asked.conversation,
            channel="chat",
            reason=reason,
            state="waiting",
            summary=summary,
        )


def _summary(question: str, answers: Sequence[Answer]) -> dict[str, Any]:
    chips = [chip for answer in answers for chip in (answer.evidence or {}).get("profile", ())]
    facts = [f"{chip['label']}：{chip['words']}" for chip in chips if chip["field"] != "city"]
    places = [chip["words"].split("、") for chip in chips if chip["field"] == "city"]
    return Summary(
        question=question,
        facts=list(dict.fromkeys(facts)),
        cities=list(dict.fromkeys(chain(*places))),
    ).model_dump()


def _change(connection: Connection, number: str, **values: Any) -> None:
    connection.execute(update(tickets).where(tickets.c.number == number).values(values))


def _open_one(connection: Connection, conversation: str) -> Row[Any] | None:
    query = select(tickets).where(tickets.c.conversation == conversation, NOT_CLOSED)
    return connection.execute(query).one_or_none()


def _waiting_before(connection: Connection, number: str) -> int:
    """How many who asked for a person wait longer."""
    before = (tickets.c.state == "waiting") & (tickets.c.number < number)
    asked = select(func.count()).where(before, tickets.c.reason != "refusals")
    return connection.execute(asked).scalar_one()


def _question_before(connection: Connection, asked: Asked) -> str | None:
    query = select(items.c.text).where(
        items.c.session == asked.session,
        items.c.conversation == asked.conversation,
        items.c.sender == "user",
        items.c.seq < asked.item.seq,
    )
    return connection.scalar(query.order_by(items.c.seq.desc()).limit(1))


def _refused_before(connection: Connection, asked: Asked) -> bool:
    """Whether all that the bot said to the question before was a refusal.

    What was said before a ticket was closed is settled.
    """
    mine = (items.c.session == asked.session) & (items.c.conversation == asked.conversation)
    said = mine & (items.c.sender == "bot") & (items.c.reply_to != asked.item.id)
    closed = select(func.max(tickets.c.closed_at)).where(
        tickets.c.conversation == asked.conversation
    )
    settled_at = connection.scalar(closed)
    if settled_at is not None:
        said &= items.c.at > settled_at
    last = select(items.c.reply_to).where(said).order_by(items.c.seq.desc()).limit(1)
    cards = select(items.c.card).where(said, items.c.reply_to == last.scalar_subquery())
    kinds = [card.get("kind") if card else None for card in connection.scalars(cards)]
    return set(kinds) == {"refusal"}
