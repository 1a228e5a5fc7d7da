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
_SHARED = (
    *("text.py", "wording.yml", "pinyin.py", "pinyin.yml", "places.py", "places.yml"),
    "strict_yaml.py",
)
_NETWORK = ("adapter.npz", "adapter.py", "packed.py", "pieces.py", "query_network.py")
_NEEDS: dict[str, tuple[str, ...]] = {
    "service": (),
    "model": ("service",),
    "index": ("model",),
    "rasa": (),
    "train": ("model", "rasa"),
    "bench": (),
    "openfisca": (),
}
_TRAINED_FROM = (
    *(ROOT / name for name in ("config.yml", "domain.yml", "data", "bot/nlu")),
    *(ROOT / "policy_index" / name for name in (*_SHARED, *_NETWORK, "query_encoder.py")),
    _RASA_PINS,
)


def set_up(goals: Sequence[str] = TO_SERVE) -> None:
    """Bring everything that the goals need up to date; raises LaunchError if it cannot."""
    console = Console(sys.stdout)
    with exclusive(SETUP / "lock", console.line):
        for chains in _steps(goals):
            run_chains(chains, root=ROOT, logs=SETUP, console=console)


def _steps(goals: Sequence[str]) -> list[list[list[Stage]]]:
    """Chains that do not need each other, then those that need what both environments made.

    The Rasa model is trained on vectors by the network that the service environment unpacks.
    """
    stages = _stages()
    wanted = _with_needs(goals)
    steps = [[["service", "model"], ["rasa"], ["bench"], ["openfisca"]], [["index"], ["train"]]]
    return [
        [[stages[name] for name in chain if name in wanted] for chain in step if wanted & {*chain}]
        for step in steps
        if wanted & {name for chain in step for name in chain}
    ]


def _stages() -> dict[str, Stage]:
    return {
        "service": Environment("service environment", SERVICE_ENV, "3.11", _SERVICE_PINS),
        "model": Knowledge("embedding model", SERVICE_ENV, "model"),
        "index": Knowledge("index", SERVICE_ENV, "build"),
        "rasa": Environment("rasa environment", RASA_ENV, "3.10", _RASA_PINS),
        "train": Training("rasa model", ROOT, RASA_ENV, MODEL, _TRAINED_FROM),
        "bench": Environment("benchmark environment", BENCH_ENV, "3.11", _BENCH_PINS),
        "openfisca": Environment("OpenFisca", OPENFISCA_ENV, "3.11", _OPENFISCA_PINS),
    }


def _with_needs(goals: Sequence[str]) -> set[str]:
    wanted = set(goals)
    for name in goals:
        wanted |= _with_needs(_NEEDS[name])
    return wanted
