"""Which web pages may talk to the gateway."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection


class Origins:
    """The gateway's own pages always; those of other sites by configuration."""

    def __init__(self, others: Iterable[str]) -> None:
        self._others = frozenset(others)

    def allow(self, connection: HTTPConnection) -> bool:
        """A client that is no browser names no origin.

        The scheme is not compared: behind a proxy the gateway does not see it.
        """
        origin = connection.headers.get("origin")
        if origin is None or origin in self._others:
            return True
        return urlsplit(origin).netloc == connection.headers.get("host", "")
