"""The sheets that were made, kept by id: a sheet stays as it was when the policies change."""

import json
import os
import re
from dataclasses import asdict
from pathlib import Path

from actions.subsidy.sheet import FORM, Sheet
from policy_index.collection import POLICIES
from policy_index.errors import PolicyError
from policy_index.files import create_whole

_ID = re.compile("[0-9a-f]{16}")


class UnknownSheet(PolicyError):
    """No sheet of that id, or none that can still be read."""


def folder() -> Path:
    """Where sheets are kept: ``POLICY_BOT_SHEETS``, or ``.state/sheets`` beside ``policies``."""
    named = os.environ.get("POLICY_BOT_SHEETS")
    return Path(named) if named else POLICIES.parent / ".state" / "sheets"


def keep(sheet: Sheet, folder: Path) -> Sheet:
    """Write the sheet, unless it is there, and return the one that is. Raises PolicyError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path_of(sheet.id, folder).exists():
            whole = json.dumps(asdict(sheet), ensure_ascii=False, indent=1)
            create_whole(path_of(sheet.id, folder), whole)
    except OSError as error:
        raise PolicyError(f"{folder}: cannot keep a sheet: {error.strerror}") from error
    return read(sheet.id, folder)


def read(sheet_id: str, folder: Path) -> Sheet:
    """Raises UnknownSheet."""
    path = path_of(sheet_id, folder)
    try:
        sheet = Sheet(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise UnknownSheet(f"no sheet {sheet_id} in {folder}") from None
    except (OSError, ValueError, TypeError) as error:
        raise UnknownSheet(f"{path}: is no sheet, remove it and make it anew: {error}") from error
    if sheet.form != FORM:
        raise UnknownSheet(f"{path}: is of an older version; make the sheet anew")
    return sheet


def path_of(sheet_id: str, folder: Path) -> Path:
    """Raises UnknownSheet for what is no id, so that no other file is ever named."""
    if not _ID.fullmatch(sheet_id):
        raise UnknownSheet(f"{sheet_id!r} is no id of a sheet: 16 characters of 0-9 and a-f")
    return folder / f"{sheet_id}.json"
