"""A clause to read beside the conversation: ``/api/v1/clauses/…``."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel

from bot.gateway.api import refusals
from bot.gateway.faults import Refused
from bot.gateway.words import Words
from policy_index.collection import Collection
from policy_index.errors import UnknownClause, UnknownDocument
from policy_index.status import StatusCode


class ClauseText(BaseModel):
    """A clause word for word, and how its document stands today."""

    document: str
    clause: str
    title: str
    number: str | None
    status: StatusCode
    status_words: str
    text: str
    heading: str
    responsible: list[str]
    url: str


def clauses(collection: Collection, words: Words, today: Callable[[], date]) -> APIRouter:
    """The route of the clauses."""
    router = APIRouter(prefix="/api/v1", tags=["policies"])

    @router.get("/clauses/{document}/{path}", responses=refusals(404, 422, 429))
    def read(
        document: Annotated[str, Path(examples=["guangzhou-2022"])],
        path: Annotated[str, Path(examples=["三、（三）"])],
    ) -> ClauseText:
        """The words of a clause, as a citation names it."""
        try:
            clause = collection.clause(document, path)
        except (UnknownDocument, UnknownClause) as error:
            raise Refused("not_found") from error
        about = collection.documents[document]
        status = about.status(today()).code
        return ClauseText(
            document=document,
            clause=path,
            title=about.title,
            number=about.number,
            status=status,
            status_words=words.status[status],
            text=clause.text,
            heading=clause.heading,
            responsible=list(clause.responsible),
            url=f"/policies/{document}#{path}",
        )

    return router
