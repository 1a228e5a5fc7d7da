"""The trained model understands messages that it was never trained on (tests/nlu_heldout.yml)."""

import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.launch.artefacts import RASA_QUIET
from bot.launch.layout import MODEL, RASA_ENV, ROOT, python_of
from policy_index.text import normalize

HELD_OUT = ROOT / "tests" / "nlu_heldout.yml"
TRAINING = ROOT / "data" / "nlu.yml"
IN_SCOPE = (
    *("ask_amount", "ask_policy", "ask_match", "ask_change", "ask_gap", "ask_sheet"),
    *("ask_validity", "ask_responsible", "ask_procedure", "compare"),
)
TALK = (
    *("affirm", "deny", "greet", "goodbye", "thanks", "bot_challenge", "help", "start_over"),
    *("set_aside", "repeat", "chitchat", "ask_human", "complain", "insult", "ask_source"),
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Rasa's own report: scores by intent, `macro avg`, and `errors`; the threshold counts too."""
    folder = tmp_path_factory.mktemp("intents")
    assert MODEL.is_file(), f"{MODEL} is missing: make train"
    command = [python_of(RASA_ENV), "-m", "rasa", "test", "nlu", "--no-plot", "--quiet"]
    subprocess.run(
        [*command, "--nlu", HELD_OUT, "--model", MODEL, "--out", folder],
        cwd=ROOT,
        env=os.environ | RASA_QUIET,
        check=True,
        timeout=600,
    )
    scores = json.loads((folder / "intent_report.json").read_text(encoding="utf-8"))
    errors = json.loads((folder / "intent_errors.json").read_text(encoding="utf-8"))
    return {**scores, "errors": errors}


def test_the_intents_are_told_apart(report: Mapping[str, Any]) -> None:
    assert report["macro avg"]["f1-score"] >= 0.97, report["errors"]


def test_every_intent_is_understood(report: Mapping[str, Any]) -> None:
    weak = {name: report[name]["recall"] for name in _examples(HELD_OUT)}
    assert {name: recall for name, recall in weak.items() if recall < 0.9} == {}


def test_questions_about_the_policies_are_hardly_ever_refused(report: Mapping[str, Any]) -> None:
    asked = sum(report[name]["support"] for name in IN_SCOPE)
    refused = [
        error["text"]
        for error in report["errors"]
        if error["intent"] in IN_SCOPE and error["intent_prediction"]["name"] == "out_of_scope"
    ]
    assert len(refused) <= 0.02 * asked, refused


def test_talk_and_commands_are_understood(report: Mapping[str, Any]) -> None:
    said = sum(report[name]["support"] for name in TALK)
    wrong = [error["text"] for error in report["errors"] if error["intent"] in TALK]
    assert len(wrong) <= 0.02 * said, wrong


def test_other_fields_are_seldom_taken_for_questions_about_the_policies(
    report: Mapping[str, Any],
) -> None:
    assert report["out_of_scope"]["recall"] >= 0.95, report["errors"]


def test_held_out_messages_are_held_out() -> None:
    trained = {_key(text) for texts in _examples(TRAINING).values() for text in texts}
    seen = [t for texts in _examples(HELD_OUT).values() for t in texts if _key(t) in trained]
    assert seen == []


def test_no_message_is_held_out_twice() -> None:
    counts = Counter(_key(text) for texts in _examples(HELD_OUT).values() for text in texts)
    assert [text for text, count in counts.items() if count > 1] == []


def test_there_are_enough_messages() -> None:
    held_out, training = _examples(HELD_OUT), _examples(TRAINING)
    assert held_out.keys() == training.keys()
    assert min(map(len, held_out.values())) >= 25
    assert min(map(len, training.values())) >= 70


def _examples(path: Path) -> dict[str, list[str]]:
    """Intent → messages of a file in Rasa's format."""
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if intent := re.fullmatch(r"- intent: (\w+)", line):
            found[intent[1]] = []
        elif example := re.fullmatch(r" {4}- (.+)", line):
            found[list(found)[-1]].append(example[1])
    return found


def _key(text: str) -> str:
    """Another script, punctuation or case makes no new message."""
    return re.sub(r"\W", "", normalize(text)).casefold() or text
