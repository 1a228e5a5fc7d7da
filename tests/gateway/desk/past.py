"""What was said before a test begins, kept by the transcript itself at the moments named."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from bot.gateway.database import Database, tickets
from bot.gateway.desk.turns import NotedTurns
from bot.gateway.items import Feedback, Reason
from bot.gateway.lines import CHINA, append
from bot.gateway.transcript import Answer, Asked, NobodyFollows, Transcript

run: Callable[[Coroutine[Any, Any, Any]], Any] = asyncio.run


def china(words: str) -> datetime:
    """A moment in China: 2026-11-26 23:59:59."""
    return datetime.fromisoformat(words).replace(tzinfo=CHINA)


def card(kind: str, *citations: tuple[str, str], **more: Any) -> dict[str, Any]:
    """An answer card that cites clauses."""
    cited = [{"document": document, "clause": clause} for document, clause in citations]
    return {"kind": kind, "citations": cited, **more}


@dataclass
class Past:
    """Writes conversations into a database."""

    database: Database
    now: datetime = field(default_factory=lambda: china("2026-11-26 09:00:00"))

    def __post_init__(self) -> None:
        follower = NotedTurns(NobodyFollows())
        self.transcript = Transcript(self.database, follower, lambda: self.now)

    def ask(self, session: str, text: str, at: str) -> Asked:
        """A question that is still open."""
        self.now = china(at)
        asked, _ = run(self.transcript.ask(session, str(uuid4()), text))
        assert isinstance(asked, Asked)
        return asked

    def turn(
        self,
        session: str,
        text: str,
        at: str,
        cards: Sequence[Mapping[str, Any] | None] = (),
        state: str = "answered",
    ) -> tuple[Asked, list[str]]:
        """A question with its answers; the ids of these."""
        asked = self.ask(session, text, at)
        answers = [Answer("答复", dict(each) if each else None) for each in cards]
        kept = run(self.transcript.answer(asked, answers, state, None))
        return asked, [item.id for item in kept]

    def thumb(
        self, session: str, answer: str, at: str, *, useful: bool, reason: Reason | None = None,
        words: str | None = None,
    ) -> None:  # fmt: skip
        """What the user thought of an answer."""
        self.now = china(at)
        value = "useful" if useful else "useless"
        verdict = Feedback(id=UUID(answer), value=value, reason=reason)
        assert run(self.transcript.judge(session, verdict, words))

    def ticket(
        self, asked: Asked, number: str, opened: str, taken: str | None = None, **more: Any
    ) -> None:
        """A ticket of the question's conversation."""
        row: dict[str, Any] = {
            "number": number,
            "session": asked.session,
            "conversation": asked.conversation,
            "channel": "chat",
            "reason": "asked",
            "state": "owned" if taken else "waiting",
            "opened_at": china(opened),
            "taken_at": china(taken) if taken else None,
            "summary": {},
            "labels": [],
            **more,
        }
        with self.database.engine.begin() as connection:
            connection.execute(insert(tickets).values(row))

    def agent_says(self, asked: Asked, text: str) -> None:
        """A person of the staff says something in the conversation."""
        line = {"id": str(uuid4()), "sender": "agent", "text": text, "author": "小李"}
        with self.database.engine.begin() as connection:
            append(connection, asked.session, asked.conversation, [line], self.now)
