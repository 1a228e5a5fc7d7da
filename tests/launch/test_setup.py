"""What is set up for a goal, and in which order."""

import pytest

from bot.launch.setup import TO_SERVE, _steps


def names(goals: list[str]) -> list[list[str]]:
    """The stages of each step, all chains of a step together."""
    return [[stage.name for chain in step for stage in chain] for step in _steps(goals)]


def test_the_rasa_model_is_trained_when_both_environments_and_the_network_are_there() -> None:
    assert names(["train"]) == [
        ["service environment", "embedding model", "rasa environment"],
        ["rasa model"],
    ]


def test_to_serve_everything_but_the_benchmarks_is_made() -> None:
    assert names(list(TO_SERVE)) == [
        ["service environment", "embedding model", "rasa environment"],
        ["index", "rasa model"],
    ]


@pytest.mark.parametrize("goal", ["service", "rasa", "bench", "openfisca"])
def test_an_environment_needs_nothing_else(goal: str) -> None:
    assert [len(step) for step in names([goal])] == [1]
