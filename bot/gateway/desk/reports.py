"""What happened in a day or a month, in figures."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Literal, get_args

from sqlalchemy import Connection, String, cast, distinct, func, select

from actions.subsidy.measures import MeasureSet
from bot.gateway.database import feedback, items, tickets
from bot.gateway.desk.misses import FAILED
from bot.gateway.desk.periods import Period
from bot.gateway.desk.tables import cited

End = Literal[
    "answered",
    "asked_back",
    "refused",
    "handed_off",
    "smalltalk",
    "failed",
    "to_person",
    "dropped",
    "open",
]
ENDS: tuple[End, ...] = get_args(End)
"""How a question ended; each ends in one way, so that they add up to all that were asked. dropped:
the user began anew before the answer came. to_person: a person had the conversation."""

_OF_OUTCOME: Mapping[str, End] = {
    "answer": "answered",
    "ask": "asked_back",
    "refuse": "refused",
    "handoff": "handed_off",
    "smalltalk": "smalltalk",
}
_OF_STATE: Mapping[str, End] = {"held": "to_person", "dropped": "dropped", "open": "open"}

_HOUR = len("2026-11-26 23")

Topics = Mapping[tuple[str, str], Sequence[str]]
"""(document, clause) → what the measures on it are about."""


def topics_of(measures: MeasureSet) -> Topics:
    """What the measures on each clause are about."""
    topics: dict[tuple[str, str], list[str]] = {}
    for measure in measures.measures.values():
        topics.setdefault((measure.document, measure.clause), []).extend(measure.topics)
    return {key: tuple(dict.fromkeys(about)) for key, about in topics.items()}


@dataclass(frozen=True)
class Waits:
    """How long the callers of a chat waited for a person, in seconds; None if nobody was taken.

    ``waiting`` of the ``tickets`` opened in the time are still in the queue, ``unserved`` were
    closed before anybody took them.
    """

    tickets: int
    taken: int
    waiting: int
    unserved: int
    median: float | None
    p95: float | None


@dataclass(frozen=True)
class Report:
    """``curve``: for each step of the period how many were asked, refused or failed, and handed
    off. ``documents`` and ``topics``: how many questions were answered from them."""

    period: Period
    asked: int
    conversations: int
    ends: Mapping[End, int]
    curve: Sequence[tuple[int, int, int]]
    documents: Mapping[str, int]
    topics: Mapping[str, int]
    waits: Waits
    tickets: Mapping[str, int]
    outcomes: Mapping[str, int]
    useful: int
    useless: int
    reasons: Mapping[str, int]

    @property
    def satisfaction(self) -> float | None:
        """The share of thumbs that are up, 0 to 1; None without thumbs."""
        judged = self.useful + self.useless
        return self.useful / judged if judged else None


def report(connection: Connection, period: Period, topics: Topics) -> Report:
    """The figures of a period; a ticket counts where it was opened, a thumb where it was given."""
    questions = _questions(connection, period)
    ends = Counter[End]()
    for _, end, count in questions:
        ends[end] += count
    documents, about = _answered_from(connection, period, topics)
    thumbs = _thumbs(connection, period)
    opened, outcomes, waits = _tickets(connection, period)
    return Report(
        period=period,
        asked=ends.total(),
        conversations=_conversations(connection, period),
        ends={end: ends[end] for end in ENDS},
        curve=_curve(period, questions),
        documents=documents,
        topics=about,
        waits=waits,
        tickets=opened,
        outcomes=outcomes,
        useful=sum(count for (value, _), count in thumbs.items() if value == "useful"),
        useless=sum(count for (value, _), count in thumbs.items() if value == "useless"),
        reasons=_ordered(
            {reason or "": n for (value, reason), n in thumbs.items() if value == "useless"}
        ),
    )


def percentile(values: Iterable[float], share: float) -> float | None:
    """The nearest-rank percentile: the smallest value that ``share`` of all do not exceed."""
    ordered = sorted(values)
    return ordered[math.ceil(share * len(ordered)) - 1] if ordered else None


def end_of(state: str | None, outcome: str | None) -> End:
    """How a question ended, by what is kept of it."""
    if state in FAILED:
        return "failed"
    return _OF_STATE.get(state or "") or _OF_OUTCOME.get(outcome or "smalltalk", "answered")


def _questions(connection: Connection, period: Period) -> list[tuple[datetime, End, int]]:
    """How many questions of an hour ended in each way. China is whole hours from UTC, so that no
    hour belongs to two days."""
    hour = func.substr(cast(items.c.at, String), 1, _HOUR)
    query = select(hour, items.c.state, items.c.outcome, func.count()).where(
        items.c.sender == "user", items.c.at >= period.start, items.c.at < period.end
    )
    rows = connection.execute(query.group_by(hour, items.c.state, items.c.outcome))
    return [
        (datetime.fromisoformat(f"{at}:00:00+00:00"), end_of(state, outcome), count)
        for at, state, outcome, count in rows
    ]


def _conversations(connection: Connection, period: Period) -> int:
    query = select(func.count(distinct(items.c.conversation))).where(
        items.c.sender == "user", items.c.at >= period.start, items.c.at < period.end
    )
    return int(connection.scalar(query) or 0)


def _curve(
    period: Period, questions: Sequence[tuple[datetime, End, int]]
) -> list[tuple[int, int, int]]:
    curve = [[0, 0, 0] for _ in period.steps]
    for at, end, count in questions:
        step = curve[period.step_of(at)]
        step[0] += count
        step[1] += count * (end in ("refused", "failed"))
        step[2] += count * (end == "handed_off")
    return [(asked, unserved, handed) for asked, unserved, handed in curve]


def _answered_from(
    connection: Connection, period: Period, topics: Topics
) -> tuple[dict[str, int], dict[str, int]]:
    """How many questions stood on each document, and on clauses about each topic."""
    query = select(cited.c.session, cited.c.seq, cited.c.document, cited.c.clause).where(
        cited.c.at >= period.start, cited.c.at < period.end
    )
    documents, about = set[tuple[str, str, int]](), set[tuple[str, str, int]]()
    for session, seq, document, clause in connection.execute(query):
        documents.add((document, session, seq))
        about.update((topic, session, seq) for topic in topics.get((document, clause), ()))
    of_documents, of_topics = (Counter(each[0] for each in found) for found in (documents, about))
    return _ordered(of_documents), _ordered(of_topics)


def _tickets(
    connection: Connection, period: Period
) -> tuple[dict[str, int], dict[str, int], Waits]:
    columns = ("channel", "reason", "state", "outcome", "opened_at", "taken_at")
    query = select(*(tickets.c[name] for name in columns))
    query = query.where(tickets.c.opened_at >= period.start, tickets.c.opened_at < period.end)
    rows = connection.execute(query).all()
    chats = [row for row in rows if row.channel == "chat"]
    waited = [(row.taken_at - row.opened_at).total_seconds() for row in chats if row.taken_at]
    waits = Waits(
        tickets=len(chats),
        taken=len(waited),
        waiting=sum(row.state == "waiting" for row in chats),
        unserved=sum(row.state == "closed" and row.taken_at is None for row in chats),
        median=median(waited) if waited else None,
        p95=percentile(waited, 0.95),
    )
    reasons = Counter(row.reason for row in rows)
    outcomes = Counter(row.outcome or "" for row in rows if row.state == "closed")
    return _ordered(reasons), _ordered(outcomes), waits


def _thumbs(connection: Connection, period: Period) -> dict[tuple[str, str | None], int]:
    query = (
        select(feedback.c.value, feedback.c.reason, func.count())
        .where(feedback.c.at >= period.start, feedback.c.at < period.end)
        .group_by(feedback.c.value, feedback.c.reason)
    )
    return {(value, reason): count for value, reason, count in connection.execute(query)}


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    """The most first."""
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
