"""A person takes a chat over: the bot is silent, the customer is told, one owner at a time."""

from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from bot.gateway.database import Database
from bot.gateway.desk.tables import audit
from tests.gateway.conftest import Visit
from tests.gateway.desk.chats import ANSWER, Customer, do, error, only_ticket, queue
from tests.gateway.desk.conftest import Join
from tests.gateway.tabs import open_tab
from tests.gateway.upstream import Upstream


@pytest.fixture
def agent(join: Join) -> httpx.Client:
    return join("agent")


@pytest.fixture
def other(join: Join) -> httpx.Client:
    return join("agent", "xiaowang", "小王")


@pytest.fixture
def customer(visit: Visit, url: str) -> Customer:
    return Customer(visit(url))


@pytest.fixture
def number(customer: Customer, agent: httpx.Client, upstream: Upstream) -> str:
    """A ticket that waits."""
    customer.wants_a_person(upstream)
    return only_ticket(agent)


@pytest.fixture
def owned(agent: httpx.Client, number: str) -> str:
    """A ticket that the agent has taken."""
    assert do(agent, number, "take").status_code == 200
    return number


def test_who_takes_a_ticket_owns_it_and_the_customer_is_told(
    agent: httpx.Client, number: str, customer: Customer
) -> None:
    taken = do(agent, number, "take").json()
    assert (taken["state"], taken["owner"]) == ("owned", {"name": "agent", "shown": "小李"})
    assert customer.notes()[-1] == "工作人员小李已接入，机器人暂停回答。"


def test_to_take_a_second_time_tells_nobody_anything(
    agent: httpx.Client, owned: str, customer: Customer
) -> None:
    before = customer.read()
    assert do(agent, owned, "take").json()["owner"]["name"] == "agent"
    assert customer.read() == before


def test_another_agent_is_told_who_has_it(other: httpx.Client, owned: str) -> None:
    refused = do(other, owned, "take")
    assert error(refused) == (409, "taken")
    assert "小李" in refused.json()["messages"][0]["text"]


def test_what_the_customer_writes_meanwhile_is_kept_and_the_bot_is_not_asked(
    agent: httpx.Client, owned: str, customer: Customer, upstream: Upstream
) -> None:
    (ticket,) = queue(agent)
    assert ticket["number"] == owned
    asked = len(upstream.received)
    id = str(uuid4())
    reply = customer.say("在吗", id)
    assert reply["error"] is None
    assert reply["messages"][0]["seq"] is None  # kind words, no line of the conversation
    assert customer.say("在吗", id) == reply
    assert customer.lines()[-1] == ("user", "在吗")
    assert len(upstream.received) == asked
    (ticket,) = queue(agent)
    assert (ticket["last"]["from"], ticket["last"]["text"]) == ("user", "在吗")


def test_an_answer_under_way_is_dropped(
    agent: httpx.Client, number: str, customer: Customer, upstream: Upstream, url: str
) -> None:
    upstream.gate.clear()
    with open_tab(url, customer.token) as tab:
        ids = [tab.say("广州奖多少"), tab.say("那湛江呢")]
        for _ in ids:
            tab.next("accepted")
        upstream.arrived.acquire()
        assert do(agent, number, "take").status_code == 200
        upstream.gate.set()
        told = tab.frames("item") + tab.frames("typing")
    assert [frame["item"]["from"] for frame in told if frame["type"] == "item"] == ["note"]
    assert told[-1]["on"] is False
    assert "那湛江呢" not in upstream.texts  # it waited, and nobody asks it any more
    assert [sender for sender, _ in customer.lines()[-3:]] == ["user", "user", "note"]


def test_nobody_is_seen_typing_while_a_dropped_answer_is_still_awaited(
    agent: httpx.Client, number: str, customer: Customer, upstream: Upstream, url: str
) -> None:
    upstream.gate.clear()
    with open_tab(url, customer.token) as tab:
        tab.say("广州奖多少")
        assert tab.next("typing")["on"] is True
        do(agent, number, "take")
        assert tab.next("typing")["on"] is False
        with open_tab(url, customer.token) as later:
            later.send(type="ping")
            assert [frame["type"] for frame in later.frames("pong")] == ["pong"]
        do(agent, number, "hand-back", to="bot")
        tab.say("那湛江呢")
        assert tab.next("typing")["on"] is True
        upstream.gate.set()
        assert tab.next("typing")["on"] is False


def test_what_the_agent_says_reaches_every_tab_with_the_name(
    agent: httpx.Client, owned: str, customer: Customer, url: str
) -> None:
    with open_tab(url, customer.token) as one, open_tab(url, customer.token) as other:
        said = do(agent, owned, "say", text="您好，我看一下").json()
        assert one.items(1) == other.items(1) == [said]
    assert (said["from"], said["author"], said["text"]) == ("agent", "小李", "您好，我看一下")
    assert said["card"] is None
    assert customer.read()[-1] == said


