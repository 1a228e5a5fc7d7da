"""What is counted for those who run the bot."""

from collections.abc import Callable

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.gateway.conftest import Visit
from tests.gateway.tabs import new_token, open_tab
from tests.gateway.upstream import Upstream


def counted(visitor: httpx.Client) -> dict[str, float]:
    """Each sample as ``name{label}``."""
    families = text_string_to_metric_families(visitor.get("/metrics").text)
    samples = (sample for family in families for sample in family.samples)
    return {"/".join([each.name, *each.labels.values()]): each.value for each in samples}


@pytest.fixture
def own(serve: Callable[..., str], visit: Visit, upstream: Upstream) -> httpx.Client:
    return visit(serve(upstream.url))


def test_turns_answers_refusals_and_errors_are_counted(
    own: httpx.Client, upstream: Upstream
) -> None:
    upstream.says([{"text": "一"}, {"custom": {"kind": "amount"}}])
    own.post("/api/v1/messages", json={"text": "奖多少"})
    own.post("/api/v1/messages", json={"text": ""})
    upstream.says([])
    own.post("/api/v1/messages", json={"text": "奖多少"})
    found = counted(own)
    assert found["gateway_turns_total/answered"] == 1
    assert found["gateway_turns_total/no_reply"] == 1
    assert found["gateway_answers_total/amount"] == 1
    assert found["gateway_refusals_total/empty"] == 1
    assert found["gateway_errors_total/no_reply"] == 1
    for stage in ("wait", "rasa", "keep"):
        assert found[f"gateway_stage_seconds_count/{stage}"] >= 2


def test_open_sockets_are_counted(own: httpx.Client) -> None:
    with open_tab(str(own.base_url).rstrip("/"), new_token(own)):
        assert counted(own)["gateway_sockets"] == 1


def test_nothing_of_what_was_said_is_in_it(own: httpx.Client) -> None:
    own.post("/api/v1/messages", json={"text": "秘密的话"})
    assert "秘密" not in own.get("/metrics").text


def test_the_world_outside_does_not_see_it(
    serve: Callable[..., str], visit: Visit, upstream: Upstream
) -> None:
    visitor = visit(serve(upstream.url, proxies="127.0.0.1"))
    seen = [
        visitor.get("/metrics", headers={"X-Forwarded-For": address}).status_code
        for address in ("8.8.8.8", "10.0.0.7")
    ]
    assert seen == [404, 200]


def test_what_comes_through_a_proxy_that_is_not_named_is_of_the_world_outside(
    own: httpx.Client,
) -> None:
    assert own.get("/metrics", headers={"X-Forwarded-For": "10.0.0.7"}).status_code == 404
