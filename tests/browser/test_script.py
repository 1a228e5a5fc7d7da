"""The scripts that pages include are small, and made from the sources beside them."""

import gzip
import re
from hashlib import sha256
from pathlib import Path

import pytest

from bot.gateway.pages import DESK, WEB, WIDGET

LIMITS = {WIDGET: 40 * 1024, DESK: 60 * 1024}
"""Bytes over the line, everything included. The lightest rival weighs twice what the chat may."""

scripts = pytest.mark.parametrize("path", LIMITS, ids=lambda path: path.name)


@scripts
def test_it_weighs_little_over_the_line(path: Path) -> None:
    assert len(gzip.compress(path.read_bytes(), 9)) <= LIMITS[path]


@scripts
def test_it_was_built_from_the_sources_as_they_are(path: Path) -> None:
    said = re.match(r"/\* built from ([0-9a-f]{64}) \*/", path.read_text(encoding="utf-8"))
    assert said
    assert said.group(1) == _digest(WEB), "bot/web has changed since: run `make web`"


@scripts
def test_it_runs_no_strings_and_fetches_nothing_from_elsewhere(path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function\(|import\(", script)
    addresses = set(re.findall(r"https?://[\w./-]+", script))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"}


def _digest(web: Path) -> str:
    """As ``vite.config.ts`` computes it."""
    named = ("package-lock.json", "vite.config.ts", "static/tokens.css")
    files = [*(web / name for name in named), *(web / "src").rglob("*")]
    total = sha256()
    for name in sorted(str(file.relative_to(web)) for file in files if file.is_file()):
        total.update(f"{name}\0".encode() + sha256((web / name).read_bytes()).digest())
    return total.hexdigest()
