"""The lists of words that reach the extractors as data (data/lookups)."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "lookups"


@cache
def lookup(name: str) -> Any:
    """The content of `data/lookups/<name>.yml`, read once."""
    return yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
