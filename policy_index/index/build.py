"""Building: what of the collection is new is embedded and indexed, and a generation is published.

A clause that the index has already stays where it is, known by the digest of what it is made from.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.embedding import Embedder
from policy_index.index import generations
from policy_index.index.arrays import Array, Rows
from policy_index.index.assemble import Kept, assemble
from policy_index.index.embedded import Embedded, EmbeddedRows
from policy_index.index.generations import Manifest
from policy_index.index.origin import origin
from policy_index.index.postings import Postings
from policy_index.index.segments import FIELDS, Part, read_segment
from policy_index.index.unusable import IndexUnusable
from policy_index.passages import Passages, passages_of
from policy_index.tokens import clause_tokens

_CHUNK = 20_000
"""Clauses whose words are in memory at a time."""
_DIGEST = 16

Progress = Callable[[str], None]


def build(
    collection: Collection,
    embedder: Embedder,
    folder: Path,
    progress: Progress,
    *,
    anew: bool = False,
) -> Path:
    """Publish a generation of the collection; returns its folder.

    ``anew``: index every clause again, whatever the last generation has of it. What was embedded
    stays embedded.
    """
    with generations.locked(folder):
        generations.sweep(folder)
        last = _last(folder, Manifest(origin=origin(collection, embedder)), anew=anew)
        digests = _digests(collection)
        kept, fresh = _matched(folder, last, digests, progress)
        progress(f"indexing {len(fresh)} new clauses of {len(digests)}")
        new = _new_parts(collection, fresh, digests, last.next_id, folder, embedder, progress)
        cities = [_city(collection, clause) for clause in collection.clauses]
        places = np.unique(cities, return_inverse=True)[1]
        published = assemble(folder, last, kept, new, fresh, places)
        generations.sweep(folder)
        return published


def _last(folder: Path, empty: Manifest, *, anew: bool) -> Manifest:
    """The last generation's manifest, told to be of the new collection; empty if it is no use."""
    try:
        _, last = generations.read_manifest(folder)
    except IndexUnusable:
        return empty
    same = replace(last.origin, collection=empty.origin.collection) == empty.origin
    kept = last if same and not anew else empty
    return replace(kept, origin=empty.origin, next_id=last.next_id)


def _matched(
    folder: Path, last: Manifest, digests: Array, progress: Progress
) -> tuple[list[Kept], Rows]:
    """The last generation's segments with what they are now, and the rows that are in none."""
    row_of = {digest.tobytes(): row for row, digest in enumerate(digests)}
    kept = []
    for name in last.segments:
        files = last.files_of(name)
        try:
            generations.check_files(folder, files, hashes=True)
        except IndexUnusable as reason:
            progress(f"{reason}: indexing its clauses again")
            continue
        segment = read_segment(folder / name)
        clause_of = [row_of.pop(digest.tobytes(), -1) for digest in segment.digests]
        kept.append(Kept(name, segment, np.array(clause_of, dtype=np.int64), files))
    return kept, np.array(sorted(row_of.values()), dtype=np.int64)


def _new_parts(
    collection: Collection,
    fresh: Rows,
    digests: Array,
    first_id: int,
    folder: Path,
    embedder: Embedder,
    progress: Progress,
) -> Iterator[Part]:
    """The new clauses, embedded and with their tokens, some thousands at a time."""
    embedded = Embedded(folder, embedder.fingerprint)
    for start in range(0, len(fresh), _CHUNK):
        rows = fresh[start : start + _CHUNK]
        clauses = [collection.clauses[row] for row in rows]
        passages = [_passages(collection, clause) for clause in clauses]
        whole = [each.whole for each in passages]
        sentences = [sentence for each in passages for sentence in each.sentences]
        embedded.add([*whole, *sentences], embedder.encode_document, progress)
        tokens = [clause_tokens(clause.text) for clause in clauses]
        yield Part(
            digests=digests[rows],
            ids=np.arange(len(rows)) + first_id + start,
            starts=np.cumsum([0, *(len(each.sentences) for each in passages)]),
            whole=EmbeddedRows(embedded, whole),
            sentences=EmbeddedRows(embedded, sentences),
            postings={field: Postings.of([each[field] for each in tokens]) for field in FIELDS},
        )


def _digests(collection: Collection) -> Array:
    """Of each clause what it is made from, shape (clauses, 16)."""
    digests = b"".join(
        hashlib.blake2b(
            "\0".join(
                [clause.document, clause.path, clause.text, passages.whole, *passages.sentences]
            ).encode(),
            digest_size=_DIGEST,
        ).digest()
        for clause in collection.clauses
        for passages in [_passages(collection, clause)]
    )
    return np.frombuffer(digests, dtype=np.uint8).reshape(-1, _DIGEST)


def _passages(collection: Collection, clause: Clause) -> Passages:
    return passages_of(clause, _city(collection, clause))


def _city(collection: Collection, clause: Clause) -> str:
    return collection.document(clause.document).city
