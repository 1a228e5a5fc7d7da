"""What is refused and what breaks: a code for programs, words for people, a number for the log."""

import secrets
from typing import Any

from bot.gateway.items import Reply, Said, Trouble
from bot.gateway.words import Words

STATUS = {
    "bad_request": 422,
    "empty": 422,
    "too_long": 422,
    "session": 401,
    "signed_out": 401,
    "origin": 403,
    "csrf": 403,
    "must_change": 403,
    "forbidden": 403,
    "not_found": 404,
    "no_method": 405,
    "dropped": 409,
    "taken": 409,
    "not_owner": 409,
    "ticket_closed": 409,
    "too_large": 413,
    "too_many": 429,
    "policies": 500,
    "internal": 500,
    "busy": 503,
    "unavailable": 503,
    "timeout": 503,
    "no_reply": 200,
}
"""The HTTP status of each code."""


class Refused(Exception):
    """A request that is not carried out; ``code`` names its words in ``messages.yml``."""

    def __init__(
        self, code: str, *, retry_after: int | None = None, number: str | None = None, **values: str
    ) -> None:
        super().__init__(code)
        self.code, self.retry_after, self.number = code, retry_after, number
        self._values = values

    def words(self, words: Words) -> str:
        """Why, for a reader."""
        seconds = str(self.retry_after or "")
        return words.errors[self.code].format(number=self.number, seconds=seconds, **self._values)

    def reply(self, words: Words) -> Reply:
        """Why, as an answer over HTTP."""
        trouble = Trouble(code=self.code, number=self.number, retry_after=self.retry_after)
        return Reply(messages=[Said(text=self.words(words))], error=trouble)

    def frame(self, words: Words, id: str) -> dict[str, Any]:
        """Why the message ``id`` is not answered, as a frame of the WebSocket."""
        code = "unavailable" if self.code == "busy" else self.code
        refused = {"type": "refused", "id": id, "code": code, "text": self.words(words)}
        return refused | {"retry_after": self.retry_after}


class SeeOther(Exception):
    """Something on another page of ours comes first."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def error_number() -> str:
    """A short random number by which a user's report and a log line find each other."""
    return f"E{secrets.token_hex(4).upper()}"
