"""The Rasa components, run by the rasa environment itself."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.nlu import lookups, sources

ROOT = Path(__file__).resolve().parents[2]
RASA_PYTHON = ROOT / ".venv-rasa" / "bin" / "python"


MESSAGES: list[dict[str, Any]] = [
    {"text": "我哋喺廣州，去年花咗５６０万上ERP", "metadata": {}},
    {"text": "", "metadata": {}},
    {"text": "去年认定的", "metadata": {"as_of": "2024-06-01"}},
    {"text": "去年认定的", "metadata": {"as_of": "soon"}},
]


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    """What the components make of MESSAGES: Rasa takes long to import, so it is asked once."""
    done = subprocess.run(
        [RASA_PYTHON, "-W", "ignore", "-m", "tests.nlu.run_components"],
        input=json.dumps(MESSAGES),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "POLICY_BOT_TODAY": "2026-11-22", "RASA_TELEMETRY_ENABLED": "false"},
    )
    understood: dict[str, Any] = json.loads(done.stdout)
    return understood


def test_tokens_are_normalised_with_places_in_the_original(answers: dict[str, Any]) -> None:
    tokens = answers["messages"][0]["tokens"]
    assert tokens[:5] == [["我", 0, 1], ["们", 1, 2], ["在", 2, 3], ["广", 3, 4], ["州", 4, 5]]
    assert tokens[-4:] == [["560", 10, 13], ["万", 13, 14], ["上", 14, 15], ["erp", 15, 18]]


def test_entities_are_appended_under_the_name_of_the_extractor(answers: dict[str, Any]) -> None:
    earlier, *found = answers["messages"][0]["entities"]
    assert earlier["value"] == "kept"
    assert {each["extractor"] for each in found} == {"PolicyEntityExtractor"}
    assert [(each["entity"], each["value"]) for each in found] == [
        ("city", "广州"),
        ("date", "2025"),
        ("money", "5600000"),
        ("topic", "数字化"),
    ]
    assert found[2] | {"role": "digital_cost", "start": 10, "end": 14} == found[2]


def test_an_empty_message_keeps_what_it_had(answers: dict[str, Any]) -> None:
    assert [each["value"] for each in answers["messages"][1]["entities"]] == ["kept"]


def test_the_day_of_the_message_comes_before_today(answers: dict[str, Any]) -> None:
    assert answers["messages"][2]["entities"][1]["value"] == "2023"


def test_a_faulty_day_of_the_message_leaves_today(answers: dict[str, Any]) -> None:
    assert answers["messages"][3]["entities"][1]["value"] == "2025"


def test_a_message_gets_an_intent_among_all_of_them(answers: dict[str, Any]) -> None:
    greeting = answers["classified"][0]
    assert greeting["intent"] == greeting["intent_ranking"][0]
    assert greeting["intent"]["name"] == "greet"
    assert sum(each["confidence"] for each in greeting["intent_ranking"]) == pytest.approx(1)
    assert "questions" not in greeting


def test_several_questions_come_with_their_places_and_intents(answers: dict[str, Any]) -> None:
    first, second = answers["classified"][1]["questions"]
    assert (first["text"], first["start"], first["end"]) == ("奖励有多少？", 0, 6)
    assert (second["text"], second["start"], second["end"]) == ("怎么申请？", 6, 11)
    assert [each["intent"]["name"] for each in (first, second)] == ["ask_amount", "ask_procedure"]
    assert 0 < first["intent"]["confidence"] <= 1


def test_an_empty_message_has_an_intent_too(answers: dict[str, Any]) -> None:
    assert answers["classified"][2]["intent"]["name"] in ("ask_amount", "ask_procedure", "greet")


def test_the_fingerprints_cover_modules_and_word_lists(
    answers: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answers["fingerprints"] == [sources.digest()] * 2
    for file in lookups.FOLDER.glob("*.yml"):
        (tmp_path / file.name).write_bytes(file.read_bytes() + b"# changed\n")
    monkeypatch.setattr(lookups, "FOLDER", tmp_path)
    assert sources.digest() != answers["fingerprints"][0]
