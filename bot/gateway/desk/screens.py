"""The desk's first page, and its live screens, which ``bot/web/src/desk`` draws."""

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from bot.gateway.desk.access import ROLES, Access, Member
from bot.gateway.desk.shell import desk_page, places


def screens(access: Access, templates: Environment) -> APIRouter:
    """Their routes."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/desk")
    async def phone(
        request: Request, member: Annotated[Member, access.needs(*ROLES)]
    ) -> HTMLResponse:
        """Who answers no calls is led to the pages that are theirs."""
        name = "phone" if "/desk" in places(member) else "home"
        return desk_page(templates, request, member, name)

    @router.get("/desk/chats")
    async def chats(
        request: Request, member: Annotated[Member, access.needs("agent", "supervisor")]
    ) -> HTMLResponse:
        return desk_page(templates, request, member, "chats")

    return router
