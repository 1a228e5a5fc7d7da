"""How Rasa calls the action server, run by the rasa environment itself."""

import json
import os
import subprocess
from typing import Any

import pytest

from bot.launch.layout import RASA_ENV, python_of
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def called() -> dict[str, Any]:
    """What the action server saw of three calls, and what became of its replies."""
    done = subprocess.run(
        [python_of(RASA_ENV), "-W", "ignore", "-m", "tests.rasa_server.run_action_call"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "RASA_TELEMETRY_ENABLED": "false"},
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_one_connection_serves_all_calls(called: dict[str, Any]) -> None:
    assert len(called["requests"]) == 3
    assert called["connections"] == 1


def test_a_call_carries_the_secret_the_action_and_the_conversation(called: dict[str, Any]) -> None:
    request = called["requests"][0]
    assert (request["secret"], request["next_action"]) == ("known", "action_answer")
    assert (request["sender_id"], request["tracker"]["sender_id"]) == ("ann", "ann")
    assert request["tracker"]["latest_message"]["text"] == "能补多少"


def test_the_domain_stays_at_home(called: dict[str, Any]) -> None:
    assert called["requests"][0]["domain"] == {}


def test_replies_become_what_the_bot_says_and_the_slots_that_it_sets(
    called: dict[str, Any],
) -> None:
    said, slot = called["events"][0]
    assert (said["text"], said["data"]["custom"]) == ("280万元", {"kind": "answer"})
    assert (slot["name"], slot["value"]) == ("request", {"kind": "amount"})
    assert called["events"][1] == []


def test_an_event_that_rasa_does_not_know_is_refused(called: dict[str, Any]) -> None:
    assert called["events"][2] == "ValueError"


def test_a_server_that_is_gone_is_an_error_that_rasa_handles(called: dict[str, Any]) -> None:
    assert called["events"][3] == "RasaException"
