"""Canned replies over HTTP: ``/api/v1/desk/replies``."""

from typing import Annotated

from fastapi import APIRouter, status

from bot.gateway.desk.members import Member
from bot.gateway.desk.office import Office
from bot.gateway.desk.replies import Draft, Replies, Reply, ReplyStore


def reply_api(office: Office, store: ReplyStore) -> APIRouter:
    """The routes of the replies. All may use them; who answers for the words writes them."""
    router = APIRouter(prefix="/api/v1/desk/replies", include_in_schema=False)
    writer = Annotated[Member, office.access.needs("supervisor", "officer")]

    @router.get("")
    async def listed(
        _: Annotated[Member, office.access.needs("agent", "supervisor", "officer")],
    ) -> Replies:
        return Replies(replies=await store.all())

    @router.post("", status_code=status.HTTP_201_CREATED)
    async def add(draft: Draft, member: writer) -> Reply:
        return await store.add(member, draft)

    @router.put("/{id}")
    async def change(id: str, draft: Draft, member: writer) -> Reply:
        return await store.change(member, id, draft)

    @router.delete("/{id}", status_code=status.HTTP_204_NO_CONTENT)
    async def remove(id: str, member: writer) -> None:
        await store.remove(member, id)

    return router
