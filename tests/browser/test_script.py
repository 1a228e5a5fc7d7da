"""The script that pages include is small, and made from the sources beside it."""

import gzip
import re
from hashlib import sha256
from pathlib import Path

from bot.gateway.pages import WEB, WIDGET

LIMIT = 40 * 1024
"""Bytes over the line, everything included: half of what the lightest rival weighs."""


def test_it_weighs_at_most_forty_kilobytes_over_the_line() -> None:
    assert len(gzip.compress(WIDGET.read_bytes(), 9)) <= LIMIT


def test_it_was_built_from_the_sources_as_they_are() -> None:
    said = re.match(r"/\* built from ([0-9a-f]{64}) \*/", WIDGET.read_text(encoding="utf-8"))
    assert said
    assert said.group(1) == _digest(WEB), "bot/web has changed since: run `make web`"


def test_it_runs_no_strings_and_fetches_nothing_from_elsewhere() -> None:
    script = WIDGET.read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function\(|import\(", script)
    addresses = set(re.findall(r"https?://[\w./-]+", script))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"}


def _digest(web: Path) -> str:
    """As ``vite.config.ts`` computes it."""
    files = [web / "package-lock.json", web / "vite.config.ts", *(web / "src").rglob("*")]
    total = sha256()
    for name in sorted(str(file.relative_to(web)) for file in files if file.is_file()):
        total.update(f"{name}\0".encode() + sha256((web / name).read_bytes()).digest())
    return total.hexdigest()
