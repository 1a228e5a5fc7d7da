"""The heart of the gateway: questions are kept, answered in order, and told to every listener."""

import asyncio
import logging
import time
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar
from weakref import WeakValueDictionary

from sqlalchemy import Connection

from bot.gateway.database import Database, DatabaseError
from bot.gateway.faults import Refused, error_number
from bot.gateway.items import Item, Page
from bot.gateway.metrics import Metrics
from bot.gateway.rasa import NoAnswerError, Rasa
from bot.gateway.transcript import Answer, Asked, Transcript
from bot.gateway.words import Words

logger = logging.getLogger(__name__)

MOST_OPEN = 500
"""Questions that may wait for an answer at one time, over all conversations."""
_RESUME_PATIENCE = 240.0
_KEEP_TRIES = 5
_CLOSING = 2.0

T = TypeVar("T")


@dataclass(frozen=True)
class Answered:
    """How a question ended: with the bot's messages, which apologise if there is a trouble.

    There are none if it was dropped, or is held for a person to answer.
    """

    asked: Asked
    replies: Sequence[Item]
    state: str
    number: str | None


class Listener(Protocol):
    """One tab of a session."""

    def put(self, frame: dict[str, Any]) -> None:
        """Take a frame to send; must not wait."""
        ...


class Watcher(Protocol):
    """Sees all sessions."""

    def told(self, session: str, frame: dict[str, Any]) -> None:
        """A frame that the session's listeners are told; must not wait."""
        ...


@dataclass
class _Turn:
    asked: Asked
    patience: float
    expected: bool = True
    """Whether its answer will be told."""
    begun: float = field(default_factory=time.perf_counter)
    done: asyncio.Future[Answered] = field(default_factory=asyncio.Future)


