"""How much one visitor may ask of the gateway."""

import ipaddress
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_CLEAN_AT = 10_000  # keys; those that may ask again at once need no memory


@dataclass(frozen=True)
class Limits:
    """Messages and reads a minute (a quarter of them at once) and open sockets.

    ``address_rate`` and ``read_rate`` are those of an address.
    """

    session_rate: int = 20
    address_rate: int = 120
    session_read_rate: int = 600
    read_rate: int = 1_800
    address_sockets: int = 50
    session_sockets: int = 8
    sockets: int = 2_000


class Rate:
    """So many a minute for each key, ``burst`` of them at once.

    Keeps for each key the one moment when it will have used nothing (the generic cell rate
    algorithm of ITU-T I.371).
    """

    def __init__(
        self, per_minute: float, burst: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._interval = 60 / per_minute
        self._tolerance = self._interval * (burst - 1)
        self._clock = clock
        self._even: dict[str, float] = {}

    @classmethod
    def with_burst(cls, per_minute: int) -> "Rate":
        """A quarter of a minute's at once."""
        return cls(per_minute, max(1, per_minute // 4))

    def wait(self, key: str) -> float:
        """The seconds until ``key`` may ask again; 0 if it may now."""
        now = self._clock()
        return max(0.0, self._even.get(key, now) - self._tolerance - now)

    def count(self, key: str) -> None:
        """``key`` has asked."""
        now = self._clock()
        if len(self._even) >= _CLEAN_AT:
            self._even = {each: even for each, even in self._even.items() if even > now}
        self._even[key] = max(self._even.get(key, now), now) + self._interval


class Rates:
    """The two rates a minute that a request counts against: its session's and its address's. A
    whole hall may share an address; in it nobody uses up what is the others'."""

    def __init__(self, of_session: int, of_address: int) -> None:
        self._session = Rate.with_burst(of_session)
        self._address = Rate.with_burst(of_address)

    def take(self, session: str | None, address: str) -> float:
        """0, and the request counts; or the seconds to wait, and it does not."""
        asked = [(self._address, address)]
        if session is not None:
            asked.append((self._session, session))
        wait = max(rate.wait(key) for rate, key in asked)
        if not wait:
            for rate, key in asked:
                rate.count(key)
        return wait


class Places:
    """The sockets that are open, by address."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._taken: Counter[str] = Counter()

    @contextmanager
    def of(self, address: str) -> Iterator[bool]:
        """Whether there is a place for one more; it is taken until the context is left."""
        full = self._taken.total() >= self._limits.sockets
        if full or self._taken[address] >= self._limits.address_sockets:
            yield False
            return
        self._taken[address] += 1
        try:
            yield True
        finally:
            self._taken[address] -= 1
            self._taken += Counter()  # drops the addresses at zero


def address_of(client: tuple[str, int] | None) -> str:
    """Who asks, as far as the network tells: an IPv6 visitor commands a whole /64."""
    host = client[0] if client else "unknown"
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or ipaddress.ip_network((address, 64), strict=False))
    return host
