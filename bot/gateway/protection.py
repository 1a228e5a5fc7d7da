"""What every request and response goes through: a size limit, and headers that browsers obey."""

import re
from base64 import b64encode
from hashlib import sha256

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def policy_with(style: str) -> str:
    """The content security policy of a page that holds this one style sheet, told by its hash."""
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    return HEADERS["Content-Security-Policy"].replace(
        "style-src 'self'", f"style-src 'sha256-{digest}'"
    )


class SecurityHeaders:
    """Adds ``HEADERS`` to each response, unless the response says otherwise itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class BodyLimit:
    """Refuses (413) a request as soon as more than ``limit`` bytes of body have arrived, more than
    ``of_uploads`` where its path is one of ``uploads``."""

    def __init__(self, app: ASGIApp, limit: int, uploads: re.Pattern[str], of_uploads: int) -> None:
        self._app, self._limit = app, limit
        self._uploads, self._of_uploads = uploads, of_uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        received = 0
        is_upload = self._uploads.fullmatch(scope.get("path", "")) is not None
        limit = self._of_uploads if is_upload else self._limit

        async def receive_counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise HTTPException(413)
            return message

        await self._app(scope, receive_counted, send)
