"""Who speaks, as far as the server knows: a random id in a signed cookie."""

import asyncio
import secrets
from weakref import WeakValueDictionary

from itsdangerous import BadSignature, TimestampSigner
from starlette.requests import Request
from starlette.responses import Response

COOKIE = "conversation"
MAX_AGE = 30 * 24 * 3600


class Sessions:
    """Issues and reads conversation ids. Only ids that this server signed are accepted."""

    def __init__(self, secret: str) -> None:
        self._signer = TimestampSigner(secret, salt="policy-bot conversation")

    def read(self, request: Request) -> str | None:
        """The id in the request's cookie; None if it is missing, forged or too old."""
        cookie = request.cookies.get(COOKIE)
        if cookie is None:
            return None
        try:
            return self._signer.unsign(cookie, max_age=MAX_AGE).decode("ascii")
        except (BadSignature, UnicodeError):
            return None

    def start(self, request: Request, response: Response) -> str:
        """A new id, set as a cookie on ``response``."""
        session = secrets.token_urlsafe(24)
        response.set_cookie(
            COOKIE,
            self._signer.sign(session).decode("ascii"),
            max_age=MAX_AGE,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return session

    def continue_or_start(self, request: Request, response: Response) -> str:
        """The request's id, or a new one."""
        return self.read(request) or self.start(request, response)


class Turns:
    """One lock for each conversation: its messages are answered one at a time, in order."""

    def __init__(self) -> None:
        # asyncio locks are fair; one that nobody holds or awaits disappears by itself.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, session: str) -> asyncio.Lock:
        """The lock to hold while a message of ``session`` is being answered."""
        lock = self._locks.get(session)
        if lock is None:
            lock = self._locks[session] = asyncio.Lock()
        return lock
