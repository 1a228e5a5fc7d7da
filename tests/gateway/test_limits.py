"""How much may be asked: so many at once, then at the rate; by session and by address."""

import pytest

from bot.gateway.limits import Limits, MessageRates, Places, Rate, address_of


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


def test_a_message_that_is_refused_does_not_count() -> None:
    rates = MessageRates(Limits(session_rate=4, address_rate=8))
    assert rates.take("s", "1.2.3.4") == 0
    assert rates.take("s", "1.2.3.4") > 0  # the session's one is used
    assert rates.take("t", "1.2.3.4") == 0  # the address had two
    assert rates.take("u", "1.2.3.4") > 0
    assert rates.take("u", "5.6.7.8") == 0


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
