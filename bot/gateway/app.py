"""The gateway as one ASGI application."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import httpx
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment
from starlette.exceptions import HTTPException

from actions.subsidy.loader import load_measures
from bot.gateway import health
from bot.gateway.api import Reply, api, error_number, trouble
from bot.gateway.pages import page_templates, pages
from bot.gateway.protection import HEADERS, BodyLimit, SecurityHeaders
from bot.gateway.rasa import Rasa
from bot.gateway.sessions import Sessions, Turns
from bot.gateway.settings import BODY_LIMIT, Settings
from bot.gateway.words import Words, load_words
from policy_index.collection import Collection

logger = logging.getLogger(__name__)

WEB = Path(__file__).resolve().parents[1] / "web"


def create_app(settings: Settings, collection: Collection, today: Callable[[], date]) -> FastAPI:
    """Everything that is public; Rasa and the action server stay behind it.

    Raises PolicyError if the measures are wrong.
    """
    # The parts are on this machine: no proxy from the environment may stand between.
    client = httpx.AsyncClient(trust_env=False, timeout=None)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with client:
            yield

    app = FastAPI(title="Policy bot", docs_url=None, redoc_url=None, lifespan=lifespan)
    app.add_middleware(BodyLimit, limit=BODY_LIMIT)
    app.add_middleware(SecurityHeaders)

    words = load_words()
    templates = page_templates(words)
    sessions = Sessions(settings.secret)
    rasa = Rasa(client, settings.rasa_url, settings.reply_timeout)
    app.include_router(api(words, sessions, Turns(), rasa))
    measures = load_measures(collection)
    app.include_router(pages(templates, sessions, collection, measures, settings.sheets, today))
    app.mount("/static", StaticFiles(directory=WEB), name="static")
    _add_health(app, client, settings)
    _add_errors(app, words, templates)
    return app


def _add_health(app: FastAPI, client: httpx.AsyncClient, settings: Settings) -> None:
    parts = {
        "rasa": f"{settings.rasa_url}/webhooks/rest/",
        "actions": settings.action_health_url,
    }

    @app.get("/health", responses={503: {"model": health.Health}}, tags=["operation"])
    async def whole_health(response: Response) -> health.Health:
        """200 if every part answers, else 503 with the names of those that do not."""
        found = await health.check(client, parts, settings.health_timeout)
        if found.down:
            response.status_code = 503
        return found


def _add_errors(app: FastAPI, words: Words, templates: Environment) -> None:
    """Errors in the form that the asker can read: JSON for the API, a page for people."""

    def answer(request: Request, reply: Reply, status: int) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse(reply.model_dump(), status)
        text = reply.messages[0].text
        return HTMLResponse(templates.get_template("error.html").render(text=text), status)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, _: RequestValidationError) -> Response:
        return answer(request, trouble(words, "bad_request"), 422)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        code = {404: "not_found", 413: "too_large"}.get(error.status_code, "bad_request")
        response = answer(request, trouble(words, code), error.status_code)
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> Response:
        number = error_number()
        logger.error("%s internal: %s", number, type(error).__name__)
        response = answer(request, trouble(words, "internal", number=number), 500)
        response.headers.update(HEADERS)  # this answer does not pass the middleware
        return response
