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
from bot.gateway.desk.audit import Audit
from bot.gateway.desk.desk import Desk
from bot.gateway.desk.office import Office
from bot.gateway.desk.policy_pages import UPLOAD_LIMIT, UPLOADS
from bot.gateway.error_answers import Answer, add_error_answers, error_answer
from bot.gateway.metrics import Metrics
from bot.gateway.operation import operation
from bot.gateway.pages import WEB, page_templates, pages
from bot.gateway.protection import BodyLimit, SecurityHeaders
from bot.gateway.rasa import Rasa
from bot.gateway.reading import reading
from bot.gateway.reading_limit import ReadingLimit
from bot.gateway.settings import BODY_LIMIT, Settings
from bot.gateway.transcript import Transcript
from bot.gateway.visitors import Visitors
from bot.gateway.words import load_words
from policy_index.collection import Collection

logger = logging.getLogger(__name__)

_DAY = 24 * 3600
_PACKED = 6  # half the work of 9, and a few bytes more
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
    # The parts are on this machine: no proxy from the environment may stand between.
    client = httpx.AsyncClient(trust_env=False, timeout=None)
    office = Office(settings, database, collection, measures, templates, words, today, now)
    desk = Desk(office, client)
    transcript = Transcript(database, desk.follower, now)
    rasa = Rasa(client, settings.rasa_url, settings.reply_timeout)
    conversations = Conversations(database, transcript, rasa, words, metrics, desk.watcher)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with client:
            await conversations.resume()
            pruning = asyncio.create_task(_prune_daily(transcript, office.audit, settings))
            async with desk.running(conversations):
                yield
            pruning.cancel()
            await conversations.close()
            database.close()

    app = FastAPI(
        title="专精特新政策助手",
        version="1",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    visitors = Visitors.admitted_by(settings)
    _protect(app, settings, visitors, answer, metrics)
    app.include_router(api(words, visitors, conversations, transcript))
    app.include_router(chat_socket(words, visitors, conversations, metrics))
    app.include_router(clauses(collection, words, today))
    app.include_router(pages(templates, app.openapi))
    app.include_router(reading(templates, collection, measures, settings.sheets, today))
    app.include_router(operation(client, settings, transcript, metrics))
    app.include_router(desk.router(conversations, metrics))
    app.mount("/static", StaticFiles(directory=WEB / "static"), name="static")
    add_error_answers(app, answer, metrics)
    return app


def _protect(
    app: FastAPI, settings: Settings, visitors: Visitors, answer: Answer, metrics: Metrics
) -> None:
    """Set up what every request passes; what is added last is passed first."""
    app.add_middleware(
        BodyLimit, limit=BODY_LIMIT, uploads=UPLOADS, of_uploads=UPLOAD_LIMIT + BODY_LIMIT
    )
    app.add_middleware(ReadingLimit, visitors=visitors, answer=answer, metrics=metrics)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type"],
            expose_headers=["Retry-After"],
        )
    app.add_middleware(GZipMiddleware, minimum_size=_PACKED_FROM, compresslevel=_PACKED)
    app.add_middleware(SecurityHeaders)


async def _prune_daily(transcript: Transcript, audit: Audit, settings: Settings) -> None:
    while True:
        with suppress(DatabaseError):
            for what, kept, days in (
                ("items", transcript, settings.retention_days),
                ("entries of the record", audit, settings.audit_days),
            ):
                if gone := await kept.prune(days):
                    logger.info("deleted %d %s older than %d days", gone, what, days)
        await asyncio.sleep(_DAY)
