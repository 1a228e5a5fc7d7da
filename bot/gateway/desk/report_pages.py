"""The supervisor's figures (``/desk/reports``): now, of a day, of a month; also as a workbook."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from bot.gateway.desk import charts
from bot.gateway.desk.downloads import download
from bot.gateway.desk.inbox_groups import Group, Grouping
from bot.gateway.desk.live_numbers import live_numbers
from bot.gateway.desk.members import Member
from bot.gateway.desk.misses import Scope, Why, find_misses
from bot.gateway.desk.office import Office
from bot.gateway.desk.periods import Kind, Period
from bot.gateway.desk.report_book import sheets_of
from bot.gateway.desk.reports import Report, report, topics_of
from bot.gateway.desk.shell import desk_page
from bot.gateway.desk.workbook import XLSX, workbook
from bot.gateway.faults import Refused
from bot.gateway.lines import CHINA

_TOP = 10
_UNANSWERED: tuple[Why, ...] = ("failed", "refused", "unwritten")


def report_pages(office: Office, grouping: Grouping) -> APIRouter:
    """The routes of the figures."""
    database, templates, now = office.database, office.templates, office.now
    topics = topics_of(office.measures)
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    reader = office.access.needs("supervisor")
    titles = {document.id: document.title for document in office.collection.documents.values()}

    def period_of(kind: Kind, name: str) -> Period:
        try:
            return Period.read(kind, name)
        except ValueError as error:
            raise Refused("not_found") from error

    def today() -> Period:
        return Period.day(now().astimezone(CHINA).date())

    async def figures_of(period: Period) -> tuple[Report, list[Group]]:
        scope = Scope(period.start, period.end)

        def work(connection: Any) -> Any:
            found = report(connection, period, topics)
            return found, find_misses(connection, scope, _UNANSWERED)

        found, misses = await database.read(work)
        return found, (await grouping.of(misses))[:_TOP]

    @router.get("/desk/reports")
    async def present(request: Request, member: Annotated[Member, reader]) -> Response:
        day = today()

        def work(connection: Any) -> Any:
            return live_numbers(connection, now()), report(connection, day, topics)

        numbers, found = await database.read(work)
        return desk_page(
            templates,
            request,
            member,
            "reports",
            live=numbers,
            report=found,
            at=now().astimezone(CHINA),
            day=day,
            month=Period.month(day.first),
            curve=_curve(found),
        )

    @router.get("/desk/reports/{kind}/{name}.xlsx")
    async def book(kind: Kind, name: str, member: Annotated[Member, reader]) -> Response:
        period = period_of(kind, name)
        found, unanswered = await figures_of(period)
        content = workbook(sheets_of(found, unanswered, titles, office.desk_words))
        await office.audit.note(member, "report.export", period.name)
        return download(f"统计-{period.name}.xlsx", content, XLSX)

    @router.get("/desk/reports/{kind}/{name}")
    async def past(
        kind: Kind, name: str, request: Request, member: Annotated[Member, reader]
    ) -> Response:
        period = period_of(kind, name)
        found, unanswered = await figures_of(period)
        documents = {titles.get(each, each): n for each, n in found.documents.items()}
        return desk_page(
            templates,
            request,
            member,
            "report",
            report=found,
            period=period,
            latest=period.after > today().first,
            month=Period.month(period.first),
            unanswered=unanswered,
            documents=documents,
            curve=_curve(found),
            of_documents=charts.bars(documents, "asked"),
            of_topics=charts.bars(found.topics, "asked"),
        )

    return router


def _curve(found: Report) -> charts.Chart:
    unserved = [each[1] for each in found.curve]
    handed_off = [each[2] for each in found.curve]
    others = [asked - bad - handed for asked, bad, handed in found.curve]
    parts: Mapping[str, Sequence[int]] = {
        "asked": others,
        "handed": handed_off,
        "unserved": unserved,
    }
    return charts.columns(found.period.steps, parts)
