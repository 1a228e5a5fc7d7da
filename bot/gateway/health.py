"""Whether every part behind the gateway answers."""

import asyncio
from collections.abc import Awaitable
from typing import Literal

import httpx
from pydantic import BaseModel

from bot.gateway.database import DatabaseError
from bot.gateway.transcript import Transcript

State = Literal["ok", "down"]


class Health(BaseModel):
    """``down`` names the parts that do not answer."""

    status: State
    parts: dict[str, State]
    down: list[str]


async def check(
    client: httpx.AsyncClient, parts: dict[str, str], transcript: Transcript, timeout: float
) -> Health:
    """Ask the database and each part (name → address) at the same time; an answer counts only
    within ``timeout``."""
    asked = {name: _fetch(client, url) for name, url in parts.items()}
    asked["database"] = transcript.check()
    answers = await asyncio.gather(*(_in_time(each, timeout) for each in asked.values()))
    states: dict[str, State] = {
        name: "ok" if answered else "down" for name, answered in zip(asked, answers, strict=True)
    }
    down = [name for name, state in states.items() if state == "down"]
    return Health(status="down" if down else "ok", parts=states, down=down)


async def _fetch(client: httpx.AsyncClient, url: str) -> None:
    response = await client.get(url)
    response.raise_for_status()


async def _in_time(asked: Awaitable[None], timeout: float) -> bool:
    try:
        await asyncio.wait_for(asked, timeout)
    except (TimeoutError, httpx.HTTPError, DatabaseError):
        return False
    return True