def test_what_the_agent_writes_is_kept_as_it_is(
    agent: httpx.Client, owned: str, customer: Customer
) -> None:
    do(agent, owned, "say", text="/ 请拨打13800138000\n或者来现场\u0000")
    assert customer.lines()[-1] == ("agent", "/ 请拨打13800138000\n或者来现场")


def test_what_was_sent_despite_a_warning_is_on_the_record_without_its_words(
    agent: httpx.Client, owned: str, database: Database
) -> None:
    do(agent, owned, "say", text="您好")
    do(agent, owned, "say", text="最多能补900万元", despite_warning=True)
    with database.engine.connect() as connection:
        said = select(audit.c.detail).where(audit.c.action == "ticket.say").order_by(audit.c.id)
        assert connection.scalars(said).all() == [None, {"despite_warning": True}]


def test_an_inserted_clause_is_a_citation(agent: httpx.Client, owned: str) -> None:
    clause = {"document": "guangzhou-2022", "clause": "三、（三）"}
    card = do(agent, owned, "say", text="依据在这里", citations=[clause]).json()["card"]
    assert card["kind"] == "agent"
    (citation,) = card["citations"]
    assert citation["url"] == "/policies/guangzhou-2022#三、（三）"
    assert citation["number"] == "穗府办规〔2022〕4号"
    unknown = [clause | {"clause": "九、（九）"}]
    assert error(do(agent, owned, "say", text="x", citations=unknown)) == (404, "not_found")


def test_the_same_id_is_the_same_message(
    agent: httpx.Client, owned: str, customer: Customer
) -> None:
    id = str(uuid4())
    first = do(agent, owned, "say", id=id, text="您好")
    assert do(agent, owned, "say", id=id, text="您好").json() == first.json()
    assert [sender for sender, _ in customer.lines()].count("agent") == 1


def test_an_id_of_the_customers_is_not_the_agents(
    agent: httpx.Client, owned: str, customer: Customer
) -> None:
    id = str(uuid4())
    customer.say("在吗", id)
    assert error(do(agent, owned, "say", id=id, text="您好")) == (422, "bad_request")


@pytest.mark.parametrize(("text", "code"), [(" \n", "empty"), ("策" * 4_001, "too_long")])
def test_what_is_no_message_is_refused_in_words(
    agent: httpx.Client, owned: str, text: str, code: str
) -> None:
    assert error(do(agent, owned, "say", text=text)) == (422, code)


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("say", {"text": "您好"}),
        ("hand-back", {"to": "bot"}),
        ("hand-back", {"to": "queue"}),
        ("close", {"outcome": "solved"}),
    ],
)
def test_only_the_owner_speaks_and_ends(
    other: httpx.Client, owned: str, customer: Customer, what: str, body: dict[str, str]
) -> None:
    before = customer.read()
    assert error(do(other, owned, what, **body)) == (409, "not_owner")
    assert customer.read() == before


def test_after_it_is_handed_back_the_bot_answers_again(
    agent: httpx.Client, owned: str, customer: Customer, upstream: Upstream
) -> None:
    customer.say("在吗")
    closed = do(agent, owned, "hand-back", to="bot").json()
    assert (closed["state"], closed["outcome"]) == ("closed", None)
    assert customer.notes()[-1] == f"人工服务已结束（工单 {owned}），机器人继续为您服务。"
    upstream.says(ANSWER)
    assert customer.say("广州奖多少")["messages"][0]["text"] == "好的"
    assert "在吗" not in upstream.texts  # a person has seen it
    before = customer.read()
    assert do(agent, owned, "hand-back", to="bot").json()["closed_at"] == closed["closed_at"]
    assert customer.read() == before
    assert error(do(agent, owned, "say", text="还有")) == (409, "ticket_closed")


def test_a_ticket_that_goes_back_to_the_queue_waits_for_another(
    agent: httpx.Client, other: httpx.Client, owned: str, customer: Customer
) -> None:
    waiting = do(agent, owned, "hand-back", to="queue").json()
    assert (waiting["state"], waiting["owner"]) == ("waiting", None)
    assert waiting["taken_at"] is not None  # the first time that a person came
    assert do(agent, owned, "hand-back", to="queue").json()["state"] == "waiting"
    assert customer.say("等多久")["messages"][0]["text"] == "好的"  # the bot's
    assert do(other, owned, "take").json()["owner"]["shown"] == "小王"
    assert error(do(agent, owned, "hand-back", to="queue")) == (409, "not_owner")
    assert customer.notes()[-1] == "工作人员小王已接入，机器人暂停回答。"


