"""Looking a clause up: ``/api/v1/desk/search``."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import httpx
from fastapi import APIRouter, Query
from pydantic import BaseModel, TypeAdapter, ValidationError

from actions.secret import SECRET_HEADER
from bot.gateway.desk.members import Member
from bot.gateway.desk.office import Office
from bot.gateway.faults import Refused, error_number
from bot.gateway.settings import Settings
from bot.gateway.words import Words
from policy_index.collection import Collection
from policy_index.errors import UnknownClause, UnknownDocument
from policy_index.status import StatusCode

logger = logging.getLogger(__name__)

LONGEST = 200
"""Characters in what is searched for."""
_MOST = 8
_TIMEOUT = 3.0


class FoundClause(BaseModel):
    """A clause with all that is needed to say it and to cite it; ``quote`` is what answers."""

    document: str
    clause: str
    title: str
    number: str | None
    status: StatusCode
    status_words: str
    quote: str
    text: str
    responsible: list[str]
    reference: str


class FoundClauses(BaseModel):
    """The best first."""

    clauses: list[FoundClause]


class _Hit(BaseModel):
    document: str
    clause: str
    quote: str


_HITS = TypeAdapter(list[_Hit])


@dataclass(frozen=True)
class ClauseSearch:
    """Asks the action server, which has the model in its memory."""

    client: httpx.AsyncClient
    settings: Settings
    collection: Collection
    words: Words
    today: Callable[[], date]

    async def find(self, query: str, city: str | None = None) -> list[FoundClause]:
        """The clauses that fit best. Raises ``Refused``."""
        if not query.strip():
            return []
        hits = await self._ask({"query": query, "city": city or None, "limit": _MOST})
        found = (self.whole(hit.document, hit.clause, hit.quote) for hit in hits)
        return [clause for clause in found if clause is not None]

    def whole(self, document: str, path: str, quote: str = "") -> FoundClause | None:
        """A clause by its key, without a ``quote`` its heading in the place of it.

        None if there is none: the action server may have another collection than we have.
        """
        try:
            clause = self.collection.clause(document, path)
        except (UnknownClause, UnknownDocument):
            return None
        about = self.collection.documents[document]
        status = about.status(self.today()).code
        return FoundClause(
            document=document,
            clause=path,
            title=about.title,
            number=about.number,
            status=status,
            status_words=self.words.status[status],
            quote=quote or clause.heading or path,
            text=clause.text,
            responsible=list(clause.responsible),
            reference=f"{about.reference}{path}",
        )

    async def _ask(self, wanted: dict[str, Any]) -> Sequence[_Hit]:
        url, secret = self.settings.action_search_url, self.settings.action_secret
        headers = {SECRET_HEADER: secret} if secret else {}
        try:
            response = await self.client.post(url, json=wanted, headers=headers, timeout=_TIMEOUT)
            response.raise_for_status()
            return _HITS.validate_python(response.json()["clauses"])
        except (httpx.HTTPError, ValidationError, ValueError, KeyError, TypeError) as error:
            number = error_number()
            logger.error("%s %s: %s", number, url, type(error).__name__)
            raise Refused("unavailable", number=number) from error


def clause_search(office: Office, search: ClauseSearch) -> APIRouter:
    """The route of the search."""
    router = APIRouter(prefix="/api/v1/desk", include_in_schema=False)

    @router.get("/search")
    async def find(
        _: Annotated[Member, office.access.needs("agent", "supervisor", "officer")],
        q: Annotated[str, Query(max_length=LONGEST)],
        city: Annotated[str | None, Query(max_length=16)] = None,
    ) -> FoundClauses:
        return FoundClauses(clauses=await search.find(q, city))

    return router
