"""The page of the canned replies, and the form in which one is written: ``/desk/replies``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from bot.gateway.desk.clause_search import LONGEST, ClauseSearch, FoundClause
from bot.gateway.desk.members import Member
from bot.gateway.desk.office import Office
from bot.gateway.desk.replies import TEXT, TITLE, Draft, Reply, ReplyStore
from bot.gateway.desk.shell import desk_page
from bot.gateway.faults import STATUS, Refused

_PAGE = "/desk/replies"
_NEW = "new"


@dataclass(frozen=True)
class Written:
    """The form as it was sent; ``bound`` is ``document clause``, or empty."""

    title: str = ""
    text: str = ""
    bound: str = ""
    query: str = ""

    @classmethod
    def sent(
        cls,
        title: Annotated[str, Form()] = "",
        text: Annotated[str, Form()] = "",
        bound: Annotated[str, Form()] = "",
        query: Annotated[str, Form()] = "",
    ) -> "Written":
        """Browsers send the ends of lines as CRLF."""
        return cls(title.strip(), text.replace("\r\n", "\n").strip(), bound, query.strip())

    @classmethod
    def of(cls, reply: Reply) -> "Written":
        """What is kept, to be changed."""
        bound = f"{reply.document} {reply.clause}" if reply.document else ""
        return cls(reply.title, reply.text, bound)

    @property
    def fault(self) -> str | None:
        """The field that is empty or too long."""
        if not 1 <= len(self.title) <= TITLE:
            return "title"
        return None if 1 <= len(self.text) <= TEXT else "text"

    @property
    def key(self) -> tuple[str, str]:
        """The document and the clause that it is bound to; both are empty if to none."""
        document, _, clause = self.bound.partition(" ")
        return document, clause

    @property
    def draft(self) -> Draft:
        """To be kept."""
        document, clause = self.key
        return Draft(
            title=self.title, text=self.text, document=document or None, clause=clause or None
        )


@dataclass(frozen=True)
class Told:
    """What the form says of what was sent: the clauses that were ``found``, that the search
    ``failed``, or the field that is at ``fault``."""

    status: int = 200
    searched: bool = False
    failed: bool = False
    found: Sequence[FoundClause] = ()
    fault: str | None = None


_NOTHING = Told()
_Sent = Annotated[Written, Depends(Written.sent)]
_Do = Annotated[Literal["search", "save", "remove"], Form()]


def reply_pages(office: Office, store: ReplyStore, search: ClauseSearch) -> APIRouter:
    """The routes of the list and of the form."""
    router = APIRouter(prefix=_PAGE, default_response_class=HTMLResponse, include_in_schema=False)
    reader = Annotated[Member, office.access.needs("agent", "supervisor", "officer")]
    writer = Annotated[Member, office.access.needs("supervisor", "officer")]

    @router.get("")
    async def listed(request: Request, member: reader) -> Response:
        writes = member.role != "agent"
        shown = await store.all()
        return desk_page(office.templates, request, member, "replies", replies=shown, writes=writes)

    @router.get("/new")
    async def blank(request: Request, member: writer) -> Response:
        return form(request, member, _NEW, Written())

    @router.get("/{id}")
    async def kept(id: str, request: Request, member: writer) -> Response:
        return form(request, member, id, Written.of(await store.get(id)))

    @router.post("/{id}")
    async def sent(id: str, do: _Do, written: _Sent, request: Request, member: writer) -> Response:
        if do == "search":
            return await looked_up(id, written, request, member)
        if do == "remove":
            await store.remove(member, id)
            return RedirectResponse(_PAGE, 303)
        if written.fault or (written.bound and not search.whole(*written.key)):
            return form(request, member, id, written, Told(422, fault=written.fault))
        if id == _NEW:
            reply = await store.add(member, written.draft)
        else:
            reply = await store.change(member, id, written.draft)
        return RedirectResponse(f"{_PAGE}#reply-{reply.id}", 303)

    async def looked_up(
        id: str, written: Written, request: Request, member: Member
    ) -> HTMLResponse:
        """The form with what was found; what was written is not lost if nothing can be."""
        try:
            found = await search.find(written.query)
        except Refused as refused:
            return form(request, member, id, written, Told(STATUS[refused.code], failed=True))
        return form(request, member, id, written, Told(searched=True, found=found))

    def form(
        request: Request, member: Member, id: str, written: Written, told: Told = _NOTHING
    ) -> HTMLResponse:
        """The form as it is written so far, with the clauses that may be chosen."""
        bound = search.whole(*written.key) if written.bound else None
        others = [each for each in told.found if bound is None or _key(each) != written.key]
        return desk_page(
            office.templates,
            request,
            member,
            "reply",
            status_code=told.status,
            id=None if id == _NEW else id,
            written=written,
            choices=[*([bound] if bound else []), *others],
            searched=told.searched,
            failed=told.failed,
            gone=bool(written.bound) and bound is None,
            fault=told.fault,
            most={"title": TITLE, "text": TEXT, "query": LONGEST},
        )

    return router


def _key(found: FoundClause) -> tuple[str, str]:
    return found.document, found.clause
