"""Where things are, relative to the project's root."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETUP = ROOT / ".setup"
"""The lock of the set-up and the logs of its stages."""
SERVICE_ENV = ROOT / ".venv"
RASA_ENV = ROOT / ".venv-rasa"
BENCH_ENV = ROOT / ".venv-bench"
OPENFISCA_ENV = ROOT / ".venv-openfisca"
REQUIREMENTS = ROOT / "requirements"
MODEL = ROOT / "models" / "policy-bot.tar.gz"
LOG = ROOT / ".log" / "bot.log"


def python_of(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    return environment / "bin" / "python"
