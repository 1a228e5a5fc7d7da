"""The real collection and its measures, and copies of the policies to be spoilt."""

import shutil
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from actions.subsidy.loader import load_measures
from actions.subsidy.measures import MeasureSet
from policy_index.collection import POLICIES, Collection

# A busy machine is no failure.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
# For `make mutants`: the same few examples each time, and none made smaller once it fails.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    max_examples=20,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)


@pytest.fixture(scope="session")
def collection() -> Collection:
    return Collection.load()


@pytest.fixture(scope="session")
def measures(collection: Collection) -> MeasureSet:
    return load_measures(collection)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the policies."""
    return Path(shutil.copytree(POLICIES, tmp_path / "policies"))
