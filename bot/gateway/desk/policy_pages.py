"""The officer's pages (``/desk/policies``): the documents, their review, what covers them, and what
a new version changes."""

import asyncio
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import UploadFile

from bot.gateway.desk.lessons import Lessons
from bot.gateway.desk.members import Member
from bot.gateway.desk.office import Office
from bot.gateway.desk.policy_facts import DAYS, TEXTS, FactError, changes_in, fields_of
from bot.gateway.desk.policy_state import Reviewed, impact, listed, reviewed
from bot.gateway.desk.shell import desk_page
from bot.gateway.faults import Refused
from policy_index.collection import Collection
from policy_index.errors import PolicyError, UnknownDocument
from policy_index.intake.write import revise

UPLOAD_LIMIT = 20 * 1024 * 1024  # bytes of a new version
UPLOADS = re.compile(r"/desk/policies/[^/]+/impact")
"""The paths that take a file."""


def policy_pages(office: Office, lessons: Lessons) -> APIRouter:
    """The routes of the policies. The bot answers from the ``running`` collection; the pages show
    what is on disk."""
    running, cases, today = office.collection, office.settings.cases, office.today
    templates, audit, words = office.templates, office.audit, office.desk_words
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    officer = office.access.needs("officer")

    async def look(work: Callable[[Collection], Any]) -> Any:
        """Do work with the collection as it is on disk, in a thread."""
        try:
            return await asyncio.to_thread(lambda: work(Collection.load(running.root)))
        except UnknownDocument as error:
            raise Refused("not_found") from error

    async def see(work: Callable[[Collection], Any]) -> Any:
        """The same for a page to show, which says what is wrong if the files cannot be read."""
        try:
            return await look(work)
        except PolicyError as error:
            raise Refused("policies", why=str(error)) from error

    async def desk_cases() -> dict[str, dict[str, list[str]]]:
        found: dict[str, dict[str, list[str]]] = {}
        for lesson in await lessons.all("case", but="rejected"):
            for line in lesson.content["期望条款"].splitlines():
                document, _, path = line.strip().partition(" ")
                found.setdefault(document, {}).setdefault(path.strip(), []).append(str(lesson.name))
        return found

    @router.get("/desk/policies")
    async def overview(request: Request, member: Annotated[Member, officer]) -> Response:
        ours = await desk_cases()
        rows, digest = await see(lambda c: (listed(c, cases, ours, today()), c.digest))
        return desk_page(
            templates,
            request,
            member,
            "policies",
            rows=rows,
            as_of=today(),
            stale=digest != running.digest,
        )

    @router.get("/desk/policies/{id}")
    async def one(
        id: str, request: Request, member: Annotated[Member, officer], kept: str = ""
    ) -> Response:
        return await policy_page(id, request, member, kept=kept)

    @router.post("/desk/policies/{id}/facts")
    async def correct(id: str, request: Request, member: Annotated[Member, officer]) -> Response:
        """Keep the facts as they were written in, and that a person has held them to the text."""
        fields = await _fields(request)
        try:
            changes = {**changes_in(fields), "review": "confirmed"}
            await look(lambda c: revise(c.document(id).id, c.root, changes, of=fields["version"]))
        except FactError as error:
            return await policy_page(id, request, member, fields, (error.field, str(error)))
        except PolicyError as error:
            return await policy_page(id, request, member, fields, _told(str(error)))
        before = running.documents.get(id)
        same = before is not None and fields_of(before).items() <= fields.items()
        await audit.note(member, "policy.confirm" if same else "policy.correct", id)
        return RedirectResponse(f"/desk/policies/{id}?kept=facts", 303)

    @router.post("/desk/policies/{id}/impact")
    async def compare(id: str, request: Request, member: Annotated[Member, officer]) -> Response:
        """What an uploaded new version would change; it is not kept."""
        if id not in running.documents:
            raise Refused("not_found")
        upload = (await request.form()).get("file")
        if not isinstance(upload, UploadFile) or not upload.filename:
            return await policy_page(id, request, member, fault=("file", "选一个文件"))
        content = await upload.read()
        ours = await desk_cases()
        try:
            changes = await look(lambda c: _impact_of(c, id, content, cases, ours))
        except PolicyError as error:
            return await policy_page(id, request, member, fault=("file", _told(str(error))[1]))
        await audit.note(member, "policy.compare", id)
        return desk_page(
            templates,
            request,
            member,
            "impact",
            document=running.documents[id],
            file=upload.filename,
            changes=changes,
        )

    async def policy_page(
        id: str,
        request: Request,
        member: Member,
        fields: Mapping[str, str] | None = None,
        fault: tuple[str, str] | None = None,
        kept: str = "",
    ) -> Response:
        ours = await desk_cases()
        found, digest = await see(lambda c: (reviewed(c, id, cases, ours, today()), c.digest))
        assert isinstance(found, Reviewed)
        return desk_page(
            templates,
            request,
            member,
            "policy",
            status_code=422 if fault else 200,
            found=found,
            document=found.document,
            fields=fields or fields_of(found.document),
            fault=fault,
            texts=TEXTS,
            days=DAYS,
            kept=kept,
            as_of=today(),
            stale=digest != running.digest,
        )

    def _told(message: str) -> tuple[str, str]:
        """The field that a message of the reader of document.yml is about, and why in Chinese."""
        for name in words.facts:
            if f"document.yml: {name}: " in message:
                return name, words.in_chinese(message.partition(f"{name}: ")[2])
        return "", words.in_chinese(message)

    return router


async def _fields(request: Request) -> dict[str, str]:
    form = await request.form()
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    return {"version": "", **fields}


def _impact_of(
    collection: Collection, id: str, content: bytes, cases: Path, ours: Any
) -> Sequence[Any]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "new version"
        file.write_bytes(content)
        return impact(collection, id, file, cases, ours)
