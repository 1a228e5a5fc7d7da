"""A new model replaces the old one whole, or not at all."""

import io
from pathlib import Path

import pytest

from bot.launch.artefacts import Training
from bot.launch.console import Console
from bot.launch.errors import CommandFailed, LaunchError
from bot.launch.stages import run_chains

# Does what the trainer does with its arguments: reads the configuration, writes OUT/NAME.tar.gz.
TRAINER = """#!/bin/sh
while [ $# -gt 0 ]; do
    case "$1" in --out) out=$2;; --fixed-model-name) name=$2;; esac
    shift
done
cp config.yml "$out/$name.tar.gz"
grep -q broken config.yml && exit 1
exit 0
"""


@pytest.fixture
def training(tmp_path: Path) -> Training:
    environment = tmp_path / "env"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin" / "python").write_text(TRAINER)
    (environment / "bin" / "python").chmod(0o755)
    config = tmp_path / "config.yml"
    config.write_text("first")
    model = tmp_path / "models" / "policy-bot.tar.gz"
    return Training("rasa model", tmp_path, environment, model, [config])


def train(training: Training) -> str:
    screen = io.StringIO()
    logs = training.root / "logs"
    run_chains([[training]], root=training.root, logs=logs, console=Console(screen))
    return screen.getvalue()


def test_it_trains_when_an_input_changed_and_only_then(training: Training) -> None:
    assert "trained" in train(training)
    assert training.model.read_text() == "first"
    assert "up to date" in train(training)

    (training.root / "config.yml").write_text("second")
    assert "trained" in train(training)
    assert training.model.read_text() == "second"


def test_a_failed_training_keeps_the_old_model_and_is_tried_again(training: Training) -> None:
    train(training)
    (training.root / "config.yml").write_text("broken")

    with pytest.raises(CommandFailed):
        train(training)
    assert training.model.read_text() == "first"
    assert [path.name for path in training.model.parent.iterdir() if path.is_dir()] == []
    assert not training.is_current()


def test_a_model_that_was_removed_is_trained_again(training: Training) -> None:
    train(training)
    training.model.unlink()
    assert not training.is_current()
    train(training)
    assert training.is_current()


def test_a_trainer_that_makes_nothing_is_an_error(training: Training) -> None:
    (training.environment / "bin" / "python").write_text("#!/bin/sh\n")
    with pytest.raises(LaunchError, match="trained no model"):
        train(training)
