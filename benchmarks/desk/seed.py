"""Conversations by the thousand, straight into a database: for the desk's pages to be tried on."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from sqlalchemy import Table, insert

from bot.gateway.database import Database, feedback, items, sessions, tickets
from bot.gateway.desk.tables import cited
from bot.gateway.desk.turns import cited_by, outcome_of
from policy_index.collection import Collection
from policy_index.known_questions import load_questions

ALIKE = Path(__file__).with_name("alike.yml")
_PART = 2_000
_TABLES = (sessions, items, cited, feedback, tickets)
_ENDINGS = ("", "？", "吗", "呢", "，急", "，谢谢", "啊", "，请问", "，在线等", "，我们是小企业")
_KINDS = {"amount": 10, "clauses": 6, "matches": 2, "refusal": 4, "ask": 3, "smalltalk": 1}


@dataclass
class _Rows:
    """What is to be inserted, by table."""

    rows: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {table.name: [] for table in _TABLES}
    )

    def add(self, table: Table, **row: Any) -> None:
        self.rows[table.name].append(row)


def seed(
    database: Database,
    collection: Collection,
    until: datetime,
    *,
    conversations: int = 10_000,
    days: int = 30,
    number: int = 1,
) -> None:
    """Write that many conversations of the ``days`` before ``until``; the same for the same
    ``number``. One in six has a ticket, one answer in twelve a thumb."""
    dice = random.Random(number)
    served = [question.text for question in load_questions(collection)]
    unserved = [text for group in yaml.safe_load(ALIKE.read_text("utf-8")) for text in group]
    clauses = [(clause.document, clause.path, clause.text) for clause in collection.clauses]
    rows = _Rows()
    for place in range(conversations):
        begun = until - timedelta(seconds=dice.uniform(0, days * 86_400))
        _conversation(rows, dice, place, begun, served, unserved, clauses)
        if place % _PART == _PART - 1 or place == conversations - 1:
            _write(database, rows)
            rows = _Rows()


def _write(database: Database, rows: _Rows) -> None:
    with database.engine.begin() as connection:
        for table in _TABLES:
            if rows.rows[table.name]:
                connection.execute(insert(table), rows.rows[table.name])


def _conversation(
    rows: _Rows,
    dice: random.Random,
    place: int,
    at: datetime,
    served: Sequence[str],
    unserved: Sequence[str],
    clauses: Sequence[tuple[str, str, str]],
) -> None:
    session, conversation = f"seeded-session-{place:07}", f"seeded-conversation-{place:07}"
    turns = dice.choice((1, 2, 2, 3, 3, 4))
    rows.add(sessions, id=session, conversation=conversation, last_seq=2 * turns, seen_at=at)
    mine = {"session": session, "conversation": conversation}
    for seq in range(1, 2 * turns, 2):
        kind = dice.choices(list(_KINDS), list(_KINDS.values()))[0]
        failed = dice.random() < 0.01
        known = served if kind not in ("refusal", "smalltalk") else unserved
        question = dice.choice(known) + dice.choice(_ENDINGS)
        asked = str(UUID(int=dice.getrandbits(128), version=4))
        card = None if failed else _card(dice, kind, clauses)
        line = {"id": asked, "sender": "user", "text": question, "at": at, "seq": seq}
        state = "timeout" if failed else "answered"
        outcome = None if failed else outcome_of([card])
        rows.add(items, **_ITEM | mine | line | {"state": state, "outcome": outcome})
        for document, clause in cited_by([card]):
            rows.add(cited, session=session, seq=seq, document=document, clause=clause, at=at)
        at += timedelta(seconds=dice.uniform(0.1, 0.4))
        answer = {"id": str(UUID(int=dice.getrandbits(128), version=4)), "sender": "bot"}
        rows.add(
            items, **_ITEM | mine | answer | {"reply_to": asked, "card": card},
            text="答" * dice.randint(60, 400), seq=seq + 1, at=at,
        )  # fmt: skip
        if dice.random() < 1 / 12:
            _thumb(rows, dice, session, seq + 1, at)
        at += timedelta(seconds=dice.uniform(5, 90))
    if dice.random() < 1 / 6:
        _ticket(rows, dice, place, mine, at)


_ITEM: dict[str, Any] = dict.fromkeys(
    ("card", "reply_to", "state", "number", "as_of", "author", "outcome", "evidence")
)


def _card(
    dice: random.Random, kind: str, clauses: Sequence[tuple[str, str, str]]
) -> dict[str, Any] | None:
    """A card about as large as real ones are; now and then one that stands on nothing."""
    stands = kind in ("amount", "clauses", "matches") and dice.random() < 0.95
    chosen = dice.sample(clauses, dice.randint(1, 3)) if stands else []
    citations = [
        {
            "document": document,
            "clause": path,
            "title": "某市培育优质中小企业行动方案（2022—2025年）",
            "number": "某工信函〔2023〕20号",
            "quote": text[:200],
            "status": "in_force",
            "url": f"/policies/{document}#{path}",
        }
        for document, path, text in chosen
    ]
    figure = {"measure": "m", "status": "exact", "yuan": "1000000", "steps": ["一步" * 20]}
    figures = [{**figure, "citation": 0, "name": "奖励"}] if kind == "amount" and stands else []
    return {"kind": kind, "citations": citations, "figures": figures, "quick_replies": []}


def _thumb(rows: _Rows, dice: random.Random, session: str, seq: int, at: datetime) -> None:
    value = dice.choice(("useful", "useful", "useless"))
    reasons = ("outdated", "amount", "clause", "off_topic", "other", None)
    reason = dice.choice(reasons) if value == "useless" else None
    thumb = {"session": session, "seq": seq, "value": value, "reason": reason, "words": None}
    rows.add(feedback, **thumb, at=at + timedelta(seconds=9))


def _ticket(
    rows: _Rows, dice: random.Random, place: int, mine: dict[str, str], at: datetime
) -> None:
    taken = at + timedelta(seconds=dice.expovariate(1 / 90)) if dice.random() < 0.8 else None
    state = "closed" if taken or dice.random() < 0.9 else "waiting"
    outcomes = ("solved", "solved", "referred", "unsolved", "wrong_bot")
    rows.add(
        tickets,
        **mine,
        number=f"S{place:07}",
        channel="chat",
        reason=dice.choice(("asked", "asked", "refusals", "message")),
        state=state,
        owner="seeded" if taken else None,
        opened_at=at,
        taken_at=taken,
        closed_at=(taken or at) + timedelta(minutes=6) if state == "closed" else None,
        summary={"question": "", "facts": [], "cities": []},
        labels=[],
        outcome=dice.choice(outcomes) if taken else None,
        note=None,
    )
