"""Who may do what at the desk: the rule of a route, and the cookie that it reads."""

from dataclasses import dataclass
from secrets import compare_digest
from typing import Any
from urllib.parse import urlencode, urlsplit

from fastapi import Depends, Request, Response, WebSocket
from starlette.datastructures import UploadFile
from starlette.requests import HTTPConnection

from bot.gateway.desk.members import ROLES, Member, Role
from bot.gateway.desk.staff_sessions import StaffSession, StaffSessions
from bot.gateway.faults import Refused, SeeOther

COOKIE = "desk"
LOGIN, PASSWORD = "/desk/login", "/desk/password"
_SAFE = {"GET", "HEAD"}


class Access:
    """The sessions behind the cookies. Who is let in is a ``Member``."""

    def __init__(self, sessions: StaffSessions) -> None:
        self._sessions = sessions

    def needs(self, *roles: Role) -> Any:
        """The dependency of a route for these roles; an administrator may always."""
        return Depends(Rule(self, frozenset(roles) | {"admin"}))

    def needs_any(self) -> Any:
        """The dependency of a route for all, even before they have chosen a password."""
        return Depends(Rule(self, frozenset(ROLES), before_choice=True))

    async def session_of(
        self, connection: HTTPConnection, *, touch: bool = True
    ) -> StaffSession | None:
        """The session of the cookie; None if there is none or it is over."""
        token = connection.cookies.get(COOKIE)
        return await self._sessions.find(token, touch=touch) if token else None

    async def of_socket(self, socket: WebSocket) -> Member | None:
        """Who opens or keeps open a socket from a page of our own; None: nobody who may.

        A socket that merely stays open does not put off the end of its session: ask again now and
        then, and close it when nobody is there any more.
        """
        if not own_origin(socket):
            return None
        session = await self.session_of(socket, touch=False)
        return None if session is None or session.must_change else session.member

    async def sign_in(self, name: str, request: Request, response: Response) -> None:
        """Put the token of a new session into ``response``; the browser's old session ends."""
        token = await self._sessions.open(name, instead_of=request.cookies.get(COOKIE))
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=secure)

    async def sign_out(self, request: Request, response: Response) -> None:
        """End the browser's session."""
        await self._sessions.close(request.cookies.get(COOKIE, ""))
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")


@dataclass(frozen=True)
class Rule:
    """Yields who asks, or raises ``Refused``; a page leads to what has to come first instead.

    ``before_choice``: also while a password is to be chosen.
    """

    access: Access
    roles: frozenset[Role]
    before_choice: bool = False

    async def __call__(self, request: Request, response: Response) -> Member:
        response.headers["Cache-Control"] = "no-store"
        is_page = not request.url.path.startswith("/api/")
        session = await self.access.session_of(request)
        if session is None:
            raise SeeOther(_login(request)) if is_page else Refused("signed_out")
        request.state.desk = session
        if request.method not in _SAFE and not await _is_meant(request, session.csrf):
            raise Refused("csrf")
        if session.must_change and not self.before_choice:
            raise SeeOther(PASSWORD) if is_page else Refused("must_change")
        if session.member.role not in self.roles:
            raise Refused("forbidden")
        return session.member


def own_origin(connection: HTTPConnection) -> bool:
    """Whether a page of our own asks. Browsers name the origin of all that may change something.

    The scheme is not compared: behind a proxy the gateway does not see it.
    """
    host = connection.headers.get("host")
    return bool(host) and urlsplit(connection.headers.get("origin", "")).netloc == host


async def _is_meant(request: Request, csrf: str) -> bool:
    if not own_origin(request):
        return False
    given = request.headers.get("x-csrf-token")
    if given is None:
        field = (await request.form()).get("csrf", "")
        given = "" if isinstance(field, UploadFile) else field
    return compare_digest(given.encode(), csrf.encode())


def _login(request: Request) -> str:
    if request.method not in _SAFE:
        return LOGIN
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"{LOGIN}?{urlencode({'next': wanted})}"
