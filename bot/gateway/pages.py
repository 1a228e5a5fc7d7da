"""The pages that people read: the chat, the policies with their clauses, the sheets."""

from collections.abc import Callable
from datetime import date
from itertools import groupby
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException

from actions.subsidy import sheets
from actions.subsidy.measures import MeasureSet
from actions.subsidy.sheet import page, style
from bot.gateway.protection import policy_with
from bot.gateway.sessions import Sessions
from bot.gateway.settings import TEXT_LIMIT
from bot.gateway.words import Words
from policy_index.collection import Collection

TEMPLATES = Path(__file__).with_name("templates")


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


def pages(
    templates: Environment,
    sessions: Sessions,
    collection: Collection,
    measures: MeasureSet,
    kept: Path,
    today: Callable[[], date],
) -> APIRouter:
    """The routes of the pages; ``kept`` is the folder of the sheets."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/")
    async def chat(request: Request) -> HTMLResponse:
        page = templates.get_template("chat.html").render(limit=TEXT_LIMIT, collection=collection)
        response = HTMLResponse(page)
        sessions.continue_or_start(request, response)
        return response

    @router.get("/policies")
    async def policies() -> str:
        as_of = today()
        listed = [(d, d.status(as_of)) for d in collection.documents.values()]
        return templates.get_template("policies.html").render(listed=listed, as_of=as_of)

    @router.get("/policies/{document_id}")
    async def policy(document_id: str) -> str:
        document = collection.documents.get(document_id)
        if document is None:
            raise HTTPException(404)
        as_of = today()
        clauses = [clause for clause in collection.clauses if clause.document == document_id]
        chapters = [
            (chapter, list(members))
            for chapter, members in groupby(clauses, key=lambda clause: clause.chapter)
        ]
        return templates.get_template("policy.html").render(
            document=document, status=document.status(as_of), as_of=as_of, chapters=chapters
        )

    @router.get("/sheets/{sheet_id}")
    def sheet(sheet_id: str) -> HTMLResponse:
        try:
            found = sheets.read(sheet_id, kept)
        except sheets.UnknownSheet as error:
            raise HTTPException(404) from error
        html = page(found, changed=not found.is_of(collection, measures))
        return HTMLResponse(html, headers={"Content-Security-Policy": policy_with(style())})

    return router
