"""What was learned, to look through, mend, judge and take along (``/desk/lessons``)."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from bot.gateway.desk.case_rows import ACTIONS, COLUMNS
from bot.gateway.desk.downloads import download
from bot.gateway.desk.lesson_forms import Filled, read_form
from bot.gateway.desk.lessons import Kind, Lesson, Lessons, NameTaken, State
from bot.gateway.desk.members import Member
from bot.gateway.desk.office import Office
from bot.gateway.desk.shell import desk_page
from bot.gateway.desk.thesaurus_entries import as_yaml
from bot.gateway.desk.workbook import XLSX, workbook
from bot.gateway.faults import Refused

_WHOLE = 2**31


def lesson_pages(office: Office, lessons: Lessons) -> APIRouter:
    """The routes of the lessons."""
    templates, audit = office.templates, office.audit
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    learner = office.access.needs("supervisor", "officer")

    async def the_lesson(id: int) -> Lesson:
        lesson = await lessons.find(id) if 0 < id < _WHOLE else None
        if lesson is None:
            raise Refused("not_found")
        return lesson

    async def the_case(id: int) -> Lesson:
        lesson = await the_lesson(id)
        if lesson.kind != "case":
            raise Refused("not_found")
        return lesson

    @router.get("/desk/lessons/cases.xlsx")
    async def cases(member: Annotated[Member, learner]) -> Response:
        """What the runner of the regression cases takes (docs/faq.md); not what was rejected."""
        kept = (await lessons.all("case", but="rejected"))[::-1]
        rows = [[lesson.content[column] for column in COLUMNS] for lesson in kept]
        choices = {"用例": {COLUMNS.index("期望动作"): list(ACTIONS)}}
        await audit.note(member, "lesson.export", "cases", count=len(kept))
        return download("cases.xlsx", workbook({"用例": [COLUMNS, *rows]}, choices), XLSX)

    @router.get("/desk/lessons/thesaurus.yml")
    async def thesaurus(member: Annotated[Member, learner]) -> Response:
        """Entries in the form of policy_index/thesaurus.yml; not what was rejected."""
        kept = (await lessons.all("words", but="rejected"))[::-1]
        remarks = [f"{each.at:%Y-%m-%d} {each.by}：{each.question}" for each in kept]
        entries = [(each.content["said"], each.content["written"]) for each in kept]
        text = as_yaml(
            (r, said, written) for r, (said, written) in zip(remarks, entries, strict=True)
        )
        await audit.note(member, "lesson.export", "thesaurus", count=len(kept))
        return download("thesaurus.yml", text.encode(), "application/yaml; charset=utf-8")

    @router.get("/desk/lessons/{kind}")
    async def listed(kind: Kind, request: Request, member: Annotated[Member, learner]) -> Response:
        kept = await lessons.all(kind)
        counts = await lessons.counts()
        return desk_page(
            templates, request, member, "lessons", kind=kind, lessons=kept, counts=counts
        )

    @router.get("/desk/lessons/case/{id}")
    async def case(id: int, request: Request, member: Annotated[Member, learner]) -> Response:
        lesson = await the_case(id)
        return case_page(request, member, lesson, Filled(lesson.content))

    @router.post("/desk/lessons/case/{id}")
    async def mend(id: int, request: Request, member: Annotated[Member, learner]) -> Response:
        lesson = await the_case(id)
        filled = read_form("case", await request.form(), office.collection)
        if filled.faults:
            return case_page(request, member, lesson, filled)
        try:
            await lessons.change(member, id, filled.content, name=filled.name)
        except NameTaken:
            faults = {"编号": "已经有这个编号的用例，换一个"}
            return case_page(request, member, lesson, Filled(filled.fields, faults=faults))
        return RedirectResponse("/desk/lessons/case", 303)

    def case_page(request: Request, member: Member, lesson: Lesson, filled: Filled) -> Response:
        return desk_page(
            templates,
            request,
            member,
            "case",
            status_code=422 if filled.faults else 200,
            lesson=lesson,
            fields=filled.fields,
            faults=filled.faults,
            columns=COLUMNS,
            actions=list(ACTIONS),
        )

    @router.post("/desk/lessons/{id}/{state}")
    async def judge(id: int, state: State, member: Annotated[Member, learner]) -> Response:
        lesson = await the_lesson(id)
        if not await lessons.judge(member, id, state):
            raise Refused("not_found")
        return RedirectResponse(f"/desk/lessons/{lesson.kind}", 303)

    @router.post("/desk/lessons/{id}")
    async def undo(id: int, member: Annotated[Member, learner]) -> Response:
        """Forget the lesson: its questions stand in the inbox again."""
        lesson = await the_lesson(id)
        if not await lessons.undo(member, id):
            raise Refused("not_found")
        return RedirectResponse(f"/desk/lessons/{lesson.kind}", 303)

    return router
