"""For those who run the bot: ``/health`` and ``/metrics``."""

import ipaddress

import httpx
from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException

from bot.gateway import health
from bot.gateway.metrics import Metrics
from bot.gateway.settings import Settings
from bot.gateway.transcript import Transcript


def operation(
    client: httpx.AsyncClient, settings: Settings, transcript: Transcript, metrics: Metrics
) -> APIRouter:
    """The routes of operation."""
    router = APIRouter(tags=["operation"])
    parts = {
        "rasa": f"{settings.rasa_url}/webhooks/rest/",
        "actions": settings.action_health_url,
    }

    @router.get("/health", responses={503: {"model": health.Health}})
    async def whole_health(response: Response) -> health.Health:
        """200 if every part answers, else 503 with the names of those that do not."""
        found = await health.check(client, parts, transcript, settings.health_timeout)
        if found.down:
            response.status_code = 503
        return found

    @router.get("/metrics", include_in_schema=False)
    async def all_metrics(request: Request) -> Response:
        """Figures for Prometheus; to the rest of the world there is no such page."""
        if not _is_near(request, settings.proxies is not None):
            raise HTTPException(404)
        return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)

    return router


def _is_near(request: Request, proxies_are_named: bool) -> bool:
    """Whether the visitor is in a private network, and not only a proxy that nobody named."""
    if "x-forwarded-for" in request.headers and not proxies_are_named:
        return False
    try:
        return ipaddress.ip_address(request.client.host if request.client else "").is_private
    except ValueError:
        return False
