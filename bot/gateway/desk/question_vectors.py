"""The vectors of questions, from the process that has the model in its memory."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import httpx

from actions.secret import SECRET_HEADER
from bot.gateway.settings import Settings

if TYPE_CHECKING:
    from policy_index.index.arrays import Vector, Vectors

logger = logging.getLogger(__name__)

_AT_ONCE = 16
_REMEMBERED = 20_000
_TIMEOUT = 30.0


class QuestionVectors:
    """The vectors of questions by their spelling: fetched in the background, so that no page waits
    for a model, and remembered while the gateway runs."""

    def __init__(self, client: httpx.AsyncClient, settings: Settings) -> None:
        self._client, self._url = client, urljoin(settings.action_health_url, "vectors")
        self._headers = {SECRET_HEADER: settings.action_secret} if settings.action_secret else {}
        self._known: dict[str, Vector] = {}
        self._wanted: dict[str, str] = {}
        self._fetching: asyncio.Task[None] | None = None

    def known(self, questions: Mapping[str, str]) -> Mapping[str, "Vector"]:
        """Those of the questions (by spelling) that there are; the others are sent for."""
        missing = {key: text for key, text in questions.items() if key not in self._known}
        self._wanted |= missing
        if missing and (self._fetching is None or self._fetching.done()):
            self._fetching = asyncio.create_task(self._fetch())
        return {key: self._known[key] for key in questions if key in self._known}

    async def close(self) -> None:
        """Stop fetching."""
        if self._fetching is not None:
            self._fetching.cancel()
            await asyncio.gather(self._fetching, return_exceptions=True)

    async def _fetch(self) -> None:
        # What groups vectors takes half a second to load: let no page wait for it.
        await asyncio.to_thread(import_module, "scipy.cluster.hierarchy")
        while self._wanted:
            keys = list(self._wanted)[:_AT_ONCE]
            texts = [self._wanted.pop(key) for key in keys]
            try:
                self._known |= dict(zip(keys, await self._ask(texts), strict=True))
            except (httpx.HTTPError, ValueError, KeyError) as error:
                self._wanted.clear()  # the next page asks again
                logger.warning("questions cannot be grouped now: %s", type(error).__name__)
                return
            while len(self._known) > _REMEMBERED:
                del self._known[next(iter(self._known))]

    async def _ask(self, texts: Sequence[str]) -> "Vectors":
        import numpy as np

        response = await self._client.post(
            self._url, json={"texts": texts}, headers=self._headers, timeout=_TIMEOUT
        )
        response.raise_for_status()
        return np.array(response.json()["vectors"], dtype=np.float32)
