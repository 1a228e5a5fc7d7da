"""An agent looks a clause up, and can say and cite what is found."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from policy_index.collection import Collection
from tests.gateway.desk.action_server import SECRET, running_action_server
from tests.gateway.desk.conftest import Join
from tests.gateway.upstream import Upstream


@pytest.fixture(scope="module")
def action_health() -> Iterator[str]:
    with running_action_server() as health:
        yield health


@pytest.fixture
def url(serve: Callable[..., str], upstream: Upstream, action_health: str) -> str:
    return serve(upstream.url, action_health_url=action_health, action_secret=SECRET)


def search(agent: httpx.Client, q: str, **about: str) -> list[dict[str, Any]]:
    response = agent.get("/api/v1/desk/search", params={"q": q, **about})
    assert response.status_code == 200
    found: list[dict[str, Any]] = response.json()["clauses"]
    return found


def test_the_clause_comes_with_all_that_is_needed_to_cite_it(
    join: Join, collection: Collection
) -> None:
    found = search(join("agent"), "外地车能进广州吗")
    assert len(found) == 8
    first = found[0]
    clause = collection.clause("guangzhou-2022", "三、（七）")
    assert (first["document"], first["clause"]) == ("guangzhou-2022", "三、（七）")
    assert first["text"] == clause.text
    assert first["quote"] in clause.text
    assert first["responsible"] == list(clause.responsible)
    assert first["status"] == "title_period_over"
    assert first["status_words"] == "标题年份已过"
    assert first["reference"] == (
        "《广州市“专精特新”中小企业培育三年行动方案（2022—2024）》（穗府办规〔2022〕4号）三、（七）"
    )


def test_the_city_that_is_chosen_comes_first(join: Join) -> None:
    agent = join("agent")
    assert search(agent, "认定奖励", city="湛江")[0]["document"] == "zhanjiang-2022"
    assert search(agent, "认定奖励", city="广州")[0]["document"] == "guangzhou-2022"


def test_nothing_is_found_for_no_words(join: Join) -> None:
    assert search(join("officer"), "  ") == []


def test_too_many_words_are_refused(join: Join) -> None:
    response = join("agent").get("/api/v1/desk/search", params={"q": "奖" * 201})
    assert response.status_code == 422


def test_where_the_search_is_down_that_is_said(
    serve: Callable[..., str], upstream: Upstream, join: Join
) -> None:
    agent = join("agent")
    agent.base_url = serve(upstream.url, action_health_url="http://127.0.0.1:9/health")
    response = agent.get("/api/v1/desk/search", params={"q": "奖励"})
    assert response.status_code == 503
    assert response.json()["error"]["code"] == "unavailable"


def test_who_does_not_know_the_secret_finds_nothing(
    serve: Callable[..., str], upstream: Upstream, action_health: str, join: Join
) -> None:
    agent = join("agent")
    agent.base_url = serve(upstream.url, action_health_url=action_health)
    response = agent.get("/api/v1/desk/search", params={"q": "奖励"})
    assert response.status_code == 503
