"""Writing a document's folder: whole or not at all."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from policy_index.documents import Document, Fact, load_document
from policy_index.errors import PolicyError
from policy_index.files import replace_whole
from policy_index.intake.take_in import Intake
from policy_index.status import Term, TitlePeriod
from policy_index.strict_yaml import read_text
from policy_index.yaml_edit import with_values

_TEXT = "source.txt"
_KEPT = ("measures.yml", "coverage.yml", "questions.yml")
_FACTS = ("title", "number", "issuer", "jurisdiction", "issued", "printed", "published")


def same_source(intake: Intake, documents: dict[str, Document]) -> str | None:
    """The id of the document that was made from the same text already, if any."""
    wanted = _sha256(intake.reading.text.encode("utf-8"))
    for document in documents.values():
        if _sha256(document.source.encode("utf-8")) == wanted:
            return document.id
    return None


def write(intake: Intake, policies: Path, *, replace: bool = False) -> Path:
    """Make ``policies/<id>`` and return it.

    The folder is written beside, loaded once to hold every fact against the text, and only then
    moved to its name. Raises PolicyError if the id is taken and ``replace`` is not set, or if what
    was recognised does not stand in the text. A replaced document keeps what people wrote
    beside it: measures, coverage and questions.
    """
    target = policies / intake.id
    if target.exists() and not replace:
        cure = "give another --id, or --replace it (see what changes with diff)"
        raise PolicyError(f"{target}: there is a document of this id already: {cure}")
    policies.mkdir(parents=True, exist_ok=True)
    with _beside(policies) as room:
        folder = room / intake.id
        folder.mkdir()
        _fill(folder, intake)
        for name in _KEPT:
            if (target / name).is_file():
                shutil.copy2(target / name, folder / name)
        load_document(folder)
        if target.exists():
            target.rename(room / "replaced")
        folder.rename(target)
    return target


def remove(document: str, policies: Path) -> None:
    """Take ``policies/<document>`` away at once; a kill in between leaves no half of it."""
    with _beside(policies) as room:
        (policies / document).rename(room / document)


def revise(document: str, policies: Path, changes: Mapping[str, Any], *, of: str) -> None:
    """Put ``changes`` (values by the keys of document.yml) into a document's description, where
    all else stays as a person wrote it.

    ``of``: the sha256 of the document.yml that the changes are made to. What would come of it is
    loaded from a folder beside first, so that every fact is held against the text. Raises
    PolicyError, and leaves all as it was, if that fails or the file has changed meanwhile.
    """
    folder = policies / document
    path = folder / "document.yml"
    if _sha256(path.read_bytes()) != of:
        raise PolicyError(f"{path}: was changed by somebody else meanwhile: read it again")
    content = with_values(path, read_text(path), changes)
    with _beside(policies) as room:
        trial = room / document
        trial.mkdir()
        for each in folder.iterdir():
            if each.is_file() and each != path:
                (trial / each.name).hardlink_to(each)
        (trial / path.name).write_text(content, encoding="utf-8")
        load_document(trial)
    replace_whole(path, content)


def _fill(folder: Path, intake: Intake) -> None:
    text = intake.reading.text.encode("utf-8")
    (folder / _TEXT).write_bytes(text)
    original: dict[str, str] | None = None
    published = intake.path.read_bytes()
    if published != text:
        name = f"original.{intake.reading.format}"
        (folder / name).write_bytes(published)
        original = {"file": name, "sha256": _sha256(published)}
    source = {
        "file": _TEXT,
        "sha256": _sha256(text),
        "original": original,
        "origin": f"{intake.path.name}（{intake.reading.format}）",
    }
    content = _yaml({**metadata(intake), "source": source, "review": "pending", "notes": []})
    (folder / "document.yml").write_text(content, encoding="utf-8")


def _yaml(content: dict[str, Any]) -> str:
    return yaml.safe_dump(
        content, allow_unicode=True, sort_keys=False, width=200, default_flow_style=None
    )


def metadata(intake: Intake) -> dict[str, Any]:
    """What was recognised, in the form of document.yml; dates are dates."""
    facts = intake.facts
    return {
        "id": intake.id,
        **{name: _fact(getattr(facts, name)) for name in _FACTS},
        "term": _term(facts.term),
        "title_period": _period(facts.title_period),
    }


def _fact(fact: Fact | None) -> dict[str, str | date] | None:
    return {"value": fact.value, "words": fact.words} if fact else None


def _term(term: Term | None) -> dict[str, Any] | None:
    if term is None:
        return None
    return {
        "start": term.start,
        "years": term.years,
        "until": term.until,
        "words": list(term.words),
    }


def _period(period: TitlePeriod | None) -> dict[str, Any] | None:
    if period is None:
        return None
    return {"from": period.first_year, "to": period.last_year, "words": period.words[0]}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@contextmanager
def _beside(policies: Path) -> Iterator[Path]:
    """A folder on the same disk that no collection looks into, gone afterwards."""
    room = Path(tempfile.mkdtemp(prefix=".adding-", dir=policies))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)
