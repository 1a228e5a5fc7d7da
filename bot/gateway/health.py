"""Whether every part behind the gateway answers."""

import asyncio
from typing import Literal

import httpx
from pydantic import BaseModel

State = Literal["ok", "down"]


class Health(BaseModel):
    """``down`` names the parts that do not answer."""

    status: State
    parts: dict[str, State]
    down: list[str]


async def check(client: httpx.AsyncClient, parts: dict[str, str], timeout: float) -> Health:
    """Ask each part (name → address) at the same time; an answer counts only within ``timeout``."""
    answers = await asyncio.gather(*(_answers(client, url, timeout) for url in parts.values()))
    states: dict[str, State] = {
        name: "ok" if answered else "down" for name, answered in zip(parts, answers, strict=True)
    }
    down = [name for name, state in states.items() if state == "down"]
    return Health(status="down" if down else "ok", parts=states, down=down)


async def _answers(client: httpx.AsyncClient, url: str, timeout: float) -> bool:
    try:
        response = await asyncio.wait_for(client.get(url), timeout)
    except (TimeoutError, httpx.HTTPError):
        return False
    return response.status_code == httpx.codes.OK
