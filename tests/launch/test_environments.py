"""An environment holds its pins, is made only when needed, and says why it cannot be made."""

import io
import sys
from pathlib import Path

import pytest

from bot.launch.console import Console
from bot.launch.environments import Environment, canonical, pip_trouble, read_pins
from bot.launch.errors import LaunchError
from bot.launch.layout import python_of
from bot.launch.stages import run_chains
from tests.launch.support import make_wheel

VERSION = "{}.{}".format(*sys.version_info)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """Pins that the user's own pip configuration finds in a folder of wheels."""
    make_wheel(tmp_path / "wheels", "apple", "1.0", needs="pear")
    make_wheel(tmp_path / "wheels", "apple", "2.0", needs="pear")
    make_wheel(tmp_path / "wheels", "pear", "1.5")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.setenv(f"PYTHON{VERSION.replace('.', '')}", sys.executable)
    pins = tmp_path / "pins.txt"
    pins.write_text("apple==1.0\npear==1.5\n")
    return Environment("test environment", tmp_path / "env", VERSION, pins)


def make(environment: Environment) -> str:
    screen = io.StringIO()
    folder = environment.folder.parent
    run_chains([[environment]], root=folder, logs=folder / "logs", console=Console(screen))
    return screen.getvalue()


def test_the_life_of_an_environment(environment: Environment) -> None:
    assert not environment.is_current()
    assert "2 packages" in make(environment)
    assert "up to date" in make(environment)

    witness = environment.folder / "witness"
    witness.touch()
    environment.pins.write_text("apple==2.0\npear==1.5\n")
    assert not environment.is_current(), "other pins"
    make(environment)
    assert environment.is_current()
    assert witness.exists(), "new pins are installed into what is there"

    site_packages = environment.folder / "lib" / f"python{VERSION}" / "site-packages"
    (site_packages / "pear-1.5.dist-info").rename(environment.folder / "gone")
    assert not environment.is_current(), "a pinned package was removed by hand"
    make(environment)
    assert environment.is_current()

    (environment.folder / "pins.json").unlink()
    make(environment)
    assert environment.is_current()
    assert not witness.exists(), "what was left unfinished is made anew"

    python_of(environment.folder).unlink()
    assert not environment.is_current(), "its interpreter is gone"
    make(environment)
    assert environment.is_current()


def test_a_package_that_no_index_offers_is_named(environment: Environment) -> None:
    environment.pins.write_text("quince==9.9\n")
    with pytest.raises(LaunchError, match=r"found for quince==9\.9") as said:
        make(environment)
    assert "\n" not in str(said.value)
    assert "test-environment.log" in str(said.value)
    assert not environment.is_current()


def test_no_network_is_said_in_one_line(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    environment.pins.write_text("quince==9.9\n")
    with pytest.raises(LaunchError, match=r"^No network: pip cannot reach") as said:
        make(environment)
    assert "\n" not in str(said.value)


def test_a_full_disk_is_said_in_one_line(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(
        "Collecting torch==2.13.0\n"
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n"
    )
    assert pip_trouble(log, tmp_path).startswith("The disk is full")


def test_pins_are_compared_as_pip_compares_names(tmp_path: Path) -> None:
    pins = tmp_path / "pins.txt"
    pins.write_text("# a comment\nRuamel.Yaml==0.17.21\nPyYAML==6.0.3 ; os_name == 'posix'\n")
    assert read_pins(pins) == {"ruamel-yaml": "0.17.21", "pyyaml": "6.0.3"}
    assert canonical("Sanic_Cors") == "sanic-cors"
