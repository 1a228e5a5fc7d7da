"""The index on disk: immutable generations, and a pointer to the one that holds.

    <index>/CURRENT                 name of the generation that is read
    <index>/generation-xxxx/        manifest.json, dense.faiss, passages.json, words/, bigrams/

A generation is written into a folder of another name, synced and renamed, and only then does the
pointer move, so a reader sees a whole index or none. Each file is checked against the manifest's
sha256 before it is used.
"""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import faiss
import numpy as np

from policy_index.collection import POLICIES, Collection
from policy_index.e5 import sha256_of
from policy_index.embedding import Embedder, Vectors
from policy_index.fusion import Scores
from policy_index.lexicon import Lexicon
from policy_index.passages import TEMPLATE_VERSION, passages
from policy_index.tokens import DICTIONARY, STOPWORDS, TOKENS_VERSION, FieldWeights, clause_tokens

FORMAT = 1
_POINTER = "CURRENT"
_MANIFEST = "manifest.json"

Progress = Callable[[str], None]
Rows = np.ndarray[tuple[int], np.dtype[np.int64]]
Vector = np.ndarray[tuple[int], np.dtype[np.float32]]
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


def index_folder() -> Path:
    """Where the index is: ``POLICY_BOT_INDEX``, or ``.index`` beside ``policies``."""
    named = os.environ.get("POLICY_BOT_INDEX")
    return Path(named) if named else POLICIES.parent / ".index"


class IndexUnusable(Exception):
    """The index is missing, stale or damaged; the message says which and of what."""


@dataclass(frozen=True)
class Origin:
    """What an index is made from; another value of any of these makes it stale."""

    format: int
    collection: str
    model: str
    model_hash: str
    template: str
    tokens: str


@dataclass(frozen=True)
class Candidates:
    """Clauses worth ranking: ``rows`` of the collection, in order, shape (n,).

    ``dense``: mean of the cosine of the whole clause and of its best sentence; ``lexical``: raw
    BM25, 0 where no token is shared. Both for every candidate, whichever arm found it.
    """

    rows: Rows
    dense: Scores
    lexical: Scores


@dataclass(frozen=True)
class StoredIndex:
    """A loaded index. Row i of ``dense`` belongs to ``clause_of[i]`` and is its whole text where
    ``sentence_of[i]`` is -1, else that sentence of it."""

    dense: faiss.Index
    clause_of: Rows
    sentence_of: Rows
    lexicon: Lexicon

    def candidates(
        self, vector: Vector, wanted: FieldWeights, pools: Sequence[Mask | None], depth: int
    ) -> Candidates:
        """The clauses that either arm ranks among its best ``depth`` of any pool.

        A pool is a mask over all clauses, shape (clauses,), applied before the best are taken;
        None admits every clause. ``vector``: the query's, shape (dimension,).
        """
        dense, lexical = self._dense(vector), self.lexicon.scores(wanted)
        chosen = np.zeros(len(dense), dtype=np.bool_)
        for pool in pools:
            allowed = np.arange(len(dense)) if pool is None else np.flatnonzero(pool)
            for scores in (dense[allowed], lexical[allowed]):
                best = np.argsort(-scores, kind="stable")[:depth]
                chosen[allowed[best]] = True
        rows = np.flatnonzero(chosen)
        return Candidates(rows, dense[rows], lexical[rows])

    def sentence_similarities(self, vector: Vector, row: int) -> Scores:
        """Cosine of a query with each sentence of the clause ``row``, in the clause's order."""
        of_clause = np.flatnonzero((self.clause_of == row) & (self.sentence_of >= 0))
        return self._similarities(vector)[of_clause]

    def _similarities(self, vector: Vector) -> Scores:
        values, rows = self.dense.search(vector[None, :], self.dense.ntotal)
        similarities = np.empty(self.dense.ntotal, dtype=np.float64)
        similarities[rows[0]] = values[0]
        return similarities

    def _dense(self, vector: Vector) -> Scores:
        similarities = self._similarities(vector)
        whole = self.sentence_of < 0
        best = np.full(int(self.clause_of.max()) + 1, -1.0)
        np.maximum.at(best, self.clause_of[~whole], similarities[~whole])
        mean: Scores = (similarities[whole] + best) / 2
        return mean


