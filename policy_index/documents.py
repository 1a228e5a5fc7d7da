"""A policy document: what it calls itself and when it holds, each fact with its words."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from policy_index.dates import prints_day, prints_year, prints_years
from policy_index.errors import PolicyError
from policy_index.status import DocumentStatus, Term, TitlePeriod
from policy_index.strict_yaml import read_yaml

_FACTS = ("title", "number", "issuer", "jurisdiction", "issued", "printed", "published")
_DATES = ("issued", "printed", "published")
_KEYS = {"id", *_FACTS, "term", "title_period", "source", "review", "notes"}

Review = Literal["pending", "confirmed"]
"""Whether a person has held what was recognised against the text."""


@dataclass(frozen=True)
class Fact:
    """A value and the words of the source that it was read from."""

    value: str | date
    words: str


@dataclass(frozen=True)
class Document:
    """One folder of ``policies/``. A fact that the text does not print is None, never a guess."""

    id: str
    title: str
    city: str
    number: str | None
    issuer: str | None
    issued: date | None
    printed: date | None
    published: date | None
    term: Term | None
    title_period: TitlePeriod | None
    facts: dict[str, Fact]
    notes: tuple[str, ...]
    review: Review
    source: str
    source_path: Path

    def status(self, as_of: date) -> DocumentStatus:
        """In force or not on a day; a printed term outweighs the years of a title."""
        printed: Term | TitlePeriod | None = self.title_period
        if self.term is not None and (self.term.end is not None or printed is None):
            printed = self.term
        return printed.status(as_of) if printed else DocumentStatus("not_stated", None, None, ())

    @property
    def reference(self) -> str:
        """How the document is cited: 《title》（number）."""
        return f"《{self.title}》（{self.number}）" if self.number else f"《{self.title}》"


def load_document(folder: Path) -> Document:
    """Read ``folder/document.yml`` and its source.

    Raises PolicyError if a key is unknown or missing, if the source is not the one that was
    described (sha256), if the words of a fact do not stand in the source, or do not say the fact.
    """
    path = folder / "document.yml"
    raw = read_yaml(path)
    if not isinstance(raw, dict) or raw.keys() != _KEYS:
        keys = set(raw) if isinstance(raw, dict) else set()
        odd = sorted(map(str, keys ^ _KEYS))
        raise PolicyError(f"{path}: missing or unknown keys: {', '.join(odd)}")
    if raw["id"] != folder.name:
        raise PolicyError(f"{path}: id: is {raw['id']!r}, but the folder is {folder.name!r}")
    if not _are_texts(raw["notes"]):
        raise PolicyError(f"{path}: notes: must be a list of texts")
    if raw["review"] not in get_args(Review):
        raise PolicyError(f"{path}: review: must be one of {', '.join(get_args(Review))}")
    source_path, source = _read_sources(folder, path, raw["source"])
    reader = _Reader(path, _squeeze(source))
    facts = {name: fact for name in _FACTS if (fact := reader.fact(name, raw[name])) is not None}
    values: dict[str, Any] = {name: fact.value for name, fact in facts.items()}
    for name in ("title", "jurisdiction"):
        if name not in values:
            raise PolicyError(f"{path}: {name}: must be given")
    return Document(
        id=raw["id"],
        title=values["title"],
        city=values["jurisdiction"],
        number=values.get("number"),
        issuer=values.get("issuer"),
        issued=values.get("issued"),
        printed=values.get("printed"),
        published=values.get("published"),
        term=reader.term(raw["term"]),
        title_period=reader.title_period(raw["title_period"]),
        facts=facts,
        notes=tuple(raw["notes"]),
        review=raw["review"],
        source=source,
        source_path=source_path,
    )


class _Reader:
    """Takes facts from the YAML and holds each against the source."""

    def __init__(self, path: Path, squeezed_source: str) -> None:
        self._path, self._source = path, squeezed_source

    def fact(self, name: str, raw: Any) -> Fact | None:
        if raw is None:
            return None
        _check_keys(self._path, name, raw, {"value", "words"})
        value, (words,) = raw["value"], self._words(name, [raw["words"]])
        if name in _DATES:
            self._need(name, type(value) is date, "value must be a date (2022-04-13)")
            self._need(name, prints_day(value, words), f"{words!r} does not print {value}")
        else:
            self._need(name, isinstance(value, str) and bool(value.strip()), "value must be text")
            # The words that show the jurisdiction need not name it: 在全市范围内.
            said = name == "jurisdiction" or _squeeze(value) in _squeeze(words)
            self._need(name, said, f"{words!r} does not say {value}")
        return Fact(value, words)

    def term(self, raw: Any) -> Term | None:
        if raw is None:
            return None
        _check_keys(self._path, "term", raw, {"start", "years", "until", "words"})
        start, years, until = raw["start"], raw["years"], raw["until"]
        words = self._words("term", raw["words"])
        if start is not None:
            self._need("term", type(start) is date, "start must be a date (2022-08-05)")
            said = any(prints_day(start, w) for w in words)
            self._need("term", said, f"no word prints {start}")
        if years is not None:
            self._need("term", type(years) is int and years > 0, "years must be a whole number")
            said = any(prints_years(years, w) for w in words)
            self._need("term", said, f"no word prints {years}年")
        if until is not None:
            self._need("term", years is None, "give years or until, not both; null for the other")
            self._need("term", type(until) is date, "until must be a date (2025-12-31)")
            said = any(prints_day(until, w) for w in words)
            self._need("term", said, f"no word prints {until}")
            in_order = start is None or until >= start
            self._need("term", in_order, "until must not come before start")
        return Term(start, years, until, words)

    def title_period(self, raw: Any) -> TitlePeriod | None:
        if raw is None:
            return None
        _check_keys(self._path, "title_period", raw, {"from", "to", "words"})
        words = self._words("title_period", [raw["words"]])
        for year in (raw["from"], raw["to"]):
            self._need("title_period", type(year) is int, "from and to must be years (2022)")
            self._need("title_period", prints_year(year, *words), f"the words do not print {year}")
        self._need("title_period", raw["from"] <= raw["to"], "from must not come after to")
        return TitlePeriod(raw["from"], raw["to"], words)

    def _words(self, name: str, words: Any) -> tuple[str, ...]:
        self._need(name, _are_texts(words), "words must be text of the source")
        for quote in words:
            said = _squeeze(quote) in self._source
            self._need(name, said, f"the source does not say {quote!r}")
        return tuple(words)

    def _need(self, name: str, holds: bool, why: str) -> None:
        if not holds:
            raise PolicyError(f"{self._path}: {name}: {why}")


def _check_keys(path: Path, name: str, raw: Any, keys: set[str]) -> None:
    if not isinstance(raw, dict) or raw.keys() != keys:
        raise PolicyError(f"{path}: {name}: needs exactly: {', '.join(sorted(keys))}")


def _are_texts(raw: Any) -> bool:
    return isinstance(raw, list) and all(isinstance(text, str) and text.strip() for text in raw)


def _read_sources(folder: Path, path: Path, raw: Any) -> tuple[Path, str]:
    """The file of the document's text and the text; the original beside it is only checked."""
    _check_keys(path, "source", raw, {"file", "sha256", "original", "origin"})
    source_path = folder / str(raw["file"])
    content = _read_unchanged(source_path, raw["sha256"])
    if raw["original"] is not None:
        _check_keys(path, "source.original", raw["original"], {"file", "sha256"})
        _read_unchanged(folder / str(raw["original"]["file"]), raw["original"]["sha256"])
    try:
        return source_path, content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PolicyError(f"{source_path}: is not text in UTF-8: {error.reason}") from error


def _read_unchanged(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PolicyError(f"{path}: {error.strerror}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise PolicyError(f"{path}: its sha256 is {found}, document.yml says {sha256}")
    return content


def _squeeze(text: str) -> str:
    """Without white space: a page break may stand inside any words."""
    return re.sub(r"\s+", "", text)
