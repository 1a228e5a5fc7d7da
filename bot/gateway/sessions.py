"""Who speaks, as far as the server knows: a random id in a token that it signed."""

import secrets

from itsdangerous import BadSignature, TimestampSigner
from starlette.requests import Request
from starlette.responses import Response

from bot.gateway.faults import Refused

COOKIE = "conversation"
MAX_AGE = 30 * 24 * 3600


class Sessions:
    """Issues and reads session ids. Only ids that this server signed are accepted."""

    def __init__(self, secret: str) -> None:
        self._signer = TimestampSigner(secret, salt="policy-bot conversation")

    def issue(self) -> tuple[str, str]:
        """A new session's id, and the token that stands for it."""
        session = secrets.token_urlsafe(24)
        return session, self._signer.sign(session).decode("ascii")

    def read(self, token: str) -> str | None:
        """The id in a token; None if it is forged or too old."""
        try:
            return self._signer.unsign(token, max_age=MAX_AGE).decode("ascii")
        except (BadSignature, UnicodeError):
            return None

    def of(self, request: Request) -> str | None:
        """The id in the request's header or, without one, in its cookie.

        Raises ``Refused`` if there is a header and it holds no token of ours.
        """
        header = request.headers.get("authorization")
        if header is None:
            cookie = request.cookies.get(COOKIE)
            return None if cookie is None else self.read(cookie)
        scheme, _, token = header.partition(" ")
        session = self.read(token.strip()) if scheme.lower() == "bearer" else None
        if session is None:
            raise Refused("session")
        return session

    def continue_or_start(self, request: Request, response: Response) -> str:
        """The request's id, or a new one in a cookie that scripts cannot read."""
        session = self.of(request)
        if session is not None:
            return session
        session, token = self.issue()
        response.set_cookie(
            COOKIE,
            token,
            max_age=MAX_AGE,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return session
