"""The desk's first page, and its live screens, which ``bot/web/src/desk`` draws."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from actions.subsidy.measures import MeasureSet
from bot.gateway.desk.members import ROLES, Member
from bot.gateway.desk.office import Office
from bot.gateway.desk.shell import desk_page, places
from policy_index.collection import PROVINCE, Collection


def screens(office: Office) -> APIRouter:
    """Their routes."""
    cities = cities_by_measures(office.collection, office.measures)
    province = PROVINCE if PROVINCE in office.collection.cities else ""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/desk")
    async def phone(
        request: Request, member: Annotated[Member, office.access.needs(*ROLES)]
    ) -> HTMLResponse:
        """Who answers no calls is led to the pages that are theirs."""
        name = "phone" if "/desk" in places(member) else "home"
        return desk_page(office.templates, request, member, name, cities=cities, province=province)

    @router.get("/desk/chats")
    async def chats(
        request: Request, member: Annotated[Member, office.access.needs("agent", "supervisor")]
    ) -> HTMLResponse:
        return desk_page(office.templates, request, member, "chats")

    return router


def cities_by_measures(collection: Collection, measures: MeasureSet) -> list[str]:
    """The cities of the collection without the province, first those whose documents pay most."""
    city_of = {document.id: document.city for document in collection.documents.values()}
    count = Counter(city_of[measure.document] for measure in measures.measures.values())
    cities = [city for city in collection.cities if city != PROVINCE]
    return sorted(cities, key=lambda city: -count[city])