class Conversations:
    """All conversations. A turn goes on whether or not anybody waits for it."""

    def __init__(
        self,
        database: Database,
        transcript: Transcript,
        rasa: Rasa,
        words: Words,
        metrics: Metrics,
        watcher: Watcher | None = None,
    ) -> None:
        self._database, self._transcript, self._rasa = database, transcript, rasa
        self._words, self._metrics, self._watcher = words, metrics, watcher
        self._listeners: defaultdict[str, list[Listener]] = defaultdict(list)
        self._turns: dict[tuple[str, str], _Turn] = {}
        self._waiting: dict[str, deque[_Turn]] = {}  # by conversation; the first is being answered
        self._workers: set[asyncio.Task[None]] = set()
        # What is kept is told in the same order, and a new listener misses nothing between.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def say(
        self,
        session: str,
        id: str,
        text: str,
        *,
        as_of: date | None = None,
        by: Listener | None = None,
    ) -> "asyncio.Future[Answered]":
        """Accept a question, or find the one that has this ``id``; its answer is to come.

        ``as_of``: the day that is asked for, if it is not today.

        Raises ``Refused`` if too much is waiting already, ``DatabaseError``.
        """
        if len(self._turns) >= MOST_OPEN:
            raise Refused("busy", retry_after=10)
        async with self._lock(session):
            with self._metrics.stage("keep"):
                asked, new = await self._transcript.ask(session, id, text, as_of)
            if by is not None:
                by.put({"type": "accepted", "id": id, "item": asked.item})
            if new:
                self._tell(session, {"type": "item", "item": asked.item}, but=by)
            turn = self._turns.get((session, id))
            if turn is None and asked.state == "open":
                turn = self._begin(asked)
            if turn is not None:
                return turn.done
            replies = await self._transcript.replies(asked)
        return _settled(Answered(asked, replies, asked.state, asked.number))

    async def write(
        self, session: str, work: Callable[[Connection], tuple[T, Sequence[Item]]]
    ) -> T:
        """Do in one transaction what adds lines to the session, and tell the lines.

        Raises ``DatabaseError``, and whatever ``work`` raises.
        """
        async with self._lock(session):
            done, added = await self._database.run(work)
            for item in added:
                self._tell(session, {"type": "item", "item": item})
        return done

    def expect_nothing(self, session: str) -> None:
        """What is being answered was settled otherwise: nobody is to see the bot type."""
        for turn in self._turns.values():
            if turn.asked.session == session:
                turn.expected = False
        self._tell(session, {"type": "typing", "on": False})

    async def restart(self, session: str) -> None:
        """Begin a new conversation in the session. Raises ``DatabaseError``."""
        async with self._lock(session):
            note = await self._transcript.restart(session, self._words.notes["restarted"])
            if note is not None:
                self._tell(session, {"type": "item", "item": note})

    async def join(self, session: str, after: int, listener: Listener) -> Page:
        """What was said since ``after``; the listener is told all that follows."""
        async with self._lock(session):
            page = await self._transcript.latest(session, after=after)
            self._listeners[session].append(listener)
            listener.put({"type": "welcome", "items": page.items, "more": page.more})
            if self._is_answering(session):
                listener.put({"type": "typing", "on": True})
        return page

    def leave(self, session: str, listener: Listener) -> None:
        """The listener is told nothing more."""
        if listener in self._listeners.get(session, ()):
            self._listeners[session].remove(listener)
            if not self._listeners[session]:
                del self._listeners[session]

    def tabs(self, session: str) -> int:
        """How many listeners the session has."""
        return len(self._listeners.get(session, ()))

    async def resume(self) -> None:
        """Answer what was accepted before the gateway stopped; Rasa may still be starting."""
        for asked in await self._transcript.open_questions():
            if (asked.session, asked.item.id) not in self._turns:
                self._begin(asked, patience=_RESUME_PATIENCE)

    async def close(self) -> None:
        """Give what is under way a moment; the rest stays open in the transcript."""
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=_CLOSING)
            for worker in late:
                worker.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _lock(self, session: str) -> asyncio.Lock:
        lock = self._locks.get(session)
        if lock is None:
            lock = self._locks[session] = asyncio.Lock()
        return lock

    def _is_answering(self, session: str) -> bool:
        turns = self._turns.values()
        return any(turn.expected and turn.asked.session == session for turn in turns)

    def _tell(self, session: str, frame: dict[str, Any], but: Listener | None = None) -> None:
        for listener in self._listeners.get(session, ()):
            if listener is not but:
                listener.put(frame)
        if self._watcher is not None:
            self._watcher.told(session, frame)

    def _begin(self, asked: Asked, patience: float = 0) -> _Turn:
        turn = _Turn(asked, patience)
        if not self._is_answering(asked.session):
            self._tell(asked.session, {"type": "typing", "on": True})
        self._turns[asked.session, asked.item.id] = turn
        waiting = self._waiting.get(asked.conversation)
        if waiting is not None:
            waiting.append(turn)
            return turn
        self._waiting[asked.conversation] = deque([turn])
        worker = asyncio.create_task(self._work(asked.conversation))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)
        return turn

    async def _work(self, conversation: str) -> None:
        """Answer the questions of one conversation, one after the other."""
        waiting = self._waiting[conversation]
        session = waiting[0].asked.session
        try:
            while waiting:
                try:
                    await self._answer(waiting[0])
                except Exception as error:  # whatever fails, the next question gets its turn
                    self._fail(waiting[0], error)
                self._forget(waiting.popleft())
        finally:
            del self._waiting[conversation]
            for turn in waiting:  # the gateway stops: they stay open, and nobody waits in vain
                self._forget(turn)
                turn.done.cancel()
            if not self._is_answering(session):  # a conversation before a reset may still be
                self._tell(session, {"type": "typing", "on": False})

    def _forget(self, turn: _Turn) -> None:
        del self._turns[turn.asked.session, turn.asked.item.id]

    async def _answer(self, turn: _Turn) -> None:
        asked = turn.asked
        self._metrics.took("wait", time.perf_counter() - turn.begun)
        replies: Sequence[Item] = ()
        state, number = await self._transcript.state(asked), None
        if state == "open":  # nothing has settled it while it waited
            answers, state, number = await self._ask(turn)
            async with self._lock(asked.session):
                replies = await self._keep(asked, answers, state, number)
                for item in replies:
                    self._tell(asked.session, {"type": "item", "item": item})
            if not replies:  # something has settled it meanwhile
                state = await self._transcript.state(asked)
        self._metrics.turn(state, [str(item.card.get("kind")) for item in replies if item.card])
        turn.done.set_result(Answered(asked, replies, state, number))

    async def _ask(self, turn: _Turn) -> tuple[list[Answer], str, str | None]:
        """What Rasa says, or an apology with its number."""
        asked = turn.asked
        try:
            with self._metrics.stage("rasa"):
                answers = await self._rasa.ask(
                    asked.conversation, asked.item.text, as_of=asked.as_of, patience=turn.patience
                )
        except NoAnswerError as error:
            number = error_number()
            logger.error("%s %s: %s", number, error.code, error)
            self._metrics.error(error.code)
            apology = self._words.errors[error.code].format(number=number)
            return [Answer(apology)], error.code, number
        return answers, "answered", None

    async def _keep(
        self, asked: Asked, answers: Sequence[Answer], state: str, number: str | None
    ) -> list[Item]:
        """Keep the answers; a database that another process holds for a moment is waited for."""
        for attempt in range(_KEEP_TRIES):
            try:
                with self._metrics.stage("keep"):
                    return await self._transcript.answer(asked, answers, state, number)
            except DatabaseError:
                if attempt == _KEEP_TRIES - 1:
                    raise
                await asyncio.sleep(0.2 * 2**attempt)
        raise AssertionError("unreachable")

    def _fail(self, turn: _Turn, error: Exception) -> None:
        """The answer is lost; the question stays open, and to say it again asks it again."""
        number = error_number()
        # The words of another error might be the user's.
        cause = error if isinstance(error, DatabaseError) else type(error).__name__
        logger.error("%s unavailable: %s", number, cause)
        self._metrics.error("unavailable")
        refused = Refused("unavailable", number=number)
        self._tell(turn.asked.session, refused.frame(self._words, turn.asked.item.id))
        turn.done.set_exception(refused)
        turn.done.exception()  # seen: perhaps nobody waits for it


def _settled(answered: Answered) -> "asyncio.Future[Answered]":
    future: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()
    future.set_result(answered)
    return future
