"""The record of what was done, for supervisors, and the accounts, for administrators."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from bot.gateway.desk.accounts import Accounts
from bot.gateway.desk.audit import ACCOUNT, Wanted
from bot.gateway.desk.members import Member
from bot.gateway.desk.office import Office
from bot.gateway.desk.shell import desk_page

_ID = 2**31 - 1


@dataclass(frozen=True)
class Chosen:
    """What the form of the record was sent with."""

    staff: str = ""
    action: str = ""
    ticket: str = ""
    day: str = ""


def administration(office: Office, accounts: Accounts) -> APIRouter:
    """The routes of both pages."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/desk/audit")
    async def record(
        request: Request,
        member: Annotated[Member, office.access.needs("supervisor")],
        sent: Annotated[Chosen, Depends()],
        before: Annotated[int | None, Query(ge=0, le=_ID)] = None,
    ) -> HTMLResponse:
        sees_accounts = member.role == "admin"
        day, ticket = _date(sent.day), sent.ticket.strip()
        wanted = Wanted(sent.staff, sent.action, ticket, day, before, accounts=sees_accounts)
        entries, more = await office.audit.read(wanted)
        chosen = asdict(sent) | {"ticket": ticket, "day": day.isoformat() if day else ""}
        asked = {name: value for name, value in chosen.items() if value}
        return desk_page(
            office.templates,
            request,
            member,
            "audit",
            entries=entries,
            chosen=chosen,
            older=urlencode(asked | {"before": entries[-1].id}) if more else "",
            paged=before is not None,
            names={each.member.name: each.member.shown for each in await accounts.all()},
            hidden="" if sees_accounts else ACCOUNT,
        )

    @router.get("/desk/accounts")
    async def everybody(
        request: Request, member: Annotated[Member, office.access.needs()]
    ) -> HTMLResponse:
        listed = await accounts.all()
        return desk_page(
            office.templates, request, member, "accounts", listed=listed, now=office.now()
        )

    return router


def _date(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None
