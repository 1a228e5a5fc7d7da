"""Everything that is installed is pinned, and nothing names one machine."""

import io
import re
from pathlib import Path

import pytest

from bot.launch.console import Console
from bot.launch.environments import canonical, read_pins
from bot.launch.pins import Lock
from bot.launch.stages import run_chains
from tests.launch.support import ROOT, make_wheel

REQUIREMENTS = ROOT / "requirements"
NAMES = ["service", "dev", "rasa"]


def asked_for(path: Path) -> dict[str, str]:
    """Canonical name → what the input says about its version, with the inputs it includes."""
    asked: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        wanted = re.match(r"([\w.-]+)(?:\[[\w,]+\])?\s*(.*)", line)
        if line.startswith("-r "):
            asked |= asked_for(path.with_name(line[3:].strip()))
        elif wanted and not line.startswith("#"):
            asked[canonical(wanted.group(1))] = wanted.group(2)
    return asked


@pytest.mark.parametrize("name", NAMES)
def test_every_input_is_pinned(name: str) -> None:
    pins = read_pins(REQUIREMENTS / f"{name}.txt")
    asked = asked_for(REQUIREMENTS / f"{name}.in")
    assert len(asked) >= 4
    assert set(asked) <= set(pins)
    exact = {package: says[2:] for package, says in asked.items() if says.startswith("==")}
    assert exact == {package: pins[package] for package in exact}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_pins_holds_pins_alone(name: str) -> None:
    lines = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert len(pins) > 50
    # No options, no addresses, and no local version (2.13.0+cpu), which one index alone has.
    assert [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_the_two_files_of_the_service_environment_agree() -> None:
    service, dev = (read_pins(REQUIREMENTS / f"{name}.txt") for name in ("service", "dev"))
    assert service.items() <= dev.items()


def test_both_environments_read_text_with_the_same_libraries() -> None:
    service, rasa = (read_pins(REQUIREMENTS / f"{name}.txt") for name in ("service", "rasa"))
    for shared in ("opencc", "pyyaml"):
        assert service[shared] == rasa[shared]


def test_locking_pins_what_the_inputs_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheels = tmp_path / "wheels"
    make_wheel(wheels, "apple", "1.0+local", needs="pear")
    make_wheel(wheels, "pear", "1.5")
    make_wheel(wheels, "quince", "0.1")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    (tmp_path / "base.in").write_text("apple\n")
    (tmp_path / "more.in").write_text("-r base.in\nquince\n")

    stage = Lock("pins", tmp_path, "3.11", ("more", "base"))
    console = Console(io.StringIO())
    run_chains([[stage]], root=tmp_path, logs=tmp_path / "logs", console=console)

    assert read_pins(tmp_path / "more.txt") == {"apple": "1.0", "pear": "1.5", "quince": "0.1"}
    assert read_pins(tmp_path / "base.txt") == {"apple": "1.0", "pear": "1.5"}
