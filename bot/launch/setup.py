"""The stages of this project, and what they are made from."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bot.launch.artefacts import Knowledge, Training
from bot.launch.console import Console
from bot.launch.environments import Environment
from bot.launch.exclusive import exclusive
from bot.launch.layout import (
    BENCH_ENV,
    MODEL,
    OPENFISCA_ENV,
    RASA_ENV,
    REQUIREMENTS,
    ROOT,
    SERVICE_ENV,
    SETUP,
)
from bot.launch.stages import Stage, run_chains

GOALS = ("service", "model", "index", "rasa", "train", "bench", "openfisca")
"""What can be set up; each brings what it needs."""
TO_SERVE = GOALS[:-2]
"""All but the environments of the benchmarks."""

_SERVICE_PINS = REQUIREMENTS / "dev.txt"
_RASA_PINS = REQUIREMENTS / "rasa.txt"
_BENCH_PINS = REQUIREMENTS / "bench.txt"
_OPENFISCA_PINS = REQUIREMENTS / "openfisca.txt"
_SHARED = ("text.py", "wording.yml", "places.py", "places.yml", "strict_yaml.py")
_TRAINED_FROM = (
    *(ROOT / name for name in ("config.yml", "domain.yml", "data", "bot/nlu")),
    *(ROOT / "policy_index" / name for name in _SHARED),
    _RASA_PINS,
)


def set_up(goals: Sequence[str] = TO_SERVE) -> None:
    """Bring everything that the goals need up to date; raises LaunchError if it cannot."""
    console = Console(sys.stdout)
    with exclusive(SETUP / "lock", console.line):
        run_chains(_chains(goals), root=ROOT, logs=SETUP, console=console)


def _chains(goals: Sequence[str]) -> list[list[Stage]]:
    """The environments do not need each other, nor does what is built in them."""
    service: dict[str, Stage] = {
        "service": Environment("service environment", SERVICE_ENV, "3.11", _SERVICE_PINS),
        "model": Knowledge("embedding model", SERVICE_ENV, "model"),
        "index": Knowledge("index", SERVICE_ENV, "build"),
    }
    rasa: dict[str, Stage] = {
        "rasa": Environment("rasa environment", RASA_ENV, "3.10", _RASA_PINS),
        "train": Training("rasa model", ROOT, RASA_ENV, MODEL, _TRAINED_FROM),
    }
    bench: dict[str, Stage] = {
        "bench": Environment("benchmark environment", BENCH_ENV, "3.11", _BENCH_PINS),
    }
    openfisca: dict[str, Stage] = {
        "openfisca": Environment("OpenFisca", OPENFISCA_ENV, "3.11", _OPENFISCA_PINS),
    }
    chains = [_up_to_last(chain, goals) for chain in (service, rasa, bench, openfisca)]
    return [chain for chain in chains if chain]


def _up_to_last(chain: dict[str, Stage], goals: Sequence[str]) -> list[Stage]:
    wanted = [position for position, name in enumerate(chain) if name in goals]
    return list(chain.values())[: max(wanted) + 1] if wanted else []
