"""The desk's first page."""

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from bot.gateway.desk.access import ROLES, Access, Member
from bot.gateway.desk.shell import desk_page


def home(access: Access, templates: Environment) -> APIRouter:
    """Its route."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/desk")
    async def welcome(
        request: Request, member: Annotated[Member, access.needs(*ROLES)]
    ) -> HTMLResponse:
        return desk_page(templates, request, member, "home")

    return router
