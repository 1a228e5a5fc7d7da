"""The clauses of many sources: each source is parsed once, and read from a cache from then on.

The cache is a SQLite file beside the index: the clauses by the sha256 of their source. It is named
after the code that parses, so that no other code reads it. Where it is missing, damaged or cannot
be written, the sources are parsed, and nothing else differs.
"""

import hashlib
import json
import logging
import sqlite3
import sys
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path

from policy_index.blobs import Blobs
from policy_index.clauses import Clause
from policy_index.parsing.parser import parse

_log = logging.getLogger(__name__)


def parse_all(sources: Mapping[str, str], folder: Path) -> list[Clause]:
    """The clauses of ``sources`` (by document), one document after the other, in reading order.

    ``folder`` is where the cache is; it is made if need be.
    """
    path = folder / f"clauses-{fingerprint(parser_files())}.sqlite"
    keys = {document: _sha256(source.encode()) for document, source in sources.items()}
    cached = _read(path, list(keys.values()))
    clauses, missing = list[Clause](), dict[bytes, bytes]()
    for document, source in sources.items():
        key = keys[document]
        own = _unpacked(document, cached[key]) if key in cached else None
        if own is None:
            own = parse(document, source)
            missing[key] = _packed(own)
        clauses += own
    if missing:
        _keep(path, missing)
    return clauses


def parser_files() -> list[Path]:
    """The code that decides what the clauses of a source are, and how the cache holds them."""
    here = Path(__file__)
    return [here, here.with_name("clauses.py"), *sorted(here.with_name("parsing").glob("*.py"))]


def fingerprint(code: Sequence[Path]) -> str:
    """Another one for other bytes in one of the files ``code``, and for another Python."""
    files = b"".join(_sha256(path.read_bytes()) for path in code)
    return _sha256(sys.version.encode() + files).hex()[:16]


def _read(path: Path, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
    try:
        return _blobs(path).found(keys)
    except sqlite3.DatabaseError as error:
        _log.debug("%s: %s: parsing instead", path, error)
        if not isinstance(error, sqlite3.OperationalError):  # damaged, not only locked
            with suppress(OSError):
                path.unlink()
        return {}


def _keep(path: Path, missing: Mapping[bytes, bytes]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _blobs(path).add(missing)
        for other in path.parent.glob("clauses-*.sqlite"):
            if other != path:
                other.unlink(missing_ok=True)
    except (OSError, sqlite3.DatabaseError) as error:
        _log.debug("%s: %s: nothing is cached", path, error)


def _blobs(path: Path) -> Blobs:
    return Blobs(path, "clauses")


def _packed(clauses: Sequence[Clause]) -> bytes:
    """All but the document's id: two documents may have the same source."""
    rows = [astuple(clause)[1:] for clause in clauses]
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode(), level=1)


def _unpacked(document: str, packed: bytes) -> list[Clause] | None:
    """None if a byte is not as it was packed: zlib adds a checksum."""
    try:
        rows = json.loads(zlib.decompress(packed))
    except zlib.error as error:
        _log.debug("%s: %s: parsing instead", document, error)
        return None
    return [_clause(document, *row) for row in rows]


def _clause(
    document: str,
    path: str,
    chapter: str,
    heading: str,
    text: str,
    body_end: int,
    units: list[str],
    spans: list[list[int]],
) -> Clause:
    pieces = tuple((start, end) for start, end in spans)
    return Clause(document, path, chapter, heading, text, body_end, tuple(units), pieces)


def _sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
