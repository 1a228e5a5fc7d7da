"""The action server answers the bot's own parts alone: who knows the secret of this start."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from actions.secret import SECRET_HEADER
from bot.launch.ports import Ports
from policy_index.strict_yaml import read_yaml
from tests.conftest import ROOT

SECRET = "known to the parts alone"
_SERVE = """
import sys
from actions.server import make_app
port, secret = sys.argv[1:]
make_app(secret or None).run(host="127.0.0.1", port=int(port), single_process=True, motd=False)
"""


@contextmanager
def running_server(secret: str) -> Iterator[httpx.Client]:
    """The action server without its model, and a client of it."""
    port = Ports.free().action
    process = subprocess.Popen([sys.executable, "-c", _SERVE, str(port), secret], cwd=ROOT)
    try:
        patient = httpx.HTTPTransport(retries=9)  # until it listens
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=patient) as client:
            client.get("/health")
            yield client
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def server() -> Iterator[httpx.Client]:
    with running_server(SECRET) as client:
        yield client


def status(server: httpx.Client, path: str, headers: dict[str, str]) -> int:
    if path in ("/search", "/vectors"):
        return server.post(path, json={"query": ""}, headers=headers).status_code
    if path == "/webhook":
        nothing = {"next_action": None, "sender_id": "x", "tracker": {}}
        return server.post(path, json=nothing, headers=headers).status_code
    return server.get(path, headers=headers).status_code


@pytest.mark.parametrize("path", ["/webhook", "/search", "/vectors", "/actions", "/nowhere"])
@pytest.mark.parametrize("guess", [None, "", "guessed", SECRET[:-1], SECRET.encode() + b"\xe9"])
def test_without_the_secret_nothing_is_answered(
    server: httpx.Client, path: str, guess: str
) -> None:
    headers = {} if guess is None else {SECRET_HEADER: guess}
    assert status(server, path, headers) == 401


@pytest.mark.parametrize("path", ["/webhook", "/actions"])
def test_with_the_secret_it_answers(server: httpx.Client, path: str) -> None:
    assert status(server, path, {SECRET_HEADER: SECRET}) == 200


def test_what_is_no_search_is_refused(server: httpx.Client) -> None:
    assert status(server, "/search", {SECRET_HEADER: SECRET}) == 400


NO_TEXTS = [None, [], {}, {"texts": "上市"}, {"texts": [1]}, {"texts": ["a"] * 65}]


@pytest.mark.parametrize("raw", NO_TEXTS)
def test_what_is_no_list_of_texts_is_refused(server: httpx.Client, raw: object) -> None:
    answer = server.post("/vectors", json=raw, headers={SECRET_HEADER: SECRET})
    assert answer.status_code == 400


def test_health_is_no_secret(server: httpx.Client) -> None:
    assert status(server, "/health", {}) == 200


def test_without_a_secret_of_its_own_it_answers_everybody() -> None:
    with running_server("") as server:
        assert status(server, "/actions", {}) == 200


def test_rasa_sends_the_secret_in_this_header() -> None:
    headers = read_yaml(ROOT / "endpoints.yml")["action_endpoint"]["headers"]
    assert headers == {SECRET_HEADER: "${ACTION_SERVER_SECRET}"}
