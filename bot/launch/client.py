"""Talks JSON over HTTP to the parts on this machine."""

from __future__ import annotations

import json
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError

_LIMIT = 40.0


class Unanswered(Exception):
    """No answer, or one with an error status; the message says why.

    ``body`` is what came with an error status, decoded if it was JSON.
    """

    def __init__(self, message: str, body: Any = None) -> None:
        super().__init__(message)
        self.body = body


class Client:
    """Keeps its cookies, and so its conversation."""

    def __init__(self) -> None:
        # A proxy of the user's is for the world outside, not for this machine.
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        )

    def get(self, url: str) -> Any:
        """The decoded answer; raises Unanswered unless its status is 200."""
        return self._read(urllib.request.Request(url))

    def post(self, url: str, body: dict[str, Any]) -> Any:
        """The decoded answer to a JSON body; raises Unanswered unless its status is 200."""
        data = json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        return self._read(urllib.request.Request(url, data=data, headers=headers))

    def _read(self, request: urllib.request.Request) -> Any:
        try:
            with self._opener.open(request, timeout=_LIMIT) as response:
                return json.load(response)
        except HTTPError as error:
            with error:
                text = error.read().decode("utf-8", "replace")
            raise Unanswered(f"{request.full_url}: {error} {text[:300]}", _json(text)) from error
        except (OSError, ValueError, HTTPException) as error:
            raise Unanswered(f"{request.full_url}: {error}") from error


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
