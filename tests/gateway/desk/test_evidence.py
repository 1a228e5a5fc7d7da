"""Who reads a conversation at the desk sees what each answer was made from."""

from uuid import uuid4

import httpx
import pytest

from tests.gateway.conftest import Visit
from tests.gateway.desk.chats import Customer, only_ticket
from tests.gateway.desk.conftest import Join
from tests.gateway.upstream import Upstream

EVIDENCE = {"spoken": "按广州的文件，给予20万元。", "trace": []}
ANSWER = [{"text": "20万元"}, {"custom": {"kind": "handoff", "evidence": EVIDENCE}}]


@pytest.fixture
def agent(join: Join) -> httpx.Client:
    return join("agent")


def test_it_stands_beside_the_answers_of_a_chat_and_beside_nothing_else(
    agent: httpx.Client, url: str, visit: Visit, upstream: Upstream
) -> None:
    upstream.says(ANSWER)
    customer = Customer(visit(url))
    customer.say("转人工")
    number = only_ticket(agent)
    for page in (f"/api/v1/desk/tickets/{number}", f"/api/v1/desk/tickets/{number}/items"):
        items = agent.get(page).json()["items"]
        told = [(item["from"], item["evidence"]) for item in items]
        assert told == [("user", None), ("bot", EVIDENCE), ("note", None)]
    assert all("evidence" not in item for item in customer.read())


def test_it_stands_beside_the_answers_in_a_call(agent: httpx.Client, upstream: Upstream) -> None:
    upstream.says([ANSWER[0], {"custom": {"kind": "amount", "evidence": EVIDENCE}}])
    number = agent.post("/api/v1/desk/calls", json={}).json()["number"]
    body = {"id": str(uuid4()), "text": "广州省级奖多少"}
    answer = agent.post(f"/api/v1/desk/calls/{number}/say", json=body).json()
    assert [item["evidence"] for item in answer["items"]] == [EVIDENCE]
    assert [item["card"] for item in answer["items"]] == [{"kind": "amount"}]
