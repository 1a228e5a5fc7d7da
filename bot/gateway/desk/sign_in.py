"""Signing in and out of the desk, and choosing a password."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from bot.gateway.desk.access import LOGIN, PASSWORD, own_origin
from bot.gateway.desk.accounts import Account, Accounts
from bot.gateway.desk.members import Member
from bot.gateway.desk.office import Office
from bot.gateway.desk.passwords import fault
from bot.gateway.desk.shell import desk_page, places
from bot.gateway.limits import Rate, address_of

_A_MINUTE, _AT_ONCE = 10, 30
"""Attempts to sign in from one address; a whole hall may share it when the day begins."""

Field = Annotated[str, Form()]


def sign_in(office: Office, accounts: Accounts) -> APIRouter:
    """The routes of the three forms."""
    access, audit = office.access, office.audit
    templates, words = office.templates, office.desk_words
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    rate = Rate(_A_MINUTE, _AT_ONCE, clock=lambda: office.now().timestamp())

    async def login_page(
        request: Request, wanted: str, name: str = "", fault: str = "", status_code: int = 200
    ) -> HTMLResponse:
        values = {"wanted": wanted, "name": name, "fault": fault, "nobody": await accounts.none()}
        return desk_page(templates, request, None, "login", status_code=status_code, **values)

    @router.get(LOGIN)
    async def login(request: Request, next: str = "") -> Response:
        session = await access.session_of(request)
        if session is not None:
            return _see(_landing(session.member, next))
        return await login_page(request, next)

    @router.post(LOGIN)
    async def enter(
        request: Request, name: Field = "", password: Field = "", next: Field = ""
    ) -> Response:
        name = name.strip().lower()
        address = address_of(request.client)
        if not own_origin(request):
            return await login_page(request, next, name, words.sign_in["elsewhere"], 403)
        if wait := rate.wait(address):
            told = words.sign_in["too_many"].format(seconds=int(wait) + 1)
            page = await login_page(request, next, name, told, 429)
            page.headers["Retry-After"] = str(int(wait) + 1)
            return page
        rate.count(address)
        account = await accounts.prove(name, password, address)
        if account is None:
            return await login_page(request, next, name, words.sign_in["refused"], 401)
        response = _see(_after(account, next))
        await access.sign_in(name, request, response)
        await audit.note(account.member, "account.sign_in", address=address)
        return response

    @router.post("/desk/logout")
    async def leave(request: Request, member: Annotated[Member, access.needs_any()]) -> Response:
        response = _see(LOGIN)
        await access.sign_out(request, response)
        await audit.note(member, "account.sign_out")
        return response

    @router.get(PASSWORD)
    async def own_password(
        request: Request, member: Annotated[Member, access.needs_any()]
    ) -> Response:
        first = request.state.desk.must_change
        return desk_page(templates, request, member, "password", first=first, fault="", bad="")

    @router.post(PASSWORD)
    async def choose(
        request: Request,
        member: Annotated[Member, access.needs_any()],
        current: Field = "",
        new: Field = "",
        again: Field = "",
    ) -> Response:
        first = request.state.desk.must_change
        found = await wrong_with(member, current, new, again, address_of(request.client))
        if found is not None:
            field, code = found
            told = {"first": first, "fault": words.passwords[code], "bad": field}
            return desk_page(templates, request, member, "password", status_code=422, **told)
        await accounts.choose_password(member, new)  # ends the open sessions, also this one
        response = _see(places(member)[0])
        await access.sign_in(member.name, request, response)
        return response

    async def wrong_with(
        member: Member, current: str, new: str, again: str, address: str
    ) -> tuple[str, str] | None:
        """The field of the password form that is wrong, and why."""
        if code := fault(new, member.name):
            return "new", code
        if new != again:
            return "again", "differ"
        if await accounts.prove(member.name, current, address) is None:
            return "current", "current"
        return ("new", "same") if new == current else None

    return router


def _after(account: Account, wanted: str) -> str:
    return PASSWORD if account.must_change else _landing(account.member, wanted)


def _landing(member: Member, wanted: str) -> str:
    """``wanted`` if it is a page of the desk and not of another site, else where one works."""
    parts = urlsplit(wanted)
    is_ours = not (parts.scheme or parts.netloc) and (parts.path + "/").startswith("/desk/")
    is_plain = wanted.isascii() and wanted.isprintable() and "\\" not in wanted
    elsewhere = parts.path not in (LOGIN, "/desk") and ".." not in parts.path
    return wanted if is_ours and is_plain and elsewhere else places(member)[0]


def _see(path: str) -> RedirectResponse:
    return RedirectResponse(path, 303)
