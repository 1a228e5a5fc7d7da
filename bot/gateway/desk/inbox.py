"""The inbox: what the bot did not serve well, and what is made of it (``/desk/inbox``)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from bot.gateway.desk.case_rows import ACTIONS, COLUMNS
from bot.gateway.desk.excerpts import excerpt
from bot.gateway.desk.inbox_groups import Group, Grouping
from bot.gateway.desk.lesson_forms import DISMISSALS, Filled, read_form, suggested_case
from bot.gateway.desk.lessons import Kind, Lessons, NameTaken
from bot.gateway.desk.members import Member
from bot.gateway.desk.misses import MOST, WHYS, Miss, Scope, Why, find_misses
from bot.gateway.desk.office import Office
from bot.gateway.desk.reports import topics_of
from bot.gateway.desk.shell import desk_page
from bot.gateway.desk.thesaurus_entries import unknown_words
from bot.gateway.faults import Refused

SPANS = (7, 30, 90)
"""Days back that the inbox looks."""
_PAGE = 25
_LARGEST_SEQ = 2**31 - 1


def inbox(office: Office, lessons: Lessons, grouping: Grouping) -> APIRouter:
    """The routes of the inbox."""
    database, collection, templates = office.database, office.collection, office.templates
    topics = topics_of(office.measures)
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    learner = office.access.needs("supervisor", "officer")

    async def find(scope: Scope) -> list[Miss]:
        return await database.read(lambda connection: find_misses(connection, scope))

    async def open_groups(days: int) -> list[Group]:
        start = office.now() - timedelta(days=days)
        return await grouping.of(await find(Scope(start, unsettled=True)))

    async def the_miss(session: str, seq: int) -> Miss:
        for miss in await find(Scope(key=(session, seq))):
            return miss
        raise Refused("not_found")

    @router.get("/desk/inbox")
    async def overview(
        request: Request,
        member: Annotated[Member, learner],
        days: int = SPANS[1],
        why: Why | None = None,
        skip: Annotated[int, Query(ge=0, le=MOST)] = 0,
        kept: Kind | None = None,
    ) -> Response:
        days = days if days in SPANS else SPANS[1]
        groups = await open_groups(days)
        misses = [miss for group in groups for miss in group.misses]
        if why is not None:
            groups = [group for group in groups if why in group.whys]
        chosen = {"days": days} | ({"why": why} if why else {})
        later = skip + _PAGE
        return desk_page(
            templates,
            request,
            member,
            "inbox",
            groups=groups[skip:later],
            total=len(groups),
            asked=sum(len(group.misses) for group in groups),
            most=MOST if len(misses) == MOST else None,
            whys={each: sum(each in miss.whys for miss in misses) for each in WHYS},
            days=days,
            spans=SPANS,
            why=why,
            older=urlencode({**chosen, "skip": later}) if len(groups) > later else "",
            newer=urlencode({**chosen, "skip": max(skip - _PAGE, 0)}) if skip else "",
            kept=kept,
            counts=await lessons.counts(),
        )

    @router.get("/desk/inbox/{session}/{seq}")
    async def one(
        session: str,
        seq: int,
        request: Request,
        member: Annotated[Member, learner],
        to: Kind = "case",
    ) -> Response:
        return await miss_page(request, member, await the_miss(session, seq), to)

    @router.post("/desk/inbox/{session}/{seq}/{kind}")
    async def learn(
        session: str, seq: int, kind: Kind, request: Request, member: Annotated[Member, learner]
    ) -> Response:
        miss, form = await the_miss(session, seq), await request.form()
        filled = read_form(kind, form, collection)
        if filled.faults:
            return await miss_page(request, member, miss, kind, filled)
        misses = [miss.key, *_keys(form.getlist("alike"))]
        try:
            await lessons.learn(
                member, kind, miss.question, filled.content, misses, name=filled.name
            )
        except NameTaken:
            taken = Filled(filled.fields, faults={"编号": "已经有这个编号的用例，换一个"})
            return await miss_page(request, member, miss, kind, taken)
        return RedirectResponse(f"/desk/inbox?kept={kind}", 303)

    async def miss_page(
        request: Request, member: Member, miss: Miss, kind: Kind, filled: Filled | None = None
    ) -> Response:
        found = await database.read(lambda connection: excerpt(connection, miss))
        fields: dict[str, Mapping[str, str]] = {
            "case": suggested_case(miss, found, topics, member, office.desk_words)
        }
        if filled is not None:
            fields[kind] = filled.fields
        await office.audit.note(member, "conversation.read", miss.conversation)
        return desk_page(
            templates,
            request,
            member,
            "miss",
            status_code=422 if filled else 200,
            miss=miss,
            lines=found.lines,
            alike=_alike(miss, await open_groups(SPANS[-1])),
            kind=kind,
            fields=fields,
            faults=filled.faults if filled else {},
            columns=COLUMNS,
            actions=list(ACTIONS),
            dismissals=DISMISSALS,
            unknown=unknown_words(miss.question, collection),
        )

    return router


def _alike(miss: Miss, groups: Sequence[Group]) -> list[Miss]:
    for group in groups:
        if any(each.key == miss.key for each in group.misses):
            return [each for each in group.misses if each.key != miss.key]
    return []


def _keys(chosen: Sequence[Any]) -> Iterator[tuple[str, int]]:
    """The misses that were ticked beside the one of the form."""
    for each in chosen:
        session, _, seq = str(each).rpartition(" ")
        if seq.isdecimal() and int(seq) <= _LARGEST_SEQ:
            yield session, int(seq)
