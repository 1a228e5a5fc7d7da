"""The chat page, the page that describes the API, and the scripts that were built."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.gateway.words import Words

TEMPLATES = Path(__file__).with_name("templates")
WEB = Path(__file__).resolve().parents[1] / "web"
WIDGET = WEB / "dist" / "chat.js"
DESK = WEB / "dist" / "desk.js"


def page_templates(words: Words) -> Environment:
    """Templates that escape what they show and know the words."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["words"] = words
    return environment


def pages(templates: Environment, description: Callable[[], dict[str, Any]]) -> APIRouter:
    """The routes of all; ``description`` is the API's in the form of OpenAPI."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    built = StaticFiles(directory=WIDGET.parent)  # which also tells who has it already

    @router.get("/")
    async def chat() -> str:
        return templates.get_template("chat.html").render()

    @router.get("/chat.js")
    async def widget(request: Request) -> Response:
        response = await built.get_response(WIDGET.name, request.scope)
        # Any site may include it; what it may then ask for is decided by its origin.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    @router.get("/desk.js")
    async def desk(request: Request) -> Response:
        return await built.get_response(DESK.name, request.scope)

    @router.get("/docs")
    async def docs() -> str:
        return templates.get_template("docs.html").render(api=description())

    return router
