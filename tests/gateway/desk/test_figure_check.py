"""The number guard for people: what an agent is about to say is held against the conversation."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.gateway.conftest import Visit
from tests.gateway.desk.chats import Customer, only_ticket
from tests.gateway.desk.conftest import Join
from tests.gateway.upstream import Upstream

AWARD = {"document": "zhanjiang-2022", "clause": "三、（一）"}
LISTING = {"document": "guangzhou-2022", "clause": "三、（三）"}
CARD: dict[str, Any] = {
    "kind": "amount",
    "figures": [
        {"yuan": "2800000", "steps": ["560万元 × 50% = 280万元"], "citation": 0},
        {"yuan": None, "steps": [], "citation": 0},
    ],
    "totals": [{"certain": "3000000", "at_most": "0", "steps": ["280万元 + 20万元 = 300万元"]}],
    "citations": [LISTING],
    "evidence": {"profile": [{"field": "loan", "label": "贷款", "words": "贷款777万元"}]},
}


@pytest.fixture
def agent(join: Join) -> httpx.Client:
    return join("agent")


@pytest.fixture
def customer(url: str, visit: Visit) -> Customer:
    return Customer(visit(url))


@pytest.fixture
def ticket(agent: httpx.Client, customer: Customer, upstream: Upstream) -> str:
    """Of a conversation in which 560万元 was said and computed with."""
    upstream.says([{"text": "280万元"}, {"custom": CARD}])
    customer.say("上市花了５６０万，能补1234元吗")
    customer.wants_a_person(upstream)
    return only_ticket(agent)


def odd(agent: httpx.Client, ticket: str, text: str, *citations: dict[str, str]) -> list[str]:
    """The words of the figures that nothing supports."""
    body = {"ticket": ticket, "text": text, "citations": citations}
    response = agent.post("/api/v1/desk/check", json=body)
    assert response.status_code == 200, response.text
    found = response.json()["unsupported"]
    assert all(text[each["start"] : each["end"]] == each["words"] for each in found)
    return [each["words"] for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "能补280万元。",  # computed
        "按50%算，就是560万元的一半，合计300万元。",  # in the steps
        "不能补1234元。",  # the customer's own
        "贷款777万元",  # what the customer said in another way
        "上市最高不超过300万元",  # of the clause that the answer cites
        "今天是2026年11月22日。",
        "请稍等，马上为您查。",
        "见《广州市“专精特新”中小企业培育三年行动方案（2022—2024）》（穗府办规〔2022〕4号）三、（三）",
    ],
)
def test_what_the_conversation_supports_may_be_said(
    agent: httpx.Client, ticket: str, text: str
) -> None:
    assert odd(agent, ticket, text) == []


def test_what_nothing_supports_is_named_with_its_place(agent: httpx.Client, ticket: str) -> None:
    text = "😀能补280万元，另外奖88万元，\n5个工作日到账，打12345问。"
    assert odd(agent, ticket, text) == ["88万元", "5个工作日", "12345"]


def test_a_clause_that_is_inserted_supports_its_figures(agent: httpx.Client, ticket: str) -> None:
    assert odd(agent, ticket, "认定奖30万元。") == ["30万元"]
    assert odd(agent, ticket, "认定奖30万元。", AWARD) == []


def test_the_path_of_a_clause_that_is_cited_is_no_figure(agent: httpx.Client, ticket: str) -> None:
    cited = {"document": "jiangmen-2024", "clause": "二、（二）2."}
    assert odd(agent, ticket, "见二、（二）2.，有3家。", cited) == ["3家"]


def test_a_clause_that_there_is_not_supports_nothing(agent: httpx.Client, ticket: str) -> None:
    gone = {"document": "guangzhou-1999", "clause": "三、（一）"}
    assert odd(agent, ticket, "奖30万元", gone) == ["30万元"]


def test_what_an_agent_said_supports_nothing_but_its_clauses_do(
    agent: httpx.Client, ticket: str
) -> None:
    agent.post(f"/api/v1/desk/tickets/{ticket}/take", json={})
    said = {"id": str(uuid4()), "text": "奖30万元，另奖88万元", "citations": [AWARD]}
    assert agent.post(f"/api/v1/desk/tickets/{ticket}/say", json=said).status_code == 200
    assert odd(agent, ticket, "奖30万元，另奖88万元") == ["88万元"]


@pytest.mark.usefixtures("ticket")
def test_what_was_said_before_the_customer_began_anew_supports_nothing(
    agent: httpx.Client, customer: Customer, upstream: Upstream
) -> None:
    customer.reset()
    customer.wants_a_person(upstream)
    newest = max(t["number"] for t in agent.get("/api/v1/desk/tickets").json()["tickets"])
    assert odd(agent, newest, "能补280万元。") == ["280万元"]


def test_a_ticket_that_there_is_not_is_refused(agent: httpx.Client) -> None:
    body = {"ticket": "T20261122-9999", "text": "好"}
    assert agent.post("/api/v1/desk/check", json=body).status_code == 404
