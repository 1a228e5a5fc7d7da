"""Case files: what one holds, and reading them with errors that say where and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import yaml

from policy_index.errors import PolicyError
from policy_index.strict_yaml import read_yaml
from tests.faq.money import one_sum

OUTCOMES = ("answer", "ask", "refuse", "handoff", "smalltalk")
_CASE_KEYS = ("id", "as_of", "firm", "turns", "expect", "tags", "owner", "note")
_EXPECT_KEYS = ("outcome", "clauses", "amounts", "allowed_amounts", "says", "never_says")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TAG = re.compile(r"[^\s、，,；;]+")
_ALTERNATIVES = re.compile("[|｜]")


class CaseError(ValueError):
    """A case file that cannot be used: names the file, the case, the field and the reason."""

    def __init__(self, source: Path, case: str | None, field: str | None, why: str) -> None:
        where = [str(source)]
        if case is not None:
            where.append(f"case {case}")
        if field is not None:
            where.append(field)
        super().__init__(f"{', '.join(where)}: {why}")


@dataclass(frozen=True)
class ClauseKey:
    """A clause as citations name it: document id and clause path."""

    document: str
    path: str

    @classmethod
    def of(cls, words: str) -> ClauseKey:
        """The key that the words write; its parts are empty where they write none."""
        document, _, path = words.partition(" ")
        return cls(document, path.strip())

    def __str__(self) -> str:
        return f"{self.document} {self.path}"


@dataclass(frozen=True)
class Expectation:
    """What the reply to the last turn must hold. An absent field is not checked."""

    outcome: str | None = None
    clauses: tuple[ClauseKey, ...] = ()
    amounts: tuple[Decimal, ...] = ()
    allowed_amounts: tuple[Decimal, ...] | None = None
    says: tuple[str, ...] = ()
    never_says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """One conversation and the expectation on its last reply.

    ``firm`` is what the asking firm says of itself before its first turn. Tags, owner and note are
    for the people who keep the cases.
    """

    id: str
    as_of: date | None
    turns: tuple[str, ...]
    expect: Expectation
    source: Path
    firm: str | None = None
    tags: tuple[str, ...] = ()
    owner: str | None = None
    note: str | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """Everything that is said to the bot, in order."""
        return self.turns if self.firm is None else (self.firm, *self.turns)


def load_cases(paths: Iterable[Path]) -> list[Case]:
    """The cases of these files and folders, in the order given.

    A folder stands for its `*.yml` and `*.yaml` files, deeper ones included. Raises CaseError.
    """
    return unique(case for source in case_files(paths) for case in load_file(source))


def unique(cases: Iterable[Case]) -> list[Case]:
    """The cases as they come. Raises CaseError if two have one id."""
    known: dict[str, Case] = {}
    for case in cases:
        if case.id in known:
            raise CaseError(case.source, case.id, "id", f"already used in {known[case.id].source}")
        known[case.id] = case
    return list(known.values())


def alternatives(phrase: str) -> list[str]:
    """What a phrase allows: a|b is either."""
    return _ALTERNATIVES.split(phrase)


def case_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that these files and folders stand for. Raises CaseError."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        files = sorted(file for file in path.rglob("*.y*ml") if file.suffix in (".yml", ".yaml"))
        if not files:
            raise CaseError(path, None, None, "the folder holds no .yml file")
        yield from files


def load_file(source: Path) -> list[Case]:
    """The cases of one YAML file. Raises CaseError."""
    try:
        content = read_yaml(source)
    except (PolicyError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CaseError(source, None, None, str(error)) from error
    if not isinstance(content, list) or not content:
        raise CaseError(source, None, None, "must be a list of cases")
    return [_case(entry, source, number) for number, entry in enumerate(content, start=1)]


def _case(entry: Any, source: Path, number: int) -> Case:
    if not isinstance(entry, dict):
        raise CaseError(source, f"number {number}", None, "must be a mapping")
    case_id = entry.get("id")
    if not isinstance(case_id, str) or not ID.fullmatch(case_id):
        why = "must be lower-case words of a-z and 0-9 joined by hyphens"
        raise CaseError(source, f"number {number}", "id", why)
    reader = _Reader(source, case_id)
    reader.known_keys(entry, _CASE_KEYS, field=None)
    return Case(
        id=case_id,
        as_of=reader.as_of(entry.get("as_of")),
        turns=reader.texts(entry, "turns", required=True),
        expect=reader.expectation(entry.get("expect")),
        source=source,
        firm=reader.text(entry, "firm"),
        tags=reader.tags(entry),
        owner=reader.text(entry, "owner"),
        note=reader.text(entry, "note"),
    )


class _Reader:
    """Reads the fields of one case; every error names the case and the field."""

    def __init__(self, source: Path, case_id: str) -> None:
        self._source = source
        self._case_id = case_id

    def known_keys(
        self, entry: Mapping[Any, Any], known: tuple[str, ...], field: str | None
    ) -> None:
        for key in entry:
            if key not in known:
                self._fail(field, f"unknown key {key!r}; known are {', '.join(known)}")

    def as_of(self, value: Any) -> date | None:
        # A YAML timestamp with a time is a datetime, which is a date too.
        if value is not None and type(value) is not date:
            self._fail("as_of", "must be a date such as 2026-11-22")
        return value

    def texts(
        self, entry: Mapping[Any, Any], key: str, *, required: bool = False
    ) -> tuple[str, ...]:
        values = entry.get(key, [])
        if not isinstance(values, list) or (required and not values):
            self._fail(key, "must be a list of texts")
        return tuple(self._text(key, value) for value in values)

    def text(self, entry: Mapping[Any, Any], key: str) -> str | None:
        return self._text(key, entry[key]) if key in entry else None

    def tags(self, entry: Mapping[Any, Any]) -> tuple[str, ...]:
        tags = self.texts(entry, "tags")
        for tag in tags:
            if not TAG.fullmatch(tag):
                self._fail("tags", f"{tag!r} holds a space, a comma or a semicolon")
        return tags

    def expectation(self, entry: Any) -> Expectation:
        if not isinstance(entry, dict) or not entry:
            self._fail("expect", "must say at least one thing about the reply")
        self.known_keys(entry, _EXPECT_KEYS, field="expect")
        outcome = entry.get("outcome")
        if "outcome" in entry and outcome not in OUTCOMES:
            self._fail("outcome", f"{outcome!r} is none of {', '.join(OUTCOMES)}")
        return Expectation(
            outcome=outcome,
            clauses=tuple(self._clause(text) for text in self.texts(entry, "clauses")),
            amounts=self._amounts(entry, "amounts"),
            allowed_amounts=(
                self._amounts(entry, "allowed_amounts") if "allowed_amounts" in entry else None
            ),
            says=self._phrases(entry, "says"),
            never_says=self._phrases(entry, "never_says"),
        )

    def _text(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            self._fail(key, f"{value!r} is not a text; put it in quotes")
        return value

    def _clause(self, text: str) -> ClauseKey:
        key = ClauseKey.of(text)
        if not key.document.isascii() or not key.path:
            self._fail("clauses", f"{text!r} is not a document id, a space and a clause path")
        return key

    def _amounts(self, entry: Mapping[Any, Any], key: str) -> tuple[Decimal, ...]:
        return tuple(self._amount(key, text) for text in self.texts(entry, key))

    def _amount(self, key: str, text: str) -> Decimal:
        yuan = one_sum(text)
        if yuan is None:
            self._fail(key, f"{text!r} is not one sum of money such as 280万元")
        return yuan

    def _phrases(self, entry: Mapping[Any, Any], key: str) -> tuple[str, ...]:
        phrases = self.texts(entry, key)
        for phrase in phrases:
            if not all(alternative.strip() for alternative in alternatives(phrase)):
                self._fail(key, f"{phrase!r} has an empty alternative, which any reply would match")
        return phrases

    def _fail(self, field: str | None, why: str) -> NoReturn:
        raise CaseError(self._source, self._case_id, field, why)
