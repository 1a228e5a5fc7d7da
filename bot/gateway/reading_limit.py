"""How much one session and one address may read."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.gateway.error_answers import Answer
from bot.gateway.faults import Refused
from bot.gateway.limits import address_of
from bot.gateway.metrics import Metrics
from bot.gateway.visitors import Visitors


class ReadingLimit:
    """Refuses (429) who reads too fast: no reader does, who copies everything does.

    It stands before the routes, so that pages, files and what does not exist count alike.
    """

    def __init__(self, app: ASGIApp, visitors: Visitors, answer: Answer, metrics: Metrics) -> None:
        self._app, self._visitors = app, visitors
        self._answer, self._metrics = answer, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            request = Request(scope)
            if wait := self._visitors.reads.take(
                self._session(request), address_of(request.client)
            ):
                self._metrics.refused("too_many")
                app = self._answer(request, Refused("too_many", retry_after=int(wait) + 1))
        await app(scope, receive, send)

    def _session(self, request: Request) -> str | None:
        """The session that signed the request; what is forged counts as none."""
        try:
            return self._visitors.sessions.of(request)
        except Refused:
            return None
