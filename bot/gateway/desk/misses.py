"""The questions that were not served well: what went unanswered, was refused, displeased, or was
put right by a person."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Row, Select, exists, select

from bot.gateway.database import feedback, items, tickets
from bot.gateway.desk.tables import cited, settled
from bot.gateway.items import Reason
from bot.gateway.lines import CHINA

Why = Literal["failed", "refused", "unwritten", "useless", "corrected"]
WHYS: tuple[Why, ...] = get_args(Why)
"""failed: no answer came. refused: outside what the policies are about. unwritten: an answer that
stands on no clause, because no document says it. useless: a thumb down. corrected: a person
answered instead, or said that the bot was wrong."""

FAILED = ("unavailable", "timeout", "no_reply", "internal")
MOST = 2_000
"""Misses that are looked at together, the newest."""


@dataclass(frozen=True)
class Miss:
    """A question, by session and seq, with all that was wrong about its answer; ``reason`` and
    ``words`` came with the thumb down, ``correction`` is what a person said instead."""

    session: str
    seq: int
    conversation: str
    at: datetime
    question: str
    whys: tuple[Why, ...]
    reason: Reason | None = None
    words: str | None = None
    correction: str | None = None

    @property
    def key(self) -> tuple[str, int]:
        return self.session, self.seq


@dataclass(frozen=True)
class Scope:
    """Which questions: those asked from ``start`` until ``end``, or the one of this ``key``; with
    ``unsettled`` only those that nobody has dealt with yet."""

    start: datetime | None = None
    end: datetime | None = None
    key: tuple[str, int] | None = None
    unsettled: bool = False

    def of(self, query: Select[Any]) -> Select[Any]:
        """The query of items, narrowed to these questions."""
        query = query.where(items.c.sender == "user")
        if self.start is not None:
            query = query.where(items.c.at >= self.start)
        if self.end is not None:
            query = query.where(items.c.at < self.end)
        if self.key is not None:
            query = query.where(items.c.session == self.key[0], items.c.seq == self.key[1])
        if self.unsettled:
            this = (settled.c.session == items.c.session) & (settled.c.seq == items.c.seq)
            query = query.where(~exists().where(this))
        return query


def find_misses(connection: Connection, scope: Scope, whys: Collection[Why] = WHYS) -> list[Miss]:
    """What went wrong in these ways, the newest first, ``MOST`` at most."""
    newest = scope.of(_QUESTIONS).order_by(items.c.at.desc(), items.c.seq.desc()).limit(MOST)
    found: dict[tuple[str, int], Miss] = {}
    for why, condition in _conditions().items():
        if why not in whys:
            continue
        for row in connection.execute(newest.where(condition)):
            _add(found, _miss(row, why))
    if "useless" in whys:
        for row in connection.execute(_disliked(newest)):
            _add(found, replace(_miss(row, "useless"), reason=row.reason, words=row.words))
    if "corrected" in whys:
        for row, correction in _corrected(connection, scope):
            _add(found, replace(_miss(row, "corrected"), correction=correction))
    newest_first = sorted(found.values(), key=lambda miss: (miss.at, miss.seq), reverse=True)
    return newest_first[:MOST]


_QUESTIONS = select(
    items.c.session, items.c.seq, items.c.conversation, items.c.at, items.c.text, items.c.outcome
)


def _conditions() -> dict[Why, Any]:
    stands = exists().where(cited.c.session == items.c.session, cited.c.seq == items.c.seq)
    return {
        "failed": items.c.state.in_(FAILED),
        "refused": items.c.outcome == "refuse",
        "unwritten": (items.c.outcome == "answer") & ~stands,
    }


def _disliked(questions: Select[Any]) -> Select[Any]:
    answer = items.alias("answer")
    judged = (feedback.c.session == answer.c.session) & (feedback.c.seq == answer.c.seq)
    return (
        questions.add_columns(feedback.c.reason, feedback.c.words)
        .join(answer, (answer.c.session == items.c.session) & (answer.c.reply_to == items.c.id))
        .join(feedback, judged)
        .where(feedback.c.value == "useless")
    )


def _corrected(connection: Connection, scope: Scope) -> Iterator[tuple[Row[Any], str | None]]:
    """The questions that a person put right, with what the person said.

    An agent's first words after a question that was refused or failed do; where the ticket says
    that the bot was wrong, they do after any answer, and else the ticket's note.
    """
    wanted = {(row.session, row.seq) for row in connection.execute(scope.of(_IN_TICKETS))}
    if not wanted:
        return
    said = _LINES_OF_TICKETS
    if scope.start is not None:
        said = said.where(tickets.c.opened_at >= scope.start)  # after the question it is about
    if scope.key is not None:
        said = said.where(tickets.c.session == scope.key[0])
    rows = connection.execute(said)
    for _, lines in groupby(rows, key=lambda row: row.ticket):
        for question, words in _put_right(list(lines)):
            if (question.session, question.seq) in wanted:
                yield question, words


_OF_TICKET = (tickets.c.session == items.c.session) & (
    tickets.c.conversation == items.c.conversation
)
_IN_TICKETS = select(items.c.session, items.c.seq).where(
    exists().where(_OF_TICKET, tickets.c.taken_at.is_not(None))
)
_LINES_OF_TICKETS = (
    _QUESTIONS.add_columns(
        items.c.sender,
        items.c.state,
        tickets.c.number.label("ticket"),
        tickets.c.outcome.label("verdict"),
        tickets.c.note,
    )
    .join(tickets, _OF_TICKET)
    .where(tickets.c.taken_at.is_not(None), items.c.sender.in_(("user", "agent")))
    .order_by(tickets.c.number, items.c.seq)
)


def _put_right(lines: list[Row[Any]]) -> Iterator[tuple[Row[Any], str | None]]:
    question: Row[Any] | None = None
    wrong = lines[0].verdict == "wrong_bot"
    for line in lines:
        if line.sender == "user" and (line.outcome in ("answer", "refuse") or line.state in FAILED):
            question = line
        elif line.sender == "agent" and question is not None:
            if wrong or question.outcome != "answer":
                yield question, line.text
            question, wrong = None, False
    if wrong and question is not None:
        yield question, lines[0].note


def _miss(row: Row[Any], why: Why) -> Miss:
    at = row.at.astimezone(CHINA)
    return Miss(row.session, row.seq, row.conversation, at, row.text, (why,))


def _add(found: dict[tuple[str, int], Miss], miss: Miss) -> None:
    known = found.get(miss.key)
    if known is None:
        found[miss.key] = miss
        return
    found[miss.key] = replace(
        known,
        whys=tuple(dict.fromkeys((*known.whys, *miss.whys))),
        reason=known.reason or miss.reason,
        words=known.words or miss.words,
        correction=known.correction or miss.correction,
    )
