"""The desk as one part of the gateway: what it follows and watches, its pages and its API."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx
from fastapi import APIRouter

from bot.gateway.conversations import Conversations, Watcher
from bot.gateway.desk.absence import Absence
from bot.gateway.desk.accounts import Accounts
from bot.gateway.desk.administration import administration
from bot.gateway.desk.calls import calls
from bot.gateway.desk.clause_search import ClauseSearch, clause_search
from bot.gateway.desk.durations import duration
from bot.gateway.desk.figure_check import figure_check
from bot.gateway.desk.hours import Hours
from bot.gateway.desk.inbox import inbox
from bot.gateway.desk.inbox_groups import Grouping
from bot.gateway.desk.lesson_pages import lesson_pages
from bot.gateway.desk.lessons import Lessons
from bot.gateway.desk.live import Live
from bot.gateway.desk.live_socket import live_socket
from bot.gateway.desk.office import Office
from bot.gateway.desk.opening import Opening
from bot.gateway.desk.policy_pages import policy_pages
from bot.gateway.desk.presence import Presence
from bot.gateway.desk.question_vectors import QuestionVectors
from bot.gateway.desk.replies import ReplyStore
from bot.gateway.desk.reply_api import reply_api
from bot.gateway.desk.reply_pages import reply_pages
from bot.gateway.desk.report_pages import report_pages
from bot.gateway.desk.screens import screens
from bot.gateway.desk.sign_in import sign_in
from bot.gateway.desk.take_over import TakeOver
from bot.gateway.desk.ticket_api import ticket_api
from bot.gateway.desk.turns import NotedTurns
from bot.gateway.metrics import Metrics
from bot.gateway.transcript import Follower


class Desk:
    """``follower`` is told of each turn by the transcript, ``watcher`` of each line by the
    conversations; ``client`` reaches the action server.

    Raises ``SettingsError`` if the hours of the desk cannot be read.
    """

    def __init__(self, office: Office, client: httpx.AsyncClient) -> None:
        self._office, self._client = office, client
        self._live = Live(office.database, office.now)
        self._vectors = QuestionVectors(client, office.settings)
        self._presence = Presence(office.now)
        self._hours = Hours(office.settings.desk_hours)
        opening = Opening(self._hours, self._presence.somebody, office.words, office.now)
        self.follower: Follower = NotedTurns(opening)
        self.watcher: Watcher = self._live
        office.templates.globals["desk"] = office.desk_words
        office.templates.filters["duration"] = duration

    @asynccontextmanager
    async def running(self, conversations: Conversations) -> AsyncIterator[None]:
        """The open screens are told what happens, and chats of those who are gone go back to the
        queue, until the context is left."""
        office = self._office
        absence = Absence(
            office.database,
            self._take_over(conversations),
            self._presence,
            self._hours,
            office.settings.desk_patience,
            office.now,
        )
        tasks = [asyncio.create_task(run()) for run in (self._live.run, absence.run)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await self._vectors.close()

    def router(self, conversations: Conversations, metrics: Metrics) -> APIRouter:
        """All routes of the desk."""
        router = APIRouter()
        parts = (
            *self._staff(),
            *self._hotline(conversations, metrics),
            *self._replies(),
            *self._learning(),
        )
        for part in parts:
            router.include_router(part)
        return router

    def _staff(self) -> Iterator[APIRouter]:
        office = self._office
        accounts = Accounts(office.database, office.audit, office.now)
        yield sign_in(office, accounts)
        yield screens(office)
        yield administration(office, accounts)

    def _hotline(self, conversations: Conversations, metrics: Metrics) -> Iterator[APIRouter]:
        office, live = self._office, self._live
        yield ticket_api(office, self._take_over(conversations))
        yield calls(office, conversations, live)
        yield live_socket(office, live, self._presence, metrics)
        yield figure_check(office)

    def _take_over(self, conversations: Conversations) -> TakeOver:
        office, changed = self._office, self._live.change
        return TakeOver(
            office.database, conversations, office.audit, office.words, changed, office.now
        )

    def _replies(self) -> Iterator[APIRouter]:
        office = self._office
        search = ClauseSearch(
            self._client, office.settings, office.collection, office.words, office.today
        )
        replies = ReplyStore(
            office.database,
            office.audit,
            office.collection,
            office.words,
            office.today,
            office.now,
        )
        yield clause_search(office, search)
        yield reply_api(office, replies)
        yield reply_pages(office, replies, search)

    def _learning(self) -> Iterator[APIRouter]:
        office = self._office
        lessons = Lessons(office.database, office.audit, office.now)
        grouping = Grouping(self._vectors)
        yield inbox(office, lessons, grouping)
        yield lesson_pages(office, lessons)
        yield report_pages(office, grouping)
        yield policy_pages(office, lessons)
