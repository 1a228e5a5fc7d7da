"""The record of what was done, for supervisors, and the accounts, for administrators."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from bot.gateway.desk.access import Access, Member
from bot.gateway.desk.accounts import Accounts
from bot.gateway.desk.audit import ACCOUNT, Audit, Wanted
from bot.gateway.desk.shell import desk_page

_ID = 2**31 - 1


def administration(
    access: Access,
    accounts: Accounts,
    audit: Audit,
    templates: Environment,
    now: Callable[[], datetime],
) -> APIRouter:
    """The routes of both pages."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/desk/audit")
    async def record(
        request: Request,
        member: Annotated[Member, access.needs("supervisor")],
        staff: str = "",
        action: str = "",
        ticket: str = "",
        day: str = "",
        before: Annotated[int | None, Query(ge=0, le=_ID)] = None,
    ) -> HTMLResponse:
        sees_accounts = member.role == "admin"
        when = _date(day)
        wanted = Wanted(staff, action, ticket.strip(), when, before, accounts=sees_accounts)
        entries, more = await audit.read(wanted)
        chosen = {"staff": staff, "action": action, "ticket": ticket.strip()}
        chosen["day"] = when.isoformat() if when else ""
        older = urlencode(
            {name: value for name, value in chosen.items() if value} | {"before": entries[-1].id}
            if entries
            else {}
        )
        return desk_page(
            templates,
            request,
            member,
            "audit",
            entries=entries,
            chosen=chosen,
            older=older if more else "",
            paged=before is not None,
            names={each.member.name: each.member.shown for each in await accounts.all()},
            hidden="" if sees_accounts else ACCOUNT,
        )

    @router.get("/desk/accounts")
    async def everybody(
        request: Request, member: Annotated[Member, access.needs()]
    ) -> HTMLResponse:
        listed = await accounts.all()
        return desk_page(templates, request, member, "accounts", listed=listed, now=now())

    return router


def _date(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None
