"""The gateway as one ASGI application."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import date, datetime

import httpx
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles

from actions.subsidy.loader import load_measures
from bot.gateway.api import api
from bot.gateway.chat_socket import chat_socket
from bot.gateway.clauses import clauses
from bot.gateway.conversations import Conversations
from bot.gateway.database import DatabaseError, open_database, utc_now
from bot.gateway.desk.access import Access
from bot.gateway.desk.accounts import Accounts
from bot.gateway.desk.administration import administration
from bot.gateway.desk.audit import Audit
from bot.gateway.desk.calls import calls
from bot.gateway.desk.clause_search import ClauseSearch, clause_search
from bot.gateway.desk.figure_check import figure_check
from bot.gateway.desk.hours import Hours
from bot.gateway.desk.learning import learning
from bot.gateway.desk.live import Live
from bot.gateway.desk.live_socket import live_socket
from bot.gateway.desk.opening import Opening
from bot.gateway.desk.policy_pages import UPLOAD_LIMIT, UPLOADS
from bot.gateway.desk.question_vectors import QuestionVectors
from bot.gateway.desk.replies import ReplyStore
from bot.gateway.desk.reply_api import reply_api
from bot.gateway.desk.reply_pages import reply_pages
from bot.gateway.desk.screens import screens
from bot.gateway.desk.sign_in import sign_in
from bot.gateway.desk.staff_sessions import StaffSessions
from bot.gateway.desk.take_over import TakeOver
from bot.gateway.desk.ticket_api import ticket_api
from bot.gateway.desk.turns import NotedTurns
from bot.gateway.desk.words import load_desk_words
from bot.gateway.error_answers import add_error_answers, error_answer
from bot.gateway.limits import MessageRates, Rate
from bot.gateway.metrics import Metrics
from bot.gateway.operation import operation
from bot.gateway.origins import Origins
from bot.gateway.pages import WEB, page_templates, pages
from bot.gateway.protection import BodyLimit, SecurityHeaders
from bot.gateway.rasa import Rasa
from bot.gateway.reading import reading
from bot.gateway.reading_limit import ReadingLimit
from bot.gateway.sessions import Sessions
from bot.gateway.settings import BODY_LIMIT, Settings
from bot.gateway.transcript import Transcript
from bot.gateway.words import load_words
from policy_index.collection import Collection

logger = logging.getLogger(__name__)

_DAY = 24 * 3600
_PACKED_FROM = 1_000  # bytes; a token, which is a secret, is never packed with words of others


def create_app(
    settings: Settings,
    collection: Collection,
    today: Callable[[], date],
    now: Callable[[], datetime] = utc_now,
) -> FastAPI:
    """Everything that is public; Rasa and the action server stay behind it.

    ``today`` dates the policies, ``now`` what people do.

    Raises PolicyError if the measures are wrong, SettingsError if the database cannot be used.
    """
    words, metrics = load_words(), Metrics()
    templates = page_templates(words)
    answer = error_answer(words, templates)
    measures = load_measures(collection)
    database = open_database(settings.database)
    audit, live = Audit(database, now), Live(database, now)
    opening = Opening(Hours(settings.desk_hours), live.somebody_there, words, now)
    transcript = Transcript(database, NotedTurns(opening), now)
    # The parts are on this machine: no proxy from the environment may stand between.
    client = httpx.AsyncClient(trust_env=False, timeout=None)
    rasa = Rasa(client, settings.rasa_url, settings.reply_timeout)
    conversations = Conversations(database, transcript, rasa, words, metrics, live)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with client:
            await conversations.resume()
            pruning = asyncio.create_task(_prune_daily(transcript, settings.retention_days))
            telling = asyncio.create_task(live.run())
            yield
            pruning.cancel()
            telling.cancel()
            await vectors.close()
            await conversations.close()
            database.close()

    app = FastAPI(
        title="专精特新政策助手",
        version="1",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.add_middleware(
        BodyLimit, limit=BODY_LIMIT, uploads=UPLOADS, of_uploads=UPLOAD_LIMIT + BODY_LIMIT
    )
    reads = Rate.with_burst(settings.limits.read_rate)
    app.add_middleware(ReadingLimit, rate=reads, answer=answer, metrics=metrics)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type"],
            expose_headers=["Retry-After"],
        )
    app.add_middleware(GZipMiddleware, minimum_size=_PACKED_FROM)
    app.add_middleware(SecurityHeaders)

    sessions, origins = Sessions(settings.secret), Origins(settings.origins)
    rates = MessageRates(settings.limits)
    app.include_router(api(words, sessions, origins, conversations, transcript, rates))
    app.include_router(
        chat_socket(words, sessions, origins, conversations, rates, settings.limits, metrics)
    )
    app.include_router(clauses(collection, words, today))
    app.include_router(pages(templates, app.openapi))
    app.include_router(reading(templates, collection, measures, settings.sheets, today))
    app.include_router(operation(client, settings, transcript, metrics))

    desk_words = load_desk_words()
    templates.globals["desk"] = desk_words
    accounts, access = Accounts(database, audit, now), Access(StaffSessions(database, now))
    app.include_router(sign_in(access, accounts, audit, templates, desk_words, now))
    app.include_router(screens(access, templates, collection, measures))
    app.include_router(administration(access, accounts, audit, templates, now))
    take_over = TakeOver(database, conversations, audit, words, live.change, now)
    app.include_router(ticket_api(access, audit, database, take_over, collection, today, now))
    app.include_router(calls(access, audit, database, conversations, live, now))
    app.include_router(live_socket(access, audit, live, metrics))
    search = ClauseSearch(client, settings, collection, words, today)
    replies = ReplyStore(database, audit, collection, words, today)
    app.include_router(clause_search(access, search))
    app.include_router(figure_check(access, database, collection, today))
    app.include_router(reply_api(access, replies))
    app.include_router(reply_pages(access, replies, search, templates))

    vectors = QuestionVectors(client, settings)
    app.include_router(
        learning(
            templates, access, audit, database, vectors, collection, measures, desk_words,
            settings.cases, today, now,
        )
    )  # fmt: skip

    app.mount("/static", StaticFiles(directory=WEB / "static"), name="static")
    add_error_answers(app, answer, metrics)
    return app


async def _prune_daily(transcript: Transcript, days: int) -> None:
    while True:
        with suppress(DatabaseError):
            if gone := await transcript.prune(days):
                logger.info("deleted %d items older than %d days", gone, days)
        await asyncio.sleep(_DAY)
