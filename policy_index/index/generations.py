"""Generations on disk: each is whole, none is changed, a pointer names the one that holds.

    <index>/CURRENT                  name of the generation, and the sha256 of its manifest
    <index>/generation-000007/       manifest.json; for each segment which of its clauses hold
    <index>/segment-000004/          a segment; the generations after it go on using it
    <index>/embedded.sqlite          the embedded passages
    <index>/clauses-….sqlite         parsed clauses (policy_index/clause_cache.py)

Everything is written under another name, synced and renamed; the pointer is replaced last. Until
then readers see the generation before, whatever happens to the builder, and what it leaves half
done is swept away by the next. A reader that has a generation open keeps its files after they are
removed: they are mapped.

sha256 of every file is in the manifest. It is computed when a file is written and checked by
``check`` and by a build that keeps the file. A reader checks the pointer's hash of the manifest
and every file's size, and the hashes too while all files together are below ``HASHED_AT_START``:
hashing goes at 2 GB a second, so at a million clauses it would be seconds of each start.
"""

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from policy_index.index.arrays import Array, save
from policy_index.index.origin import Origin
from policy_index.index.unusable import IndexUnusable
from policy_index.model_files import sha256_of

HASHED_AT_START = 2**28

_POINTER = "CURRENT"
_MANIFEST = "manifest.json"
_UNFINISHED = ".unfinished-"


@dataclass(frozen=True)
class FileRecord:
    """What the manifest says of a file."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a generation is. ``next_id``: the first that no clause has had; ``lengths``: tokens of
    all clauses by field; ``segments``: their names; ``files``: by path within the index folder."""

    origin: Origin
    clauses: int = 0
    passages: int = 0
    dimension: int = 0
    next_id: int = 0
    lengths: Mapping[str, int] = field(default_factory=dict)
    segments: Sequence[str] = ()
    files: Mapping[str, FileRecord] = field(default_factory=dict)

    def files_of(self, name: str) -> dict[str, FileRecord]:
        """The files of one segment or generation."""
        return {path: of for path, of in self.files.items() if path.startswith(f"{name}/")}


def clauses_file(segment: str) -> str:
    """Name of the generation's array that tells which clause of the collection each row of a
    segment is, -1 where none, shape (rows,)."""
    return f"{segment}-clauses"


def frequencies_file(segment: str, field: str) -> str:
    """Name of the array that tells in how many clauses each token stands, shape (tokens,). It is
    there only if clauses of the segment are gone: else the postings tell it."""
    return f"{segment}-{field}"


def current(folder: Path) -> Path:
    """The generation that the pointer names; raises IndexUnusable when there is none."""
    return _pointed(folder)[0]


def read_manifest(folder: Path) -> tuple[Path, Manifest]:
    """The current generation and its manifest; raises IndexUnusable if it is damaged."""
    generation, expected = _pointed(folder)
    path = generation / _MANIFEST
    try:
        content = path.read_bytes()
        if sha256(content).hexdigest() != expected:
            raise IndexUnusable(f"{path} is damaged: it is not the one that was published")
        return generation, _manifest(json.loads(content))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusable(f"{path} is damaged: {error}") from error


def check_files(folder: Path, files: Mapping[str, FileRecord], *, hashes: bool) -> None:
    """Raises IndexUnusable naming the first file that is not as the manifest says."""
    for name, record in files.items():
        path = folder / name
        size_is_right = path.is_file() and path.stat().st_size == record.bytes
        if not size_is_right or (hashes and sha256_of(path) != record.sha256):
            raise IndexUnusable(f"{path} is damaged or missing")


def next_number(folder: Path) -> int:
    """The number of the next generation, and of the segment that it may bring."""
    found = (re.search(r"-(\d+)$", path.name) for path in folder.iterdir())
    return max((int(number[1]) for number in found if number), default=0) + 1


@contextmanager
def written(folder: Path, name: str) -> Iterator[Path]:
    """A folder to write into, which gets its name, synced, when all went well, and else goes."""
    unfinished = folder / f"{_UNFINISHED}{name}"
    unfinished.mkdir()
    try:
        yield unfinished
        _sync(unfinished)
        unfinished.rename(folder / name)
        _sync_one(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def records(written: Path, name: str) -> dict[str, FileRecord]:
    """What the manifest is to say of the files in ``written``, which is or will be ``name``."""
    paths = sorted(path for path in written.rglob("*") if path.is_file())
    return {
        f"{name}/{path.relative_to(written).as_posix()}": FileRecord(
            path.stat().st_size, sha256_of(path)
        )
        for path in paths
    }


def publish(folder: Path, name: str, manifest: Manifest, arrays: Mapping[str, Array]) -> Path:
    """Write a generation with its own arrays, and point to it; returns its folder."""
    with written(folder, name) as unfinished:
        save(unfinished, **arrays)
        own = records(unfinished, name)
        content = _json(replace(manifest, files={**manifest.files, **own}))
        (unfinished / _MANIFEST).write_bytes(content)
    new = folder / f".{_POINTER}"
    new.write_text(f"{name} {sha256(content).hexdigest()}\n", "utf-8")
    _sync_one(new)
    new.replace(folder / _POINTER)
    _sync_one(folder)
    return folder / name


def sweep(folder: Path) -> None:
    """Remove what the current generation does not use: older ones, and what was left half done."""
    try:
        generation, manifest = read_manifest(folder)
        kept = {generation.name, *manifest.segments}
    except IndexUnusable:
        kept = set()
    for pattern in ("generation-*", "segment-*", f"{_UNFINISHED}*"):
        for path in folder.glob(pattern):
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One builder at a time; the lock goes with the process that holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _pointed(folder: Path) -> tuple[Path, str]:
    """The generation and the hash of its manifest, as the pointer names them."""
    try:
        name, manifest_hash = (folder / _POINTER).read_text("utf-8").split()
    except FileNotFoundError:
        raise IndexUnusable(f"{folder} has no index yet") from None
    except (OSError, ValueError):
        raise IndexUnusable(f"{folder / _POINTER} is damaged, or of an older version") from None
    generation = folder / name
    if not name.startswith("generation-") or not generation.is_dir():
        raise IndexUnusable(f"{folder / _POINTER} names {name!r}, which is not there")
    return generation, manifest_hash


def _json(manifest: Manifest) -> bytes:
    return json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()


def _manifest(raw: dict[str, Any]) -> Manifest:
    origin = Origin(**raw.pop("origin"))
    files = {name: FileRecord(**record) for name, record in raw.pop("files").items()}
    return Manifest(origin=origin, files=files, **raw)


def _sync(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        _sync_one(path)


def _sync_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
