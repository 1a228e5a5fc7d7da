"""The desk's first page, and its live screens, which ``bot/web/src/desk`` draws."""

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from bot.gateway.desk.members import ROLES, Member
from bot.gateway.desk.office import Office
from bot.gateway.desk.shell import desk_page, places


def screens(office: Office) -> APIRouter:
    """Their routes."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/desk")
    async def phone(
        request: Request, member: Annotated[Member, office.access.needs(*ROLES)]
    ) -> HTMLResponse:
        """Who answers no calls is led to the pages that are theirs."""
        name = "phone" if "/desk" in places(member) else "home"
        return desk_page(office.templates, request, member, name)

    @router.get("/desk/chats")
    async def chats(
        request: Request, member: Annotated[Member, office.access.needs("agent", "supervisor")]
    ) -> HTMLResponse:
        return desk_page(office.templates, request, member, "chats")

    return router