def test_a_ticket_is_closed_with_what_came_of_it(
    agent: httpx.Client, owned: str, customer: Customer
) -> None:
    how = {"outcome": "referred", "labels": ["奖励", "广州"], "note": "转市工信局"}
    closed = do(agent, owned, "close", **how).json()
    assert {name: closed[name] for name in how} == how
    assert closed["state"] == "closed"
    assert closed["owner"]["name"] == "agent"
    assert customer.notes()[-1].startswith(f"本次人工服务已结束（工单 {owned}）")
    assert customer.say("还有一问")["messages"][0]["text"] == "好的"


def test_ones_own_closed_ticket_may_be_told_otherwise_without_a_second_note(
    agent: httpx.Client, other: httpx.Client, owned: str, customer: Customer
) -> None:
    first = do(agent, owned, "close", outcome="solved").json()
    before = customer.read()
    again = do(agent, owned, "close", outcome="wrong_bot", note="机器人答错").json()
    assert (again["outcome"], again["closed_at"]) == ("wrong_bot", first["closed_at"])
    assert customer.read() == before
    assert error(do(other, owned, "close", outcome="solved")) == (409, "ticket_closed")
    assert error(do(other, owned, "take")) == (409, "ticket_closed")


def test_a_ticket_that_nobody_has_taken_cannot_be_closed(agent: httpx.Client, number: str) -> None:
    assert error(do(agent, number, "close", outcome="solved")) == (409, "not_owner")


def test_a_supervisor_may_take_a_chat_from_another(
    agent: httpx.Client, owned: str, customer: Customer, join: Join
) -> None:
    supervisor = join("supervisor", "laozhang", "老张")
    assert error(do(supervisor, owned, "take")) == (409, "taken")
    assert do(supervisor, owned, "take", force=True).json()["owner"]["shown"] == "老张"
    assert customer.notes()[-1] == "工作人员老张已接入，机器人暂停回答。"
    assert error(do(agent, owned, "say", text="您好")) == (409, "not_owner")
    assert do(supervisor, owned, "say", text="您好").status_code == 200


def test_an_agent_may_not_force(other: httpx.Client, owned: str) -> None:
    assert error(do(other, owned, "take", force=True)) == (403, "forbidden")


def test_who_forces_what_is_closed_is_told_so(join: Join, agent: httpx.Client, owned: str) -> None:
    do(agent, owned, "close", outcome="solved")
    supervisor = join("supervisor")
    assert error(do(supervisor, owned, "take", force=True)) == (409, "ticket_closed")


def test_a_customer_who_begins_anew_ends_it_and_the_bot_answers(
    agent: httpx.Client, owned: str, customer: Customer
) -> None:
    customer.reset()
    assert customer.say("广州奖多少")["messages"][0]["text"] == "好的"
    left = agent.get(f"/api/v1/desk/tickets/{owned}").json()
    assert left["ticket"]["state"] == "closed"
    assert left["ticket"]["note"] == "客户重新开始了对话。"
    assert "广州奖多少" not in [item["text"] for item in left["items"]]
    assert error(do(agent, owned, "say", text="您好")) == (409, "ticket_closed")
    assert do(agent, owned, "close", outcome="unsolved").json()["outcome"] == "unsolved"


def test_the_conversation_is_read_with_the_ticket(
    agent: httpx.Client, owned: str, customer: Customer
) -> None:
    customer.say("在吗")
    page = agent.get(f"/api/v1/desk/tickets/{owned}").json()
    assert [item["from"] for item in page["items"]] == ["user", "bot", "note", "note", "user"]
    assert page["more"] is False
    seen = page["items"][1]["seq"]
    after = agent.get(f"/api/v1/desk/tickets/{owned}/items?after={seen}").json()
    assert after == {"items": page["items"][2:], "more": False}
    before = agent.get(f"/api/v1/desk/tickets/{owned}/items?before={seen}").json()
    assert before == {"items": page["items"][:1], "more": False}


def test_a_ticket_that_is_not_known_is_not_found(agent: httpx.Client) -> None:
    number = "T20261126-9999"
    for what, body in [
        ("take", {}),
        ("say", {"text": "x"}),
        ("close", {"outcome": "solved"}),
        ("hand-back", {"to": "bot"}),
    ]:
        assert error(do(agent, number, what, **body)) == (404, "not_found")
    assert error(agent.get(f"/api/v1/desk/tickets/{number}")) == (404, "not_found")


def test_what_is_read_and_changed_is_on_record(agent: httpx.Client, owned: str, join: Join) -> None:
    agent.get(f"/api/v1/desk/tickets/{owned}")
    do(agent, owned, "say", text="保密的话")
    do(agent, owned, "close", outcome="solved")
    page = join("supervisor").get("/desk/audit").text
    assert page.count(owned) >= 4
    assert "保密的话" not in page
