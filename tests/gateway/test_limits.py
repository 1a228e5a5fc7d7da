"""How much may be asked: so many at once, then at the rate; by session and by address."""

from collections.abc import Callable

import httpx
import pytest

from bot.gateway.limits import Limits, Places, Rate, Rates, address_of
from tests.gateway.conftest import Visit
from tests.gateway.tabs import new_token
from tests.gateway.upstream import Upstream


@pytest.fixture
def visitor_with_usual_limits(
    serve: Callable[..., str], visit: Visit, upstream: Upstream
) -> httpx.Client:
    return visit(serve(upstream.url, limits=Limits()))


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_let_through_and_then_one_each_interval() -> None:
    clock = Clock()
    rate = Rate(per_minute=60, burst=3, clock=clock)
    for _ in range(3):
        assert rate.wait("a") == 0
        rate.count("a")
    assert rate.wait("a") == pytest.approx(1)
    clock.now += 1
    assert rate.wait("a") == 0
    rate.count("a")
    assert rate.wait("a") > 0
    assert rate.wait("b") == 0


def test_a_long_rest_gives_no_more_than_a_burst() -> None:
    clock = Clock()
    rate = Rate(per_minute=60, burst=2, clock=clock)
    clock.now = 3600
    for _ in range(2):
        rate.count("a")
    assert rate.wait("a") > 0


def test_a_request_that_is_refused_does_not_count() -> None:
    rates = Rates(of_session=4, of_address=8)
    assert rates.take("s", "1.2.3.4") == 0
    assert rates.take("s", "1.2.3.4") > 0  # the session's one is used
    assert rates.take("t", "1.2.3.4") == 0  # the address had two
    assert rates.take("u", "1.2.3.4") > 0
    assert rates.take("u", "5.6.7.8") == 0


@pytest.mark.parametrize(
    "path", ["/", "/policies", "/static/base.css", "/openapi.json", "/api/v1/messages", "/nowhere"]
)
def test_who_copies_everything_is_told_to_wait_and_may_still_ask(
    serve: Callable[..., str], visit: Visit, upstream: Upstream, path: str
) -> None:
    visitor = visit(serve(upstream.url, limits=Limits(read_rate=12)))
    read = [visitor.get(path) for _ in range(4)]
    assert 429 not in [each.status_code for each in read[:3]]
    assert read[3].status_code == 429
    seconds = read[3].headers["retry-after"]
    assert 0 < int(seconds) <= 5
    assert seconds in read[3].text
    assert "default-src 'none'" in read[3].headers["content-security-policy"]
    assert visitor.post("/api/v1/messages", json={"text": "你好"}).status_code == 200


def test_in_one_hall_nobody_uses_up_what_the_others_may_read(
    serve: Callable[..., str], visit: Visit, upstream: Upstream
) -> None:
    limits = Limits(session_read_rate=12, read_rate=36)
    visitor = visit(serve(upstream.url, limits=limits))

    def read(token: str) -> int:
        mine = {"Authorization": f"Bearer {token}"}
        return visitor.get("/api/v1/messages", headers=mine).status_code

    one, other = new_token(visitor), new_token(visitor)
    assert [read(one) for _ in range(4)] == [200, 200, 200, 429]
    assert [read(other) for _ in range(4)] == [200, 200, 200, 429]
    assert [read("forged") for _ in range(4)] == [401, 401, 401, 429]  # nine from the address


def test_a_reader_never_waits(visitor_with_usual_limits: httpx.Client) -> None:
    """A page with all that it loads and every clause of a document, one after the other."""
    files = ["/", "/chat.js", "/static/base.css", "/static/reading.css", "/static/icon.svg"]
    clause = "/api/v1/clauses/guangzhou-2022/三、（三）"
    for path in [*files, "/policies/guangzhou-2022", clause] * 20:
        assert visitor_with_usual_limits.get(path).status_code == 200


def test_a_place_is_free_again_when_it_is_left() -> None:
    places = Places(Limits(address_sockets=1))
    with places.of("a") as first, places.of("a") as second, places.of("b") as other:
        assert (first, second, other) == (True, False, True)
    with places.of("a") as again:
        assert again


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_an_ipv6_visitor_is_known_by_the_network(host: str, address: str) -> None:
    assert address_of((host, 1)) == address
