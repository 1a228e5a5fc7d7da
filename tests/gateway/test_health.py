"""Healthy is only what answers in every part."""

from collections.abc import Callable

import httpx
import pytest

from tests.gateway.conftest import Visit
from tests.gateway.upstream import Upstream, running_upstream


def test_healthy_when_every_part_answers(visitor: httpx.Client) -> None:
    response = visitor.get("/health")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "parts": {"rasa": "ok", "actions": "ok", "database": "ok"},
        "down": [],
    }


@pytest.mark.parametrize(
    ("stopped", "expected"),
    [({"rasa"}, ["rasa"]), ({"actions"}, ["actions"]), ({"rasa", "actions"}, ["rasa", "actions"])],
)
def test_unhealthy_names_the_parts_that_are_down(
    serve: Callable[..., str],
    visit: Visit,
    upstream: Upstream,
    stopped: set[str],
    expected: list[str],
) -> None:
    with running_upstream() as other:
        gone = other.url
    url = serve(
        gone if "rasa" in stopped else upstream.url,
        action_health_url=gone if "actions" in stopped else upstream.url,
    )
    response = visit(url).get("/health")
    assert response.status_code == 503
    assert response.json()["status"] == "down"
    assert response.json()["down"] == expected


def test_a_part_that_answers_with_an_error_is_down(
    visitor: httpx.Client, upstream: Upstream
) -> None:
    upstream.status = 500
    assert visitor.get("/health").status_code == 503


def test_a_part_that_does_not_answer_in_time_is_down(
    serve: Callable[..., str], visit: Visit, upstream: Upstream
) -> None:
    upstream.gate.clear()
    response = visit(serve(upstream.url, health_timeout=0.2)).get("/health")
    assert response.status_code == 503
    assert response.json()["down"] == ["rasa", "actions"]
