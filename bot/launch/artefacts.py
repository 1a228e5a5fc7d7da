"""What is built from the environments: the embedding model, the index, the trained model."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.launch.errors import LaunchError
from bot.launch.layout import python_of
from bot.launch.stages import Task, digest_of, write_whole

RASA_QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
}
"""What keeps Rasa and TensorFlow from calling home and from chatting."""


@dataclass(frozen=True)
class Knowledge:
    """A policy_index command that knows by itself what is left to do, and checks what is there."""

    name: str
    environment: Path
    command: str

    def is_current(self) -> bool:
        """Never taken for granted: a damaged file is found by the command alone."""
        return False

    def make(self, task: Task) -> str:
        """Run the command; its last line says what it did."""
        python = str(python_of(self.environment))
        return task.run(
            [python, "-m", "policy_index", self.command],
            on_line=lambda line: task.progress(line.strip()),
        )


@dataclass(frozen=True)
class Training:
    """The trained Rasa model: made in a folder of its own and moved when it is whole."""

    name: str
    root: Path
    environment: Path
    model: Path
    inputs: Sequence[Path]

    def is_current(self) -> bool:
        """Whether the model is there and was trained from today's inputs."""
        stamp = self._stamp()
        return self.model.is_file() and stamp.is_file() and stamp.read_text() == self._digest()

    def make(self, task: Task) -> str:
        """Train. The old model stays in place until the new one replaces it."""
        digest = self._digest()
        folder = self.model.parent / ".training"
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        name = self.model.name[: -len(".tar.gz")]
        command = ["-m", "rasa", "train", "--fixed-model-name", name]
        try:
            task.run(
                [str(python_of(self.environment)), *command, "--out", str(folder)],
                env=RASA_QUIET,
                on_line=lambda line: task.progress(line.strip()),
            )
            trained = folder / self.model.name
            if not trained.is_file():
                raise LaunchError(f"Rasa trained no model. Its output: {task.log}")
            trained.replace(self.model)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        write_whole(self._stamp(), digest)
        return "trained"

    def _stamp(self) -> Path:
        return self.model.with_name(self.model.name + ".inputs")

    def _digest(self) -> str:
        return digest_of([path for path in self.inputs if path.exists()], self.root)