def origin(collection: Collection, embedder: Embedder) -> Origin:
    """What an index of this collection by this model is made from."""
    tokens = f"{TOKENS_VERSION}-{sha256_of(DICTIONARY)[:12]}-{sha256_of(STOPWORDS)[:12]}"
    return Origin(
        FORMAT,
        collection.digest,
        embedder.name,
        embedder.fingerprint,
        TEMPLATE_VERSION,
        tokens,
    )


def build(collection: Collection, embedder: Embedder, folder: Path, progress: Progress) -> Path:
    """Write a new generation and point to it; returns its folder. Older ones are removed."""
    all_passages = passages(collection)
    progress(f"embedding {len(all_passages)} passages of {len(collection.clauses)} clauses")
    vectors = embedder.encode_document([passage.text for passage in all_passages])
    progress("indexing words")
    lexicon = Lexicon.build([clause_tokens(clause.text) for clause in collection.clauses])
    with _locked(folder):
        unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
        try:
            faiss.write_index(_flat(vectors), str(unfinished / "dense.faiss"))
            rows = [[passage.clause, passage.sentence] for passage in all_passages]
            (unfinished / "passages.json").write_text(json.dumps(rows), "utf-8")
            lexicon.save(unfinished)
            made_from = origin(collection, embedder)
            _write_manifest(unfinished, made_from, len(collection.clauses), vectors)
            generation = folder / f"generation-{unfinished.name.removeprefix('.unfinished-')}"
            _sync(unfinished)
            unfinished.rename(generation)
            _point(folder, generation.name)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        _remove_others(folder, generation)
    return generation


def load(folder: Path, wanted: Origin) -> StoredIndex:
    """Read the current generation; raises IndexUnusable if it is damaged or not of ``wanted``."""
    generation = current(folder)
    manifest = _read_manifest(generation)
    made_from = manifest["origin"]
    for name, value in asdict(wanted).items():
        if made_from.get(name) != value:
            raise IndexUnusable(f"{generation} is stale: made from another {name}")
    for name, expected in manifest["files"].items():
        path = generation / name
        if not path.is_file() or sha256_of(path) != expected:
            raise IndexUnusable(f"{path} is damaged or missing")
    rows = np.array(json.loads((generation / "passages.json").read_text("utf-8")), dtype=np.int64)
    return StoredIndex(
        dense=faiss.read_index(str(generation / "dense.faiss")),
        clause_of=rows[:, 0],
        sentence_of=rows[:, 1],
        lexicon=Lexicon.load(generation),
    )


def current(folder: Path) -> Path:
    """The generation that the pointer names; raises IndexUnusable when there is none."""
    try:
        name = (folder / _POINTER).read_text("utf-8").strip()
    except FileNotFoundError:
        raise IndexUnusable(f"{folder} has no index yet") from None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexUnusable(f"{folder / _POINTER} is damaged: {error}") from error
    generation = folder / name
    if not name.startswith("generation-") or not generation.is_dir():
        raise IndexUnusable(f"{folder / _POINTER} names {name!r}, which is not there")
    return generation


def _flat(vectors: Vectors) -> faiss.IndexFlatIP:
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    return index


def _write_manifest(folder: Path, made_from: Origin, clauses: int, vectors: Vectors) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = {
        "origin": asdict(made_from),
        "clauses": clauses,
        "passages": vectors.shape[0],
        "dimension": vectors.shape[1],
        "files": {path.relative_to(folder).as_posix(): sha256_of(path) for path in files},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / _MANIFEST).write_text(text, "utf-8")


def _read_manifest(generation: Path) -> dict[str, dict[str, object]]:
    path = generation / _MANIFEST
    try:
        manifest = json.loads(path.read_text("utf-8"))
        return {"origin": dict(manifest["origin"]), "files": dict(manifest["files"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusable(f"{path} is damaged: {error}") from error


def _point(folder: Path, name: str) -> None:
    new = folder / f".{_POINTER}"
    new.write_text(f"{name}\n", "utf-8")
    _sync_one(new)
    new.replace(folder / _POINTER)
    _sync_one(folder)


def _remove_others(folder: Path, kept: Path) -> None:
    for pattern in ("generation-*", ".unfinished-*"):
        for old in folder.glob(pattern):
            if old != kept:
                shutil.rmtree(old, ignore_errors=True)


def _sync(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        _sync_one(path)


def _sync_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One builder at a time; the lock goes with the process that holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
