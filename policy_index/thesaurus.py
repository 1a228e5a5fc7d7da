"""From how people speak to how the documents write: ``thesaurus.yml``, checked when it is read."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from policy_index.errors import PolicyError
from policy_index.strict_yaml import read_yaml

THESAURUS = Path(__file__).with_name("thesaurus.yml")


@dataclass(frozen=True)
class Entry:
    """``said`` finds any of the everyday phrases; ``written`` are the documents' words for them."""

    said: re.Pattern[str]
    written: tuple[str, ...]


def written_words(text: str) -> list[str]:
    """The documents' words for the everyday phrases in normalised ``text``, each once."""
    lowered = text.lower()
    found = [word for entry in _entries() if entry.said.search(lowered) for word in entry.written]
    return list(dict.fromkeys(found))


def read_thesaurus(path: Path) -> tuple[Entry, ...]:
    """Raises PolicyError when an entry is not two lists of words, or one stands on both sides."""
    entries = []
    for number, raw in enumerate(read_yaml(path), start=1):
        try:
            entries.append(entry_of(raw))
        except ValueError as why:
            raise PolicyError(f"{path}: entry {number}{why}") from None
    return tuple(entries)


def entry_of(raw: Any) -> Entry:
    """An entry as the file holds it. Raises ValueError saying what is wrong with it."""
    if not isinstance(raw, dict) or set(raw) != {"written", "said"}:
        raise ValueError(" needs exactly: written, said")
    written, said = raw["written"], raw["said"]
    if not all(isinstance(word, str) and word for word in [*written, *said]):
        raise ValueError(": every word must be text")
    if both := set(written) & set(said):
        raise ValueError(f": on both sides: {', '.join(sorted(both))}")
    return Entry(_any_of(said), tuple(written))


@lru_cache(maxsize=1)
def _entries() -> tuple[Entry, ...]:
    return read_thesaurus(THESAURUS)


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(_phrase(phrase) for phrase in phrases))


def _phrase(phrase: str) -> str:
    if phrase.isascii():
        return rf"(?<![a-z]){re.escape(phrase)}(?:e?s|e?d|ing)?(?![a-z])"
    return re.escape(phrase)
