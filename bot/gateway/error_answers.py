"""Errors in the form that the asker can read: JSON for the API, a page for people."""

import logging
from collections.abc import Callable

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from jinja2 import Environment
from starlette.exceptions import HTTPException

from bot.gateway.database import DatabaseError
from bot.gateway.faults import STATUS, Refused, SeeOther, error_number
from bot.gateway.metrics import Metrics
from bot.gateway.protection import HEADERS
from bot.gateway.words import Words

logger = logging.getLogger(__name__)

_OF_HTTP = {404: "not_found", 405: "no_method", 413: "too_large"}


Answer = Callable[[Request, Refused], Response]


def error_answer(words: Words, templates: Environment) -> Answer:
    """How a refusal is told to who asked."""

    def answer(request: Request, refused: Refused) -> Response:
        status = STATUS[refused.code]
        if request.url.path.startswith("/api/"):
            response: Response = JSONResponse(refused.reply(words).model_dump(mode="json"), status)
        else:
            at_desk = request.url.path.startswith("/desk")
            page = templates.get_template("error.html").render(
                text=refused.words(words), at_desk=at_desk, member=None, csrf=""
            )
            response = HTMLResponse(page, status)
        if refused.retry_after is not None:
            response.headers["Retry-After"] = str(refused.retry_after)
        return response

    return answer


def add_error_answers(app: FastAPI, answer: Answer, metrics: Metrics) -> None:
    """Whatever goes wrong in the routes of ``app`` is answered in words."""

    @app.exception_handler(Refused)
    async def refuse(request: Request, refused: Refused) -> Response:
        metrics.refused(refused.code)
        return answer(request, refused)

    @app.exception_handler(SeeOther)
    async def see_other(_: Request, other: SeeOther) -> Response:
        return RedirectResponse(other.path, 303)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, _: RequestValidationError) -> Response:
        return await refuse(request, Refused("bad_request"))

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        refused = Refused(_OF_HTTP.get(error.status_code, "bad_request"))
        metrics.refused(refused.code)
        response = answer(request, refused)
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(DatabaseError)
    async def no_database(request: Request, error: DatabaseError) -> Response:
        number = error_number()
        logger.error("%s unavailable: %s", number, error)
        metrics.error("unavailable")
        return answer(request, Refused("unavailable", number=number))

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> Response:
        number = error_number()
        logger.error("%s internal: %s", number, type(error).__name__)
        metrics.error("internal")
        response = answer(request, Refused("internal", number=number))
        response.headers.update(HEADERS)  # this answer does not pass the middleware
        return response
