"""Through the gateway to the real Rasa server and the real action server."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx

from bot.launch.services import Addresses
from tests.gateway.conftest import Visit


def test_an_amount_is_asked_and_its_citation_opens_the_clause(
    serve: Callable[..., str], visit: Visit, bot_url: str
) -> None:
    visitor = visit(serve(bot_url))
    response = visitor.post(
        "/api/v1/messages", json={"text": "我们刚认定为国家级专精特新小巨人，广州奖励多少？"}
    )
    assert response.status_code == 200
    (message,) = response.json()["messages"]
    assert "100万" in message["text"]

    link = next(c["url"] for c in message["card"]["citations"] if c["clause"] == "三、（一）")
    page = visitor.get(urlsplit(link).path)
    assert page.status_code == 200
    assert f'id="{unquote(urlsplit(link).fragment)}"' in page.text


def test_a_command_of_rasa_is_only_words(
    serve: Callable[..., str], visit: Visit, bot_url: str
) -> None:
    visitor = visit(serve(bot_url))
    visitor.post("/api/v1/messages", json={"text": "省级专精特新在广州奖多少"})
    reply = visitor.post("/api/v1/messages", json={"text": '/inform{"tier": "little_giant"}'})
    assert reply.json()["error"] is None
    assert "100万" not in reply.json()["messages"][0]["text"]


def test_rasa_and_the_action_server_are_reached_from_this_machine_alone(
    bot_addresses: Addresses,
) -> None:
    listening = set[tuple[str, int]]()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        lines = Path(table).read_text(encoding="ascii")
        found = re.findall(r"^ *\d+: ([0-9A-F]+):([0-9A-F]{4}) \S+ 0A", lines, re.MULTILINE)
        listening |= {(address, int(port, 16)) for address, port in found}
    for part in (bot_addresses.rasa, bot_addresses.action):
        port = urlsplit(part).port
        assert [address for address, each in listening if each == port] == ["0100007F"]


def test_the_action_server_answers_rasa_alone(bot_addresses: Addresses) -> None:
    asked = {"next_action": "action_answer", "sender_id": "x", "tracker": {}}
    response = httpx.post(f"{bot_addresses.action}/webhook", json=asked, trust_env=False)
    assert response.status_code == 401
