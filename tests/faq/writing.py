"""Cases as YAML, in the form in which `cases` reads them."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.faq.cases import Case, Expectation
from tests.faq.money import say_yuan

_WIDTH = 100
# PyYAML writes these as they are and reads them as something else.
_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")


class _Dumper(yaml.SafeDumper):
    """Writes any text so that it is read back as it was."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _LINE_BREAKS.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _represent_text)


def entry_of(case: Case) -> dict[str, Any]:
    """The entry of a case file; what is not expected is left out."""
    entry = {
        "id": case.id,
        "as_of": case.as_of,
        "firm": case.firm,
        "turns": list(case.turns),
        "expect": _expected(case.expect),
        "tags": list(case.tags),
        "owner": case.owner,
        "note": case.note,
    }
    return {key: value for key, value in entry.items() if value not in (None, [])}


def as_yaml(cases: Sequence[Case]) -> str:
    """The text of a case file, an empty line between cases."""
    return "\n".join(_dump(entry_of(case)) for case in cases)


def write_cases(path: Path, cases: Sequence[Case]) -> None:
    """Writes a case file, whole or not at all."""
    write_whole(path, as_yaml(cases).encode())


def append_case(path: Path, case: Case) -> None:
    """Puts a case behind those of a file, which keeps its comments; makes the file if need be."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    gap = "\n" if before else ""
    if before and not before.endswith("\n"):
        gap = "\n\n"
    write_whole(path, f"{before}{gap}{as_yaml([case])}".encode())


def write_whole(path: Path, content: bytes) -> None:
    """Replaces the file in one step, so that an interruption leaves the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _expected(expect: Expectation) -> dict[str, Any]:
    listed = {
        "clauses": [str(clause) for clause in expect.clauses],
        "amounts": _said(expect.amounts),
        "says": list(expect.says),
        "never_says": list(expect.never_says),
    }
    entry: dict[str, Any] = {} if expect.outcome is None else {"outcome": expect.outcome}
    entry |= {key: value for key, value in listed.items() if value}
    if expect.allowed_amounts is not None:
        entry["allowed_amounts"] = _said(expect.allowed_amounts)
    return entry


def _said(amounts: Iterable[Any]) -> list[str]:
    return [say_yuan(amount) for amount in amounts]


def _dump(entry: dict[str, Any]) -> str:
    text: str = yaml.dump(
        [entry],
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=_WIDTH,
    )
    return text
