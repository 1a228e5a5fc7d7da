"""Files that are there whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def create_whole(path: Path, text: str) -> None:
    """Write a file for its owner alone, in a folder that exists; the first writer wins.

    Raises OSError.
    """
    draft = _draft(path, text)
    try:
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()


def replace_whole(path: Path, text: str) -> None:
    """Write a file in the place of what was there. Raises OSError."""
    draft = _draft(path, text)
    try:
        draft.chmod(path.stat().st_mode if path.exists() else 0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _draft(path: Path, text: str) -> Path:
    descriptor, name = tempfile.mkstemp(dir=path.parent)  # created 0600
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except BaseException:
        Path(name).unlink()
        raise
    return Path(name)
