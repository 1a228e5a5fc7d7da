"""The pages to read: the policies with their clauses and measures, and the calculation sheets."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from starlette.exceptions import HTTPException

from actions.subsidy import sheets
from actions.subsidy.measures import MeasureSet
from actions.subsidy.report import explain
from actions.subsidy.sheet import page, style
from actions.subsidy.wording import beneficiary_and_amount
from bot.gateway.protection import policy_with
from policy_index.collection import Collection

# Web pages draw icons with characters that have no meaning, and no shape in other fonts.
_ICONS = dict.fromkeys(range(0xE000, 0xF900))


@dataclass(frozen=True)
class Given:
    """What a measure gives, for who reads its clause."""

    name: str
    beneficiary: str
    amount: str
    not_stated: list[str]


def reading(
    templates: Environment,
    collection: Collection,
    measures: MeasureSet,
    kept: Path,
    today: Callable[[], date],
) -> APIRouter:
    """The routes of the pages; ``kept`` is the folder of the sheets."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

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
        given = defaultdict[str, list[Given]](list)
        for measure in measures.of_document(document_id):
            given[measure.clause].append(_given(explain(measure, collection, as_of)))
        return templates.get_template("policy.html").render(
            document=document,
            status=document.status(as_of),
            as_of=as_of,
            chapters=chapters,
            given=given,
            icons=_ICONS,
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


def _given(explained: dict[str, Any]) -> Given:
    beneficiary, amount = beneficiary_and_amount(explained)
    return Given(explained["name"], beneficiary, amount, explained["not_stated"])
