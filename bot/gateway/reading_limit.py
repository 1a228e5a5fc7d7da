"""How much one address may read."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.gateway.error_answers import Answer
from bot.gateway.faults import Refused
from bot.gateway.limits import Rate, address_of
from bot.gateway.metrics import Metrics


class ReadingLimit:
    """Refuses (429) who reads faster than ``rate``: no reader does, who copies everything does.

    It stands before the routes, so that pages, files and what does not exist count alike.
    """

    def __init__(self, app: ASGIApp, rate: Rate, answer: Answer, metrics: Metrics) -> None:
        self._app, self._rate = app, rate
        self._answer, self._metrics = answer, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            request = Request(scope)
            address = address_of(request.client)
            if wait := self._rate.wait(address):
                self._metrics.refused("too_many")
                app = self._answer(request, Refused("too_many", retry_after=int(wait) + 1))
            else:
                self._rate.count(address)
        await app(scope, receive, send)
